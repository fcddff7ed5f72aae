using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Alerts;

/// <inheritdoc cref="IAnswerRows"/>
public sealed class AnswerRows(SqlDatabase database) : IAnswerRows
{
    public Task<bool> KnowsAsync(string name, Conversation place, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var reader = database.Read();
        using var row = reader.Prepare(
            "SELECT 1 FROM outbox WHERE unique_key = ?1 AND platform = ?2 AND workspace = ?3 AND conversation = ?4 AND dead = 0");
        return Task.FromResult(row.Bind(1, name).Bind(2, place.Platform).Bind(3, place.Workspace).Bind(4, place.Id).Step());
    }

    // What is pending holds its lane: a broken destination is tried with it until it is mended. What may stand twice is shown to operations.
    public Task<int> ForgetAsync(TimeSpan age, CancellationToken cancellation) => database.WriteAsync(
        session =>
        {
            long before = session.NowMs - (long)age.TotalMilliseconds;
            using var forget = session.Prepare(
                "DELETE FROM outbox WHERE unique_key LIKE 'answer/%' AND pending = 0 AND dead = 0 AND coalesce(doubled, 0) = 0 AND coalesce(shown_at, queued_at, 0) < ?1");
            int answers = (int)forget.Bind(1, before).Execute();
            Lanes.Forget(session, before);
            return answers;
        },
        cancellation);
}
