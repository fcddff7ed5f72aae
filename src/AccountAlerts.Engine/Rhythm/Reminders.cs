using System.Globalization;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>
/// Reminds of alerts that were told and not finished: a line under the card, and a message to whom it concerns. Each step of each
/// announcement is committed under a name that is taken once, so that neither a crash nor a second replica says it twice.
/// </summary>
public sealed class Reminders(
    IAlertReader reader, IAlertStore store, ITellings tellings, IProductValues values, IFactReader facts, Absences absences, WorkCalendars calendars,
    IConversationBook book, IRandomIds ids) : IDueWork
{
    /// <summary>What was said last of an alert: key its handle, value announcement, start of the clock and level.</summary>
    public const string Scope = "$reminded";

    /// <summary>No reminder comes earlier, so that younger alerts need no look.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromHours(1);

    /// <summary>Whose hours count for what nobody has: a channel's.</summary>
    private const string Anywhere = "#";

    public string Name => "reminders";

    public TimeSpan Every => TimeSpan.FromSeconds(30);

    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var unfinished = await reader.UnfinishedAsync(Severity.High, cancellation);
        var said = (await values.ListAsync(Scope, cancellation)).ToDictionary(mark => mark.Key, mark => Mark.Parse(mark.Value), StringComparer.Ordinal);
        await ForgetAsync(unfinished, said.Keys, cancellation);
        Alert[] waiting =
        [
            .. unfinished.Where(alert => alert.Status.News > 0 && now - (alert.Status.AnnouncedAt ?? alert.OpenedAt) >= Shortest
                && !IsOver(alert, said.GetValueOrDefault(AlertHandle.Of(alert).ToString()))),
        ];
        if (waiting.Length == 0)
            return 0;

        await using var session = await facts.OpenAsync(cancellation);
        var team = await session.DirectoryAsync(cancellation);
        var scene = new Scene(team, await absences.ReadAsync(team, cancellation), now);
        var quiet = await AccountMutes.LoadAsync(values, cancellation);
        int done = 0;
        foreach (var account in waiting.GroupBy(alert => alert.Key.AccountId).Where(account => quiet.Of(account.Key, now) is null))
        {
            var file = (await store.ReadAsync([account.Key], cancellation))[0];
            var told = await tellings.OfAccountsAsync([account.Key], cancellation);
            foreach (var alert in account)
            {
                if (file.Snapshot is { } snapshot && Commit(alert, file, snapshot, told, said.GetValueOrDefault(AlertHandle.Of(alert).ToString()), scene) is { } commit
                    && await store.CommitAsync(commit, cancellation) is CommitOutcome.Stored)
                    done += commit.Posts.Count > 0 ? 1 : 0;
            }
        }

        return done;
    }

    /// <summary>What is finished may come back as other news: then its clock starts anew.</summary>
    private async Task ForgetAsync(IReadOnlyList<Alert> unfinished, IEnumerable<string> marks, CancellationToken cancellation)
    {
        var known = unfinished.Select(alert => AlertHandle.Of(alert).ToString()).ToHashSet(StringComparer.Ordinal);
        foreach (string gone in marks.Where(mark => !known.Contains(mark)))
            await values.SetAsync(Scope, gone, null, cancellation);
    }

    /// <summary>Nothing is left to say of this announcement, unless somebody else gets it.</summary>
    private static bool IsOver(Alert alert, Mark? said) => said is not null && said.News == alert.Status.News && said.Level >= ReminderRule.Last(alert.Severity)
        && !(alert.Status.HandedAt > said.Start) && !(alert.Status.OwnerSince > said.Start);

    /// <returns>Null where nothing is due, or not at this hour.</returns>
    private AlertCommit? Commit(Alert seen, AccountFile file, AccountSnapshot account, IReadOnlyList<Telling> tellings, Mark? said, Scene scene)
    {
        var stored = file.Alerts.FirstOrDefault(known => known.Alert.Key == seen.Key);
        if (stored is null || stored.Alert.Version != seen.Version)
            return null;
        var alert = stored.Alert;
        var card = file.Cards.FirstOrDefault(known => known.Card.Phase == CardPhase.Live
            && known.Card.Causes.Any(cause => cause.Alert == alert.Key && cause.Episode == alert.Episode))?.Card;
        if (ToldAt(alert, card, tellings) is not { } told)
            return null;

        string? holder = (alert.State == AlertState.Acknowledged ? alert.Status.AcknowledgedBy : null) ?? alert.Status.Assignee ?? alert.Status.Owner;
        var calendar = calendars.Of(scene.Team, holder ?? Anywhere);
        // As exact as it is stored.
        var start = DateTimeOffset.FromUnixTimeMilliseconds(
            ReminderRule.Start(told, alert.Status.HandedAt, alert.Status.OwnerSince, calendar).ToUnixTimeMilliseconds());
        int days = stored.Text.DueOn.DayNumber - DateOnly.FromDateTime(alert.OpenedAt.UtcDateTime).DayNumber;
        var level = ReminderRule.Due(alert.Severity, start, days, calendar, scene.Now);
        if (level <= (said is { } mark && mark.News == alert.Status.News && mark.Start == start ? mark.Level : ReminderLevel.None))
            return null;

        string? target = TargetOf(level, holder, scene);
        if (calendars.Of(scene.Team, target ?? holder ?? Anywhere).IsQuiet(scene.Now))
            return null;
        var handle = AlertHandle.Of(alert).ToString();
        string name = string.Create(CultureInfo.InvariantCulture, $"remind/{handle}/{alert.Status.News}/{start.ToUnixTimeMilliseconds()}/{(int)level}");
        return new AlertCommit
        {
            At = scene.Now,
            Once = name,
            Posts = [.. Posts(stored, account, card, target, holder, start, level, name, scene)],
            Values = [new ProductValue(Scope, handle, new Mark(alert.Status.News, start, level).ToString())],
        };
    }

    /// <summary>When the holder, or anybody, was told of this announcement; null while it is kept back.</summary>
    private static DateTimeOffset? ToldAt(Alert alert, Card? card, IReadOnlyList<Telling> tellings)
    {
        Telling[] own = [.. tellings.Where(telling => telling.Alert == alert.Key && telling.Episode == alert.Episode && telling.News == alert.Status.News)];
        return own.Length > 0 ? own.Select(telling => telling.ToldAt).Min() : card is null ? null : alert.Status.AnnouncedAt ?? alert.OpenedAt;
    }

    private static string? TargetOf(ReminderLevel level, string? holder, Scene scene)
    {
        string? person = level switch
        {
            ReminderLevel.Holder => holder,
            ReminderLevel.Backup => holder is null ? null : scene.Team.Of(holder).BackupEmail,
            _ => (holder is null ? null : scene.Team.Of(holder).ManagerEmail) ?? scene.Team.OnlyMember(TeamRole.Manager)?.Email,
        };
        return person is null ? null : scene.Away.ReaderFor(person, scene.Now);
    }

    private IEnumerable<Post> Posts(
        StoredAlert stored, AccountSnapshot account, Card? card, string? target, string? holder, DateTimeOffset start, ReminderLevel level, string name,
        Scene scene)
    {
        // All causes of a card are forgotten together: one message for them.
        string unique = card is null ? name : string.Create(CultureInfo.InvariantCulture, $"remind/{card.Key}/{start.ToUnixTimeMilliseconds()}/{(int)level}");
        if (card is not null)
        {
            string who = target is null ? "" : $"{scene.Team.Of(target).Name} was reminded. ";
            string text = who + ReminderWords.Of(stored.Alert, start, scene.Team, scene.Team.ZoneOf(card.For), null);
            yield return new Post(unique + "/line", ids.Next(), account.Id, card.Conversation, Plain(text), Priority.Alert) { ThreadOf = card.Key, Reader = card.For };
        }

        if (target is null)
            yield break;
        string reason = ReminderWords.Of(stored.Alert, start, scene.Team, scene.Team.ZoneOf(target), target);
        string about = CardWords.Separator + CardWords.Without(account.Name, stored.Text.Title);
        string role = level == ReminderLevel.Holder || holder is null || target.Equals(holder, StringComparison.OrdinalIgnoreCase)
            ? "" : $" ({scene.Team.Of(holder).Name}'s)";
        yield return new Post(unique, ids.Next(), account.Id, book.Of(target), new Message
        {
            Text = $"{reason}{CardWords.Separator}{account.Name}{about}",
            Tone = CardWords.ToneOf(stored.Alert.Kind, stored.Alert.Severity),
            Blocks =
            [
                new Paragraph([new Span(reason, SpanStyle.Strong)]),
                new RowList([new MessageRow(
                    [new Span(account.Name, SpanStyle.Strong), new Span(about + role)], stored.Text.NextStep, CardButtons.ForRow(stored, account, scene.Team))]),
            ],
        }, Priority.Alert) { Reader = target };
    }

    private static Message Plain(string text) => new() { Text = text, Blocks = [new Paragraph([new Span(text)])] };

    private sealed record Scene(TeamDirectory Team, AwayTeam Away, DateTimeOffset Now);

    /// <summary>What was said last.</summary>
    private sealed record Mark(int News, DateTimeOffset Start, ReminderLevel Level)
    {
        public static Mark? Parse(string text)
        {
            string[] parts = text.Split('/');
            return parts.Length == 3 && int.TryParse(parts[0], CultureInfo.InvariantCulture, out int news)
                && long.TryParse(parts[1], CultureInfo.InvariantCulture, out long start) && int.TryParse(parts[2], CultureInfo.InvariantCulture, out int level)
                ? new Mark(news, DateTimeOffset.FromUnixTimeMilliseconds(start), (ReminderLevel)level)
                : null;
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{News}/{Start.ToUnixTimeMilliseconds()}/{(int)Level}");
    }
}
