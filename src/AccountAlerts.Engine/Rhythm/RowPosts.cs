using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>Says a message with lines to one reader, once.</summary>
public sealed class RowPosts(IAlertStore store, IConversationBook places, IRandomIds ids)
{
    public RowWriter Begin(string reader, TeamDirectory team, DateTimeOffset now) => new(ids.Next(), reader, places.Of(reader), team, now);

    /// <param name="name">Under which it is said once.</param>
    /// <param name="told">What it tells.</param>
    /// <param name="values">What is remembered with it.</param>
    /// <returns>False if it was said before, or something was told otherwise in this moment: then the next look decides anew.</returns>
    public async Task<bool> SayAsync(
        string name, string reader, Message message, RowWriter rows, IReadOnlyList<Telling> told, IReadOnlyList<ProductValue> values, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var outcome = await store.CommitAsync(
            new AlertCommit
            {
                At = now,
                Once = name,
                Posts = [new Post(name, ids.Next(), null, places.Of(reader), message, Priority.Digest) { Reader = reader }],
                Tellings = [.. told.Select(telling => telling with { ToldAt = now, ToldIn = name })],
                Values = [.. values, rows.ToSheet(message, name).ToValue(rows.Sheet), SheetSweep.Note(rows.Sheet, now)],
            },
            cancellation);
        return outcome is CommitOutcome.Stored;
    }
}
