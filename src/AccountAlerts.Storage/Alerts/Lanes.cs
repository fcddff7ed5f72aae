using System.Globalization;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Alerts;

/// <summary>
/// Lanes: one row for each conversation, with what its next message needs: whether any waits and how urgent, from when on, and who has the
/// lease. A claim looks at lanes that are due, never at the rows behind them.
/// </summary>
/// <remarks>
/// Who changes rows of a lane locks the lane first, several of them in the order of workspace and conversation, and puts the lane right
/// (<see cref="Refresh"/>) in a statement of its own afterwards: so no writer can miss what another one has just added.
/// </remarks>
internal static class Lanes
{
    /// <summary>A row's state: nothing to do.</summary>
    public const int Settled = 0;

    /// <summary>What is shown is not what is desired.</summary>
    public const int Pending = 1;

    /// <summary>A line of a thread waits for the message above it.</summary>
    public const int AwaitingCard = 2;

    /// <summary>What the next message's call is, for limits by method.</summary>
    public const int Post = 0;
    public const int Edit = 1;
    public const int LookUp = 2;

    /// <summary>Makes a lane, unless it is there.</summary>
    public const string Insert =
        "INSERT INTO lanes (workspace_id, conversation, method, hold_until, lease_until, epoch, turn, full_at) VALUES (?1, ?2, 0, 0, 0, 0, 0, 0) ON CONFLICT DO NOTHING";

    /// <summary>The next row of the lane whose id is put in for <c>{0}</c>.</summary>
    public static string Head(string column, string lane) =>
        $"(SELECT h.{column} FROM outbox h WHERE h.lane_id = {lane} AND h.pending = 1 ORDER BY h.priority, h.turn, h.id LIMIT 1)";

    private const string Method = """
        (SELECT CASE WHEN h.message_id IS NOT NULL THEN 1 WHEN h.unclear > 0 THEN 2 ELSE 0 END
         FROM outbox h WHERE h.lane_id = lanes.id AND h.pending = 1 ORDER BY h.priority, h.turn, h.id LIMIT 1)
        """;

    /// <summary>Sets what the lane says of its next row; add a WHERE.</summary>
    public static string SetHead => $"priority = {Head("priority", "lanes.id")}, method = coalesce({Method}, 0)";

    /// <summary>Puts right what the lanes say of their next row.</summary>
    public static void Refresh(SqlSession session, IEnumerable<long> lanes)
    {
        using var refresh = session.Prepare($"UPDATE lanes SET {SetHead} WHERE id = ?1");
        foreach (long lane in lanes)
            refresh.Bind(1, lane).Queue();
    }

    /// <summary>
    /// Forgets lanes through which nothing went for long and of which no message is left: threads whose answers are forgotten, and reads. Each
    /// is made again when it is needed. Who has one locked needs it.
    /// </summary>
    /// <param name="before">By the database's clock.</param>
    public static void Forget(SqlSession session, long before)
    {
        using var forget = session.Prepare($"""
            DELETE FROM lanes WHERE id IN (
                SELECT id FROM lanes
                WHERE priority IS NULL AND reason IS NULL AND hold_until < ?1 AND lease_until < ?1 AND full_at < ?1
                  AND id NOT IN (SELECT lane_id FROM outbox WHERE lane_id IS NOT NULL){session.Dialect.LockedOrSkipped})
            """);
        forget.Bind(1, before).Run();
    }

    /// <summary>A list for <c>IN</c> with room for so many ids; few different sizes, so that few different texts are prepared.</summary>
    public static IdList Ids(IEnumerable<long> ids, int first = 1) => new([.. ids], first);
}

/// <summary>Ids as parameters of a statement, filled up to one of a few sizes by repeating the last.</summary>
internal sealed class IdList(long[] ids, int first)
{
    private static readonly int[] Sizes = [1, 4, 16, 64, 256, 1024];

    private readonly int _size = Array.Find(Sizes, size => size >= ids.Length) is > 0 and var size
        ? size
        : throw new ArgumentOutOfRangeException(nameof(ids), ids.Length, "Too many for one statement.");

    /// <summary>For within the brackets of <c>IN ()</c>.</summary>
    public string Sql => string.Join(", ", Enumerable.Range(first, _size).Select(number => string.Create(CultureInfo.InvariantCulture, $"?{number}")));

    public SqlStatement BindTo(SqlStatement statement)
    {
        for (int i = 0; i < _size; i++)
            statement.Bind(first + i, ids[Math.Min(i, ids.Length - 1)]);
        return statement;
    }
}
