using System.Globalization;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>The first thing that a teammate hears: what held already when we began to look, the worst of it, in one message instead of a flood.</summary>
public sealed class BaselineWork(
    IFactReader facts, IAlertReader alerts, IAlertStore store, DigestLoader loader, AccountBook book, IProductValues values, RowPosts posts,
    WorkCalendars calendars, Absences absences, DigestOptions options, AlertingMode mode) : IDueWork
{
    /// <summary>Who had theirs, by address.</summary>
    private const string Scope = "$baseline";

    /// <summary>How many are remembered at a time, so that clicks get in between.</summary>
    private const int Chunk = 500;

    public string Name => "baseline";

    public TimeSpan Every => TimeSpan.FromSeconds(5);

    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        // Who tries the demo wants to see alerts, and gets them all.
        if (mode.Demo || await book.HeadAsync(cancellation) is not { } head)
            return 0;
        var had = await values.ListAsync(Scope, cancellation);
        string[] readers = [.. head.Owners.Where(owner => !had.ContainsKey(owner))];
        if (readers.Length == 0)
            return 0;

        await using var session = await facts.OpenAsync(cancellation);
        var team = await session.DirectoryAsync(cancellation);
        var away = await absences.ReadAsync(team, cancellation);
        var standing = await alerts.StandingReadersAsync(cancellation);
        var nothing = new List<ProductValue>();
        int said = 0;
        foreach (string reader in readers)
        {
            if (calendars.Of(team, reader).IsQuiet(now) || away.Of(reader, now) is not null)
                continue;
            if (!standing.Contains(reader))
                nothing.Add(Had(reader, now));
            else if (await SayAsync(team.Of(reader), away, head, now, cancellation))
                said++;
        }

        foreach (ProductValue[] chunk in nothing.Chunk(Chunk))
            await store.CommitAsync(new AlertCommit { At = now, Values = chunk }, cancellation);
        return said;
    }

    private static ProductValue Had(string reader, DateTimeOffset now) =>
        new(Scope, reader.ToLowerInvariant(), now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));

    private async Task<bool> SayAsync(Teammate mate, AwayTeam away, BookHead head, DateTimeOffset now, CancellationToken cancellation)
    {
        string reader = mate.Email.ToLowerInvariant();
        var input = await loader.LoadAsync(mate, away, head, new Dictionary<int, Domain.Digests.BandMemo>(), options.MostRows, now, cancellation);
        var had = Had(reader, now);
        DigestAlert[] standing = [.. input.Alerts.Where(alert => alert.Stored.Alert.State == AlertState.Standing && alert.Waiting.Count > 0)];
        if (standing.Length == 0)
        {
            await values.SetAsync(had.Scope, had.Key, had.Value, cancellation);
            return false;
        }

        // One line for an account, the worst of it; first who may be lost and costs most.
        DigestAlert[] worst =
        [
            .. standing.GroupBy(alert => alert.Account.Id)
                .Select(account => account.OrderBy(alert => IsGrowth(alert.Stored.Alert.Kind)).ThenByDescending(alert => alert.Stored.Alert.Severity).ThenBy(alert => alert.Stored.Alert.Key.Trigger, StringComparer.Ordinal).First())
                .OrderBy(alert => IsGrowth(alert.Stored.Alert.Kind)).ThenByDescending(alert => alert.Money ?? 0).ThenByDescending(alert => alert.Stored.Alert.Severity).ThenBy(alert => alert.Account.Id),
        ];
        DigestAlert[] shown = [.. worst.Take(options.MostRows)];
        var rows = posts.Begin(reader, away.Team, now);
        return await posts.SayAsync(
            $"baseline/{reader}", reader, Compose(input, shown, standing.Length - shown.Length, rows), rows, [.. shown.SelectMany(alert => alert.Waiting)], [had],
            now, cancellation);
    }

    private static Message Compose(DigestInput input, DigestAlert[] shown, int more, RowWriter rows)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"Your {DigestWords.Accounts(input.Book.Count)}: {shown.Length} to look at first");
        var blocks = new List<Block>
        {
            new Heading([new Span(text)]),
            new Paragraph([new Span("This was already so when we started. From now on you hear of what changes.")]),
            new RowList([.. shown.Select(alert => rows.Alert(alert.Stored, alert.Account))]),
        };
        if (more > 0)
            blocks.Add(new Paragraph([new Span(string.Create(CultureInfo.InvariantCulture, $"and {more} more, three a day in your morning list"))]));
        return new Message { Text = text, Blocks = blocks, Buttons = more > 0 ? [new Button(Actions.Command, "Show all", "mine")] : [] };
    }

    private static bool IsGrowth(TriggerKind kind) => kind is TriggerKind.Expansion or TriggerKind.Advocacy;
}
