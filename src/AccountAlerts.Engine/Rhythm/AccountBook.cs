using System.Globalization;
using System.Text.Json;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>How far the book reaches.</summary>
/// <param name="At">When the accounts were last evaluated.</param>
/// <param name="UsageThrough">The last complete day of usage; null where usage is not connected.</param>
/// <param name="Stale">Kinds of facts that have been silent for too long, with the last day they were complete.</param>
/// <param name="Owners">Everybody who has accounts, in ordinal order.</param>
public sealed record BookHead(DateTimeOffset At, DateOnly? UsageThrough, IReadOnlyDictionary<string, DateOnly?> Stale, IReadOnlyList<string> Owners)
{
    public DateOnly Day => DateOnly.FromDateTime(At.UtcDateTime);

    /// <summary>True if yesterday's numbers are in and worked out.</summary>
    public bool IsComplete(DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return Day >= today && !(UsageThrough < today.AddDays(-1));
    }
}

/// <summary>An account that has another owner than before.</summary>
/// <param name="From">Null where it had none.</param>
public sealed record Move(int AccountId, string? From, string To, DateTimeOffset At);

/// <summary>
/// Every account's score, money and owner, a page for each owner and day: what reviews compare and handovers are noticed by. Written
/// with each evaluation, the day's last one stays.
/// </summary>
public sealed class AccountBook(IProductValues values)
{
    /// <summary>Head, and the list of days.</summary>
    public const string Scope = "$book";

    /// <summary>Moves that were not said yet, by account.</summary>
    public const string MovedScope = "$moved";

    /// <summary>The page of accounts without an owner.</summary>
    public const string NoOwner = "-";

    /// <summary>Days for which pages are kept.</summary>
    public const int KeptDays = 40;

    private const string HeadKey = "head";
    private const string DaysKey = "days";

    public async Task<BookHead?> HeadAsync(CancellationToken cancellation) =>
        await values.GetAsync(Scope, HeadKey, cancellation) is { } json ? JsonSerializer.Deserialize<BookHead>(json, MessageJson.Options) : null;

    /// <summary>The days that have pages, ascending.</summary>
    public async Task<IReadOnlyList<DateOnly>> DaysAsync(CancellationToken cancellation) => await values.GetAsync(Scope, DaysKey, cancellation) is { } days
        ? [.. days.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(day => DateOnly.ParseExact(day, Format, CultureInfo.InvariantCulture))]
        : [];

    /// <summary>An owner's accounts on a day; empty if there is no page.</summary>
    public async Task<IReadOnlyList<BookLine>> PageAsync(DateOnly day, string owner, CancellationToken cancellation) =>
        await values.GetAsync(ScopeOf(day), owner, cancellation) is { } page ? BookLine.Read(page) : [];

    /// <summary>Everybody's accounts on a day, by owner.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<BookLine>>> PagesAsync(DateOnly day, CancellationToken cancellation) =>
        (await values.ListAsync(ScopeOf(day), cancellation)).ToDictionary(page => page.Key, page => BookLine.Read(page.Value));

    public async Task<IReadOnlyList<Move>> MovesAsync(CancellationToken cancellation) =>
        [.. (await values.ListAsync(MovedScope, cancellation)).Values.Select(json => JsonSerializer.Deserialize<Move>(json, MessageJson.Options)).OfType<Move>()];

