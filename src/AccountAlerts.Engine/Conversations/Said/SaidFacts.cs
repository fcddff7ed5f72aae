using System.Text.Json;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Engine.Rhythm;

namespace AccountAlerts.Engine.Conversations.Said;

/// <summary>
/// What teammates say becomes facts of the source <c>chat</c>: each with its author and instant, a touch of the customer as a touchpoint
/// too. It is noted with the act and stored as a fact afterwards, under the note's own id, so that a crash in between neither loses nor
/// doubles it.
/// </summary>
public sealed class SaidFacts(IAlertStore store, IProductValues values, IFactStore facts) : IDueWork
{
    /// <summary>What is on its way to the facts; the key is the fact's id.</summary>
    public const string Scope = "$touched";

    /// <summary>A first touch noted here makes nothing else new: what holds that day is as much news as on any other.</summary>
    internal static readonly FirstSights Touched = FirstSights.None with { Streams = new HashSet<string> { nameof(FactStream.Touchpoints) } };

    private const int Longest = 1000;

    public string Name => "said";

    public TimeSpan Every => TimeSpan.FromSeconds(5);

    /// <summary>Durable when the task ends, and a fact already unless the process died in between.</summary>
    /// <param name="more">What is remembered in the same transaction.</param>
    internal async Task StoreAsync(string accountId, SaidFact said, bool takenBack, IReadOnlyList<ProductValue> more, DateTimeOffset now, CancellationToken cancellation)
    {
        var commit = new AlertCommit
        {
            At = now,
            Values = [Noted(accountId, said, takenBack ? now : null), .. more],
            New = SaidKinds.Touches.Contains(said.Kind) ? Touched : FirstSights.None,
        };
        await store.CommitAsync(commit, cancellation);
        await RunAsync(now, cancellation);
    }

    /// <summary>To be written with an act.</summary>
    internal static ProductValue Noted(string accountId, SaidFact said, DateTimeOffset? takenBack = null)
    {
        string? words = said.Note is { Length: > Longest } text ? text[..Longest] : said.Note;
        var note = new Note(accountId, said.Day, said.Kind, words, said.At, said.Author, said.Value, said.Until, said.InsteadOf, takenBack);
        return new ProductValue(Scope, said.SaidId, JsonSerializer.Serialize(note));
    }

    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var noted = await values.ListAsync(Scope, cancellation);
        if (noted.Count == 0)
            return 0;
        (string Id, Note Said)[] all =
        [
            .. noted.Select(entry => (entry.Key, JsonSerializer.Deserialize<Note>(entry.Value) ?? throw new JsonException($"What was said as {entry.Key} is the word null."))),
        ];
        await StoreAsync(FactStream.Touchpoints, all.Where(entry => SaidKinds.Touches.Contains(entry.Said.Kind)).Select(Touchpoint), now, cancellation);
        // Before a version that knew who said it, the touchpoint was all there was.
        await StoreAsync(FactStream.Said, all.Where(entry => entry.Said is { At: not null, Author: not null }).Select(Said), now, cancellation);
        // What was noted anew meanwhile, an undo for one, is another word: it stays for the next run.
        foreach (var (id, note) in noted)
            await values.TrySetAsync(Scope, id, note, null, cancellation);
        return noted.Count;
    }

    private async Task StoreAsync(FactStream stream, IEnumerable<Cell[]> rows, DateTimeOffset now, CancellationToken cancellation)
    {
        Cell[][] all = [.. rows];
        if (all.Length == 0)
            return;
        await using var import = await facts.BeginAsync(new ImportHeader(FactContract.Chat, stream, "what was said", null, now), cancellation);
        foreach (var row in all)
            import.Add(row);
        await import.CommitAsync(cancellation);
    }

    /// <summary>A touch that was taken back did not happen: it stays as one that nobody attended.</summary>
    private static Cell[] Touchpoint((string Id, Note Said) entry)
    {
        var (id, said) = entry;
        bool held = said.TakenBack is null;
        return
        [
            Cell.Of(id), Cell.Of(said.Account), Cell.Of(said.Day), Cell.Of(held ? said.Kind : SaidKinds.Call), held ? Cell.Empty : Cell.Of(false), Cell.Empty, Cell.Empty,
            Text(held ? said.Words : "Taken back"),
        ];
    }

    private static Cell[] Said((string Id, Note Said) entry)
    {
        var (id, said) = entry;
        return
        [
            Cell.Of(id), Cell.Of(said.Account), Cell.Of(said.At!.Value), Cell.Of(said.Kind), Text(said.Author), Text(said.Value),
            said.Until is { } until ? Cell.Of(until) : Cell.Empty, Text(said.Words), Text(said.InsteadOf), said.TakenBack is { } back ? Cell.Of(back) : Cell.Empty,
        ];
    }

    private static Cell Text(string? text) => string.IsNullOrEmpty(text) ? Cell.Empty : Cell.Of(text);

    private sealed record Note(
        string Account, DateOnly Day, string Kind, [property: System.Text.Json.Serialization.JsonPropertyName("Note")] string? Words, DateTimeOffset? At = null,
        string? Author = null, string? Value = null, DateOnly? Until = null, string? InsteadOf = null, DateTimeOffset? TakenBack = null);
}
