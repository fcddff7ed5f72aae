using System.Globalization;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;
using NodaTime;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>Tells a new owner of all accounts that changed hands since their last working morning, in one message, with what was going on there.</summary>
public sealed class HandoverWork(
    IFactReader facts, AccountBook book, IAlertStore store, IAlertReader reader, ITellings tellings, RowPosts posts, WorkCalendars calendars, Absences absences,
    DigestOptions options) : IDueWork
{
    /// <summary>How far back the trail of an account is read for who was on it.</summary>
    private const int TrailLength = 50;

    public string Name => "handover";

    public TimeSpan Every => TimeSpan.FromSeconds(10);

    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var moves = await book.MovesAsync(cancellation);
        if (moves.Count == 0 || await book.HeadAsync(cancellation) is not { } head)
            return 0;
        await using var session = await facts.OpenAsync(cancellation);
        var team = await session.DirectoryAsync(cancellation);
        var away = await absences.ReadAsync(team, cancellation);
        int said = 0;
        foreach (var own in moves.GroupBy(move => move.To, StringComparer.Ordinal).OrderBy(own => own.Key, StringComparer.Ordinal))
        {
            var calendar = calendars.Of(team, own.Key);
            var hour = LocalTime.FromTicksSinceMidnight(options.Of(own.Key, team.PreferencesOf(own.Key)).Hour.Ticks);
            if (now < calendar.NextMorning(own.Min(move => move.At), hour) || calendar.IsQuiet(now) || away.Of(own.Key, now) is not null)
                continue;
            if (await SayAsync(own.Key, [.. own], head, calendar, team, now, cancellation))
                said++;
        }

        return said;
    }

    private async Task<bool> SayAsync(
        string to, IReadOnlyList<Move> moves, BookHead head, WorkCalendar calendar, TeamDirectory team, DateTimeOffset now, CancellationToken cancellation)
    {
        var lines = (await book.PageAsync(head.Day, to, cancellation)).ToDictionary(line => line.Id);
        var files = (await store.ReadAsync([.. moves.Select(move => move.AccountId)], cancellation)).ToDictionary(file => file.AccountId);
        var waiting = await tellings.WaitingAsync(to, cancellation);
        var rows = posts.Begin(to, team, now);
        var written = new List<MessageRow>();
        var told = new List<Telling>();
        int busy = 0;
        foreach (var move in moves.OrderBy(move => Rank(files[move.AccountId])).ThenByDescending(move => lines.GetValueOrDefault(move.AccountId)?.Arr ?? 0).ThenBy(move => move.AccountId))
        {
            // What is no longer in the book left us meanwhile.
            if (!lines.TryGetValue(move.AccountId, out var line))
                continue;
            var file = files[move.AccountId];
            string from = move.From is { } former ? $"From {team.Of(former).Name}" : "Had no CSM";
            var worst = WorstOf(file);
            busy += worst is null ? 0 : 1;
            if (worst is null || file.Snapshot is not { } account)
            {
                written.Add(new MessageRow([new Span(line.Name, SpanStyle.Strong)], Sentence(from, line), [new Button(Actions.Command, "How it stands", line.AccountId)]));
                continue;
            }

            written.Add(rows.Alert(worst, account, await OnItAsync(worst.Alert, from, team, cancellation)));
            told.AddRange(waiting.Where(telling => telling.Alert.AccountId == move.AccountId && (DigestLoader.IsForDigest(telling) || telling.Reason == TellingReasons.Handover))
                .Select(telling => telling with { Way = TellingWay.Digest }));
        }

        ProductValue[] done = [.. moves.Select(move => new ProductValue(AccountBook.MovedScope, move.AccountId.ToString(CultureInfo.InvariantCulture), null))];
        if (written.Count == 0)
        {
            await store.CommitAsync(new AlertCommit { At = now, Values = done }, cancellation);
            return false;
        }

        string name = string.Create(CultureInfo.InvariantCulture, $"handover/{to}/{calendar.DayOf(now).ToDateOnly():yyyy-MM-dd}");
        return await posts.SayAsync(name, to, Compose(written, busy), rows, told, done, now, cancellation);
    }

    private Message Compose(List<MessageRow> rows, int busy)
    {
        string text = rows.Count == 1 ? "1 account is yours now" : string.Create(CultureInfo.InvariantCulture, $"{rows.Count} accounts are yours now");
        if (busy > 0)
            text += string.Create(CultureInfo.InvariantCulture, $", {busy} with something open");
        var blocks = new List<Block> { new Heading([new Span(text)]), new RowList([.. rows.Take(options.MostRows)]) };
        if (rows.Count > options.MostRows)
            blocks.Add(new Paragraph([new Span(string.Create(CultureInfo.InvariantCulture, $"and {rows.Count - options.MostRows} more"))]));
        return new Message { Text = text, Blocks = blocks, Buttons = rows.Count > options.MostRows ? [new Button(Actions.Command, "Show all", "mine")] : [] };
    }

    /// <summary>What the former owner knew goes along: whoever was on it no longer is.</summary>
    private async Task<string> OnItAsync(Alert alert, string from, TeamDirectory team, CancellationToken cancellation)
    {
        var acknowledged = (await reader.TrailAsync(alert.Key.AccountId, TrailLength, cancellation))
            .FirstOrDefault(happened => happened.Key == alert.Key && happened.Episode == alert.Episode && happened.Reason == AlertReasons.Acknowledged);
        return acknowledged?.Status.AcknowledgedBy is { } by ? $"{from}. {team.Of(by).Name} was on it" : from;
    }

    private static StoredAlert? WorstOf(AccountFile file) => file.Alerts
        .Where(stored => stored.Alert.IsLive)
        .OrderBy(stored => stored.Alert.State == AlertState.Open ? 0 : 1).ThenByDescending(stored => stored.Alert.Severity)
        .ThenBy(stored => stored.Alert.Key.Trigger, StringComparer.Ordinal).FirstOrDefault();

    private static int Rank(AccountFile file) => WorstOf(file) is { Alert: var alert } ? (int)Severity.Critical - (int)alert.Severity : int.MaxValue;

    private static string Sentence(string from, BookLine line)
    {
        var parts = new List<string> { from };
        if (line.Score is { } score)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"score {score}"));
        if (line.Arr is { } arr)
            parts.Add(ReadableValue.Money(arr, line.Currency) + " ARR");
        return string.Join(", ", parts);
    }
}
