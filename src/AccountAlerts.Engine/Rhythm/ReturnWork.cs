using System.Globalization;
using System.Text.Json;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Routing;
using NodaTime;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>On the first working morning back: what happened, what others did, and what is open.</summary>
public sealed class ReturnWork(
    IFactReader facts, IAlertReader reader, IAlertTrail trail, IProductValues values, RowPosts posts, WorkCalendars calendars, Absences absences,
    DigestOptions options) : IDueWork
{
    /// <summary>Since when somebody is away: the team file does not say, so it is noticed.</summary>
    private const string Scope = "$absence";

    /// <summary>Lines of "done by others".</summary>
    private const int MostDone = 5;

    public string Name => "return";

    public TimeSpan Every => TimeSpan.FromSeconds(30);

    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var session = await facts.OpenAsync(cancellation);
        var team = await session.DirectoryAsync(cancellation);
        var away = await absences.ReadAsync(team, cancellation);
        var noticed = await values.ListAsync(Scope, cancellation);
        int said = 0;
        foreach (var mate in team.All.OrderBy(mate => mate.Email, StringComparer.Ordinal))
        {
            string email = mate.Email.ToLowerInvariant();
            string? since = noticed.GetValueOrDefault(email);
            if (away.Of(email, now) is not null)
            {
                if (since is null)
                    await values.TrySetAsync(Scope, email, null, JsonSerializer.Serialize(now, MessageJson.Options), cancellation);
                continue;
            }

            if (since is null)
                continue;
            var calendar = calendars.Of(team, email);
            var day = calendar.DayOf(now);
            if (calendar.IsWorkingDay(day) && now >= calendar.At(day, LocalTime.FromTicksSinceMidnight(options.Of(email, team.PreferencesOf(email)).Hour.Ticks))
                && await SayAsync(email, JsonSerializer.Deserialize<DateTimeOffset>(since, MessageJson.Options), team, now, cancellation))
                said++;
        }

        return said;
    }

    private async Task<bool> SayAsync(string email, DateTimeOffset since, TeamDirectory team, DateTimeOffset now, CancellationToken cancellation)
    {
        var mine = (await reader.OfTeammateAsync(email, cancellation)).Where(listed => listed.Stored.Alert.State != AlertState.Standing).ToList();
        var events = (await trail.SinceAsync(since, cancellation))
            .Where(happened => email.Equals(happened.Status.Assignee ?? happened.Status.Owner, StringComparison.OrdinalIgnoreCase)).ToList();
        var names = await NamesAsync(events, mine, cancellation);
        var rows = posts.Begin(email, team, now);
        var open = mine.Where(listed => listed.Stored.Alert.State == AlertState.Open)
            .OrderByDescending(listed => listed.Stored.Alert.Severity).ThenByDescending(listed => listed.Account.Arr ?? 0).ThenBy(listed => listed.Account.Id).ToList();
        var done = events.Where(happened => happened.Reason is AlertReasons.Done or AlertReasons.Acknowledged && !IsBy(happened, email)).ToList();
        int came = events.Count(happened => happened.Reason is AlertReasons.Fired or AlertReasons.Refired);
        int over = events.Count(happened => happened.Reason == AlertReasons.Recovered);

        string text = string.Create(CultureInfo.InvariantCulture, $"Welcome back: {open.Count} open, {done.Count} taken by others, {came} came up and {over} went away again");
        var blocks = new List<Block> { new Heading([new Span(text)]) };
        if (open.Count > 0)
        {
            blocks.Add(new Paragraph([new Span("Open", SpanStyle.Strong)]));
            blocks.Add(new RowList([.. open.Take(options.MostRows).Select(listed => rows.Alert(listed.Stored, listed.Account))]));
            if (open.Count > options.MostRows)
                blocks.Add(new Paragraph([new Span(string.Create(CultureInfo.InvariantCulture, $"and {open.Count - options.MostRows} more"))]));
        }

        if (done.Count > 0)
        {
            blocks.Add(new Paragraph([new Span("Taken by others", SpanStyle.Strong)]));
            blocks.Add(new BulletList(
            [
                .. done.TakeLast(MostDone).Select(happened => new[]
                {
                    new Span(names.GetValueOrDefault(happened.Key.AccountId, "An account"), SpanStyle.Strong),
                    new Span(CardWords.Separator + (CardWords.State(happened.Status, by => team.Of(by).Name, team.ZoneOf(email)) ?? "taken")),
                }),
            ]));
            if (done.Count > MostDone)
                blocks.Add(new Paragraph([new Span(string.Create(CultureInfo.InvariantCulture, $"and {done.Count - MostDone} more"))]));
        }

        return await posts.SayAsync(
            string.Create(CultureInfo.InvariantCulture, $"return/{email}/{since.ToUnixTimeMilliseconds()}"), email, new Message { Text = text, Blocks = blocks }, rows,
            [], [new ProductValue(Scope, email, null)], now, cancellation);
    }

    private async Task<IReadOnlyDictionary<int, string>> NamesAsync(
        IEnumerable<AlertEvent> events, IEnumerable<ListedAlert> mine, CancellationToken cancellation)
    {
        var names = mine.Select(listed => listed.Account).DistinctBy(account => account.Id).ToDictionary(account => account.Id, account => account.Name);
        await using var session = await facts.OpenAsync(cancellation);
        if (events.Any(happened => !names.ContainsKey(happened.Key.AccountId)))
        {
            foreach (var account in await session.AccountsAsync(cancellation))
                names.TryAdd(account.Id, account.Name);
        }

        return names;
    }

    private static bool IsBy(AlertEvent happened, string email) => happened.Actor.EndsWith(":" + email, StringComparison.OrdinalIgnoreCase);
}
