using System.Globalization;
using AccountAlerts.Domain.Digests;
using AccountAlerts.Domain.Health;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>The reader's words in digests.</summary>
internal static class DigestWords
{
    public static string Title(DigestPart part) => part switch
    {
        DigestPart.Changed => "What changed",
        DigestPart.Today => "To do today",
        DigestPart.Risks => "Still open",
        DigestPart.Growth => "Ready to grow",
        _ => "Already so when we started",
    };

    /// <summary>"Mon 23 Nov: 2 to do today, 3 changed".</summary>
    public static string Headline(DateOnly today, IReadOnlyList<DigestRows> plan)
    {
        string[] counts = [.. plan.OrderBy(part => part.Part == DigestPart.Today ? -1 : (int)part.Part).Select(part => Count(part.Part, part.Rows.Count + part.Folded.Count))];
        return $"{ReadableValue.NearDate(today)}{CardWords.Separator}{(counts.Length == 0 ? "for your colleagues" : string.Join(", ", counts))}";
    }

    /// <summary>"and 12 more: 4 to do today, 8 still open"; null where nothing is folded.</summary>
    public static string? More(IReadOnlyList<DigestRows> plan)
    {
        int all = plan.Sum(part => part.Folded.Count);
        return all == 0
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"and {all} more: {string.Join(", ", plan.Where(part => part.Folded.Count > 0).Select(part => Count(part.Part, part.Folded.Count)))}");
    }

    /// <summary>
    /// "Nothing needs you today. Your 80 accounts: 62 healthy, 12 at risk, 6 critical." Where one of us set a band: "... by score; as set by
    /// us: 63 healthy, 12 at risk, 5 critical."
    /// </summary>
    public static string Nothing(IReadOnlyList<BookLine> book)
    {
        if (book.Count == 0)
            return "Nothing needs you today.";
        string set = book.Any(line => line.SetTo is not null) ? $" by score; as set by us: {Counts(book, line => line.AsSet)}" : "";
        return $"Nothing needs you today. Your {Accounts(book.Count)}: {Counts(book, line => line.Band)}{set}.";
    }

    private static string Counts(IReadOnlyList<BookLine> book, Func<BookLine, Band?> bandOf)
    {
        var parts = new[] { Band.Healthy, Band.AtRisk, Band.Critical }
            .Select(band => (Band: band, Count: book.Count(line => bandOf(line) == band))).Where(part => part.Count > 0)
            .Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Count} {Bands.Word(part.Band)}")).ToList();
        int unscored = book.Count(line => bandOf(line) is null);
        if (unscored > 0)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{unscored} without a score"));
        return string.Join(", ", parts);
    }

    public static string Accounts(int count) => count == 1 ? "1 account" : string.Create(CultureInfo.InvariantCulture, $"{count:#,0} accounts");

    /// <summary>Why so many are kept back.</summary>
    public static string Held(string reason, int count) => string.Create(CultureInfo.InvariantCulture, $"{count} {Why(reason, count)}");

    public static string Usage(DateOnly through, bool complete) =>
        complete ? $"Usage to {ReadableValue.NearDate(through)}" : $"Usage to {ReadableValue.NearDate(through)} only: later numbers were not in yet";

    public static string Stale(string stream, DateOnly? since) =>
        since is { } day ? $"No {Plain(stream)} data since {ReadableValue.NearDate(day)}" : $"No {Plain(stream)} data yet";

    private static string Count(DigestPart part, int count) => string.Create(CultureInfo.InvariantCulture, $"{count} ") + part switch
    {
        DigestPart.Changed => "changed",
        DigestPart.Today => "to do today",
        DigestPart.Risks => "still open",
        DigestPart.Growth => "ready to grow",
        _ => "from before we started",
    };

    private static string Why(string reason, int count) => reason switch
    {
        TellingReasons.Guard => count == 1 ? "waits until the data is checked" : "wait until the data is checked",
        TellingReasons.Stale => count == 1 ? "waits for late data" : "wait for late data",
        TellingReasons.WaitsForRisk => "ready to grow, after an open risk is settled",
        TellingReasons.Muted => "of accounts that are kept quiet",
        TellingReasons.MutedByReader => "of accounts that you keep quiet",
        TellingReasons.HeldByOwner => "held back with a reason",
        TellingReasons.OwnerFirst => "not told to the executive yet",
        TellingReasons.Quiet => "for after the quiet hours",
        TellingReasons.Budget => "beyond what may interrupt you",
        TellingReasons.Handover => "of accounts that are just changing hands",
        _ => "for later",
    };

    /// <summary>"account_history" and "AccountHistory" are both "account history".</summary>
    private static string Plain(string stream)
    {
        string words = string.Concat(stream.Select((letter, at) => at > 0 && char.IsUpper(letter) ? " " + letter : letter.ToString()));
        return words.Replace('_', ' ').ToLowerInvariant();
    }
}
