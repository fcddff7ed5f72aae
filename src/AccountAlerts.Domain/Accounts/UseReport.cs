namespace AccountAlerts.Domain.Accounts;

/// <summary>How much of one metric there was in a window, and in the window of the same length before it.</summary>
/// <param name="Before">Null where the account is too young to have had it.</param>
public sealed record MetricUse(Metric Metric, double Now, double? Before);

/// <summary>One week of use.</summary>
/// <param name="Ends">Its last day.</param>
/// <param name="Events">Counted metrics, sign-ins and views left out.</param>
/// <param name="People">Distinct people active; null where nothing tells people apart.</param>
public sealed record UseWeek(DateOnly Ends, double Events, int? People);

/// <summary>How one person uses the product.</summary>
/// <param name="FirstActive">Null if never seen.</param>
/// <param name="ActiveDays">Of the last 28.</param>
/// <param name="ActiveDaysBefore">Of the 28 before; null where the account is too young.</param>
/// <param name="ActiveWeeks">Of the last 26.</param>
/// <param name="Metrics">What they did in 28 days, the most valuable first.</param>
public sealed record PersonUseReport(
    DateOnly? FirstActive, DateOnly? LastActive, int ActiveDays, int? ActiveDaysBefore, int ActiveWeeks, IReadOnlyList<MetricUse> Metrics);

/// <summary>What answers tell of an account's use beyond its signals: by metric, by week, by person. Windows end at the last complete day.</summary>
public static class UseReport
{
    public const int Window = 28;

    private const int Week = 7;

    /// <summary>The last day on which anybody did, or was seen doing, anything; null where none is known.</summary>
    public static DateOnly? LastActive(AccountView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Activity is { WhyMissing: null, Digest: { } digest } && digest.LastActive != UsageDigest.Never
            ? DateOnly.FromDayNumber(Math.Min(digest.LastActive, digest.End))
            : null;
    }

    /// <summary>Every counted metric that had any value in the window or the one before: the most valuable first, of those the most used.</summary>
    /// <param name="person">Null: of everybody.</param>
    public static IReadOnlyList<MetricUse> Metrics(AccountView view, int days, Person? person = null)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.Activity is not { WhyMissing: null, Digest: { } digest })
            return [];
        var metrics = view.Frame.Metrics;
        var traits = metrics.Traits;
        var sums = new Dictionary<int, (double Now, double Before)>();
        int created = view.CreatedOn?.DayNumber ?? int.MaxValue;
        foreach (ref readonly var entry in view.Facts.Usage.Entries.Span)
        {
            int age = digest.End - entry.Day;
            if ((uint)age >= (uint)(2 * days) || entry.Day < created || !(entry.Value > 0) || (uint)entry.Metric >= (uint)traits.Length
                || (traits[entry.Metric] & MetricTraits.ValueEvent) == 0 || (person is not null && entry.Person != person.Ordinal))
            {
                continue;
            }

            var (now, before) = sums.GetValueOrDefault(entry.Metric);
            sums[entry.Metric] = age < days ? (now + entry.Value, before) : (now, before + entry.Value);
        }

        bool whole = HasBefore(view, days);
        return
        [
            .. sums.Select(sum => new MetricUse(metrics[sum.Key], Math.Round(sum.Value.Now, 9), whole ? Math.Round(sum.Value.Before, 9) : null))
                .OrderByDescending(use => use.Metric.Rank).ThenByDescending(use => Math.Max(use.Now, use.Before ?? 0))
                .ThenBy(use => use.Metric.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The last weeks, ascending; none from before the account had any use.</summary>
    public static IReadOnlyList<UseWeek> Weeks(AccountView view, int most)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.Activity is not { WhyMissing: null, Digest: { } digest })
            return [];
        bool people = digest.NamesPeople || digest.HasSightings;
        int weeks = Math.Min(view.Activity.OwnWeeks(most), digest.KnownDays / Week);
        return
        [
            .. Enumerable.Range(0, weeks).Reverse().Select(back => new UseWeek(
                DateOnly.FromDayNumber(digest.End - (back * Week)), Math.Round(digest.ValueEvents(back * Week, (back * Week) + Week - 1), 9),
                people ? digest.ActivePeople(Week, back * Week) : null)),
        ];
    }

    /// <summary>Null where nothing is known of the account's use, or it does not tell people apart.</summary>
    public static PersonUseReport? Of(AccountView view, Person person)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(person);
        if (view.Activity is not { WhyMissing: null, Digest: { } digest } || !(digest.NamesPeople || digest.HasSightings))
            return null;
        int at = person.Ordinal, first = digest.FirstKnown(at), last = digest.LastKnown(at);
        return new PersonUseReport(
            first == UsageDigest.Never ? null : DateOnly.FromDayNumber(first), last == UsageDigest.Never ? null : DateOnly.FromDayNumber(last),
            Days(0, Window), HasBefore(view, Window) ? Days(Window, Window) : null,
            Enumerable.Range(0, 26).Count(week => digest.IsActive(at, Week, week * Week)), Metrics(view, Window, person));

        int Days(int from, int days) => Enumerable.Range(from, days).Count(age => digest.IsActive(at, 1, age));
    }

    /// <summary>True if the account had the whole window before the last one, so that the two can be compared.</summary>
    public static bool HasBefore(AccountView view, int days)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Activity is { WhyMissing: null, OldestAge: var oldest } && oldest >= (2 * days) - 1;
    }
}