    /// <summary>What an evaluation writes, to be stored with its other decisions; nothing where nothing was evaluated.</summary>
    /// <param name="accounts">Every evaluated account with its owner.</param>
    public async Task<IReadOnlyList<ProductValue>> EntryAsync(
        IReadOnlyCollection<(string? Owner, BookLine Line)> accounts, EvaluationFrame? frame, DateTimeOffset now, CancellationToken cancellation)
    {
        if (frame is null || accounts.Count == 0)
            return [];
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var head = await HeadAsync(cancellation);
        var before = head is null ? new Dictionary<string, string>() : await values.ListAsync(ScopeOf(head.Day), cancellation);
        var pages = accounts.GroupBy(account => account.Owner ?? NoOwner, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => BookLine.Write(group.Select(account => account.Line).OrderBy(line => line.Id)));

        var entry = new List<ProductValue> { new(Scope, HeadKey, JsonSerializer.Serialize(HeadOf(frame, pages.Keys, now), MessageJson.Options)) };
        bool newDay = head?.Day != today;
        foreach (var (owner, page) in pages.OrderBy(page => page.Key, StringComparer.Ordinal))
        {
            if (newDay || before.GetValueOrDefault(owner) != page)
                entry.Add(new ProductValue(ScopeOf(today), owner, page));
        }

        if (newDay)
            entry.AddRange(await TurnAsync(today, cancellation));
        else
            entry.AddRange(before.Keys.Where(owner => !pages.ContainsKey(owner)).Select(owner => new ProductValue(ScopeOf(today), owner, null)));
        entry.AddRange(await MovedAsync(accounts, before, pages, now, cancellation));
        return entry;
    }

    /// <summary>A new day: its pages are listed, and pages that nobody asks for any more go.</summary>
    private async Task<List<ProductValue>> TurnAsync(DateOnly today, CancellationToken cancellation)
    {
        var days = await DaysAsync(cancellation);
        var entry = new List<ProductValue>();
        foreach (var day in days.Where(day => day < today.AddDays(-KeptDays)))
            entry.AddRange((await values.ListAsync(ScopeOf(day), cancellation)).Keys.Select(owner => new ProductValue(ScopeOf(day), owner, null)));
        var kept = days.Where(day => day >= today.AddDays(-KeptDays) && day < today).Append(today);
        entry.Add(new ProductValue(Scope, DaysKey, string.Join(' ', kept.Select(day => day.ToString(Format, CultureInfo.InvariantCulture)))));
        return entry;
    }

    private async Task<List<ProductValue>> MovedAsync(
        IReadOnlyCollection<(string? Owner, BookLine Line)> accounts, IReadOnlyDictionary<string, string> before,
        Dictionary<string, string> pages, DateTimeOffset now, CancellationToken cancellation)
    {
        // A move changes the pages of both owners: the others need not be read.
        var owners = before.Where(page => pages.GetValueOrDefault(page.Key) != page.Value)
            .SelectMany(page => BookLine.Read(page.Value).Select(line => (line.Id, Owner: page.Key)))
            .ToDictionary(line => line.Id, line => line.Owner == NoOwner ? null : line.Owner);
        var moved = accounts.Where(account => owners.TryGetValue(account.Line.Id, out string? owner) && owner != account.Owner).ToList();
        if (moved.Count == 0)
            return [];

        var waiting = (await MovesAsync(cancellation)).ToDictionary(move => move.AccountId);
        var entry = new List<ProductValue>();
        foreach (var (owner, line) in moved)
        {
            string? from = waiting.TryGetValue(line.Id, out var earlier) ? earlier.From : owners[line.Id];
            // Back again, or with nobody: there is no one to hand it to.
            bool said = owner is not null && owner != from;
            entry.Add(new ProductValue(
                MovedScope, line.Id.ToString(CultureInfo.InvariantCulture),
                said ? JsonSerializer.Serialize(new Move(line.Id, from, owner!, now), MessageJson.Options) : null));
        }

        return entry;
    }

    private static BookHead HeadOf(EvaluationFrame frame, IEnumerable<string> owners, DateTimeOffset now) => new(
        now, frame[FactStream.Usage] is { Connected: true } usage ? usage.CompleteThrough : null,
        frame.Streams.Where(stream => stream.Value is { Connected: true, Stale: true })
            .OrderBy(stream => stream.Key).ToDictionary(stream => stream.Key.ToString(), stream => stream.Value.CompleteThrough),
        [.. owners.Where(owner => owner != NoOwner).Order(StringComparer.Ordinal)]);

    private const string Format = "yyyy-MM-dd";

    private static string ScopeOf(DateOnly day) => "$book/" + day.ToString(Format, CultureInfo.InvariantCulture);
}
