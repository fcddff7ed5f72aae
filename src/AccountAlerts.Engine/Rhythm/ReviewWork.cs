using System.Globalization;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Routing;
using NodaTime;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>Says each manager's weekly review, and each channel's, once a week.</summary>
public sealed class ReviewWork(
    IFactReader facts, ReviewLoader loader, AccountBook book, RowPosts posts, WorkCalendars calendars, Absences absences, IProductValues values, DigestOptions options)
    : IDueWork
{
    /// <summary>The Monday of the last week that was reviewed, by reader.</summary>
    private const string Scope = "$review";

    public string Name => "review";

    public TimeSpan Every => TimeSpan.FromSeconds(10);

    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (!options.Review.Enabled || await book.HeadAsync(cancellation) is not { } head)
            return 0;
        await using var session = await facts.OpenAsync(cancellation);
        var team = await session.DirectoryAsync(cancellation);
        var away = await absences.ReadAsync(team, cancellation);
        var said = await values.ListAsync(Scope, cancellation);
        int done = 0;
        foreach (string reader in Readers(team))
        {
            if (WeekOf(calendars.Of(team, reader), now) is not { } week || said.GetValueOrDefault(reader) == week || away.Of(reader, now) is not null)
                continue;
            var input = await loader.LoadAsync(reader, team, head, now, cancellation);
            if (input.Now.Count == 0)
                continue;
            var rows = posts.Begin(reader, team, now);
            if (await posts.SayAsync($"review/{reader}/{week}", reader, ReviewComposer.Compose(input, rows), rows, [], [new ProductValue(Scope, reader, week)], now, cancellation))
                done++;
        }

        return done;
    }

    /// <summary>Managers who have somebody to manage, and the channels of the settings.</summary>
    private IEnumerable<string> Readers(TeamDirectory team)
    {
        var managers = team.All.Select(mate => mate.ManagerEmail).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        return team.All.Where(mate => managers.Contains(mate.Email))
            .Select(mate => mate.Email.ToLowerInvariant()).Concat(options.Review.Channels).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
    }

    /// <summary>
    /// The week whose review is due now, named by its Monday: on the day of the settings, or the reader's first working day after it, from
    /// the hour to the end of that day. A week whose day has passed is not made up for.
    /// </summary>
    internal string? WeekOf(WorkCalendar calendar, DateTimeOffset now)
    {
        var today = calendar.DayOf(now);
        var monday = today.PlusDays(-(((int)today.DayOfWeek + 6) % 7));
        var wanted = WorkHours.DayOf(options.Review.Day);
        for (var day = monday.PlusDays((int)wanted - 1); day < monday.PlusDays(7); day = day.PlusDays(1))
        {
            if (!calendar.IsWorkingDay(day))
                continue;
            bool due = day == today && now >= calendar.At(day, LocalTime.FromTicksSinceMidnight(options.Review.Hour.Ticks));
            return due ? monday.ToDateOnly().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
        }

        return null;
    }
}
