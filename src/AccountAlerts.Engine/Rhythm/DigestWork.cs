using System.Globalization;
using AccountAlerts.Domain.Digests;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Routing;
using NodaTime;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>
/// Says each teammate's digest once on each of their working days. What was said is remembered with the post itself, under the
/// reader's own date: neither a crash nor a second replica nor a change of zone says a day twice.
/// </summary>
public sealed class DigestWork(
    IFactReader facts, DigestLoader loader, AccountBook book, IAlertStore store, IProductValues values, IConversationBook places, IRandomIds ids,
    WorkCalendars calendars, Absences absences, DigestOptions options) : IDueWork
{
    /// <summary>A later digest than this after its hour, or than noon, helps nobody.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    public string Name => "digest";

    public TimeSpan Every => TimeSpan.FromSeconds(5);

    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (await book.HeadAsync(cancellation) is not { } head)
            return 0;
        await using var session = await facts.OpenAsync(cancellation);
        var team = await session.DirectoryAsync(cancellation);
        var away = await absences.ReadAsync(team, cancellation);
        var states = await values.ListAsync(ReaderState.Scope, cancellation);
        int said = 0;
        foreach (string reader in Readers(team, head))
        {
            var state = ReaderState.Read(states.GetValueOrDefault(reader));
            if (options.Of(reader, team.PreferencesOf(reader)) is not { Enabled: true } own
                || ClockOf(calendars.Of(team, reader), own, now).Decide(now, state?.Said, head.IsComplete(now)) != DigestTiming.Due
                || away.Of(reader, now) is not null)
                continue;
            if (await SayAsync(team.Of(reader), own, away, head, now, cancellation))
                said++;
        }

        return said;
    }

    /// <summary>Everybody on the team, and whoever has accounts.</summary>
    internal static IEnumerable<string> Readers(TeamDirectory team, BookHead head) =>
        team.All.Select(mate => mate.Email.ToLowerInvariant()).Concat(head.Owners).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    internal static DigestClock ClockOf(WorkCalendar calendar, TeammateDigest own, DateTimeOffset now)
    {
        var day = calendar.DayOf(now);
        var at = calendar.At(day, Time(own.Hour));
        var noon = calendar.At(day, LocalTime.Noon);
        return new DigestClock(
            day.ToDateOnly(), calendar.IsWorkingDay(day), at, calendar.At(day, Time(own.WaitUntil)), at + Longest > noon ? at + Longest : noon);
    }

    private async Task<bool> SayAsync(
        Teammate mate, TeammateDigest own, AwayTeam away, BookHead head, DateTimeOffset now, CancellationToken cancellation)
    {
        string reader = mate.Email.ToLowerInvariant();
        var bands = BandMemos.Read(await values.GetAsync(BandMemos.Scope, reader, cancellation));
        var input = await loader.LoadAsync(mate, away, head, bands, options.MostRows, now, cancellation);
        var place = places.Of(reader);
        var rows = new RowWriter(ids.Next(), reader, place, away.Team, now);
        var draft = DigestComposer.Compose(input, rows);

        string name = string.Create(CultureInfo.InvariantCulture, $"digest/{reader}/{rows.Today:yyyy-MM-dd}");
        // Who has no accounts and nothing to do is not told so every morning.
        bool silent = draft.Empty && (own.Empty == EmptyDigest.Silent || input.Book.Count == 0);
        var outcome = await store.CommitAsync(
            new AlertCommit
            {
                At = now,
                Once = name,
                Posts = silent ? [] : [new Post(name, ids.Next(), null, place, draft.Message, Priority.Digest) { Reader = reader }],
                Tellings = [.. draft.Told.Select(telling => telling with { ToldIn = name })],
                Values =
                [
                    .. silent ? Array.Empty<ProductValue>() : [rows.ToSheet(draft.Message, name).ToValue(rows.Sheet), SheetSweep.Note(rows.Sheet, now)],
                    new ReaderState(rows.Today, silent ? null : rows.Sheet).ToValue(reader),
                    new ProductValue(BandMemos.Scope, reader, BandMemos.Write(draft.Bands)),
                ],
            },
            cancellation);
        // On a conflict something was told otherwise in this moment: the next look decides anew.
        return outcome is CommitOutcome.Stored && !silent;
    }

    private static LocalTime Time(TimeOnly time) => LocalTime.FromTicksSinceMidnight(time.Ticks);
}
