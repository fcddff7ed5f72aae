using System.Text.Json;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Engine.Rhythm;

namespace AccountAlerts.Engine.Conversations;

/// <summary>
/// What was done about an alert becomes a fact, if it was a touch: a call, a mail, a meeting, a training. It is noted with the act and
/// stored as a fact afterwards, under the note's own id, so that a crash in between neither loses nor doubles it.
/// </summary>
public sealed class TouchNotes(IProductValues values, IFactStore facts) : IDueWork
{
    /// <summary>Touches on their way to the facts; the key is the touchpoint's id.</summary>
    public const string Scope = "$touched";

    /// <summary>The source's name in the journal of imports.</summary>
    private const string Source = "desk";

    private static readonly (string Kind, string[] Words)[] Kinds =
    [
        ("training", ["train", "workshop", "webinar", "onboarding session"]), ("meeting", ["met ", "meeting", "visit", "review", "lunch"]),
        ("email", ["mail", "wrote", "written", "sent "]), ("call", ["call", "phone", "spoke", "talked", "rang"]),
    ];

    public string Name => "touches";

    public TimeSpan Every => TimeSpan.FromSeconds(5);

    /// <param name="how">What the dialog was told; null or something else: as the words say.</param>
    /// <param name="what">What was done.</param>
    /// <returns>Null for what was no touch: mended data is none.</returns>
    public static ProductValue? Of(string? how, string what, AccountSnapshot account, string id, DateOnly day)
    {
        string words = what.ToLowerInvariant() + " ";
        string? kind = Kinds.Select(known => known.Kind).FirstOrDefault(known => known == how)
            ?? (how == CardDialogs.NoTouch ? null : Kinds.Where(known => known.Words.Any(word => words.Contains(word, StringComparison.Ordinal))).Select(known => known.Kind).FirstOrDefault());
        return kind is null ? null : new ProductValue(Scope, $"done-{id}", JsonSerializer.Serialize(new Touch(account.AccountId, day, kind, what)));
    }

    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var noted = await values.ListAsync(Scope, cancellation);
        if (noted.Count == 0)
            return 0;
        await using (var import = await facts.BeginAsync(new ImportHeader(Source, FactStream.Touchpoints, "what was done", null, now), cancellation))
        {
            foreach (var (id, json) in noted)
            {
                var touch = JsonSerializer.Deserialize<Touch>(json) ?? throw new JsonException($"The touch {id} is the word null.");
                import.Add([Cell.Of(id), Cell.Of(touch.Account), Cell.Of(touch.Day), Cell.Of(touch.Kind), Cell.Empty, Cell.Empty, Cell.Empty, Cell.Of(touch.Note)]);
            }

            await import.CommitAsync(cancellation);
        }

        foreach (string id in noted.Keys)
            await values.SetAsync(Scope, id, null, cancellation);
        return noted.Count;
    }

    private sealed record Touch(string Account, DateOnly Day, string Kind, string Note);
}
