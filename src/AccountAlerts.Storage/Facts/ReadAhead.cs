using AccountAlerts.Storage.Alerts;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>Asks for the rows of several accounts at once, where each question is a trip to a server.</summary>
internal static class ReadAhead
{
    /// <summary>How many accounts' rows are held at a time.</summary>
    public const int Accounts = 256;

    /// <summary>How many rows are looked up at a time.</summary>
    public const int Rows = 1000;

    /// <param name="what">Columns of <c>r</c>, the rows.</param>
    public static SqlStatement OfAccounts(SqlSession session, string table, string what, IEnumerable<int> accounts, string order = "r.id")
    {
        SqlStatement rows = session.Prepare(
            $"SELECT {what} FROM {FactKeys.RowsOfAccounts(table)} WHERE {session.Dialect.IsAmong("a.id", "?1")} ORDER BY {order}");
        rows.Bind(1, AlertJson.Write(accounts));
        return rows;
    }
}
