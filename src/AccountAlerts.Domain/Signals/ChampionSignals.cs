using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Domain.Signals;

/// <summary>The champion, against their own habits. Values carry the champion's name as their note.</summary>
internal static class ChampionSignals
{
    private const string NoChampion = "there is no champion and no most active user";

    private const string NeverActive = $"{NoChampion}, or they were never active";

    private const double SteadyShare = 0.8;

    public static IEnumerable<Signal> All { get; } =
    [
        Define.Account("champion.named", "champion is named", Unit.Flag,
            "True if a source names the champion, false if they are the most active user of 180 days who is neither deactivated nor a machine.",
            "180 days", $"{NoChampion}, or nobody is named and the source of use is late by more than the holding time", Named),
        Habit("champion.days_silent", "days since the champion was active", Unit.Days, "Days since the champion was last active.", "all time",
            NeverActive, (_, habits, end) => end - habits.LastActive),
        Habit("champion.silent_workdays", "the champion's working days without use", Unit.Days,
            "The champion's own working days since they were last active: weekdays active in at least a quarter of 26 weeks, else Monday to Friday.",
            "26 weeks up to their last active day", NeverActive,
            (_, habits, end) => Workdays.Between(habits.LastActive, end, habits.WorkingDays)),
        Habit("champion.named_silent_workdays", "the named champion's working days without use", Unit.Days,
            "As champion.silent_workdays, but only for a champion that a source names: the most active user is nobody's promise.",
            "26 weeks up to their last active day", $"no champion is named; {NeverActive}",
            (view, habits, end) => view.Champion!.Named ? Workdays.Between(habits.LastActive, end, habits.WorkingDays) : null, "no champion named"),
        Habit("champion.silence_vs_usual", "the champion's silence against their usual gap", Unit.Ratio,
            "Days since the champion was active divided by their own longest usual gap: the 95th percentile (nearest rank) of gaps between active days.",
            "180 days up to their last active day", $"{NeverActive}, or they have fewer than two active days",
            (_, habits, end) => habits.UsualGap is { } gap ? Math.Round((end - habits.LastActive) / gap, 9) : null),
        Habit("champion.thin_history", "little is known of the champion's habits", Unit.Flag,
            "True if the champion has fewer than 8 active days.", "180 days up to their last active day", NeverActive,
            (_, habits, _) => habits.ActiveDays < PersonHabits.ThinBelow ? 1 : 0),
        Define.Account("champion.known", "somebody is the champion", Unit.Flag,
            "True if a source names the champion or one can be inferred from 180 days of use; false if neither.", "180 days",
            "use is not recorded by person, or its source is late by more than the holding time", Known),
        Define.Account("champion.left_days", "days since a champion left", Unit.Days,
            "Days since somebody who was named the champion was deactivated, or was given another role.", "all time", "no champion has left",
            view => LastWhoLeft(view) is var (person, day) && person is not null
                ? SignalValue.Of(view.AsOf.DayNumber - day, person.Label)
                : SignalValue.Missing("no champion has left")),
        Define.Usage("people.colleagues_steady", "colleagues go on as usual", Unit.Flag,
            "True if everybody but the champion made at least 80 % of the value events that the eight weeks before let expect.", "10 weeks",
            "there is no champion, the account is younger than 14 days, or nobody else made value events before", ColleaguesSteady),
    ];

    private static SignalValue Named(AccountView view)
    {
        if (view.Champion is not { } champion)
            return SignalValue.Missing(view.Activity.WhyMissing ?? "no champion known");

        // Who is named stays named; who was most active is an answer of the usage rows, and goes with them.
        return !champion.Named && view.Activity.WhyMissing is { } why
            ? SignalValue.Missing(why)
            : SignalValue.Of(champion.Named, champion.Person.Label);
    }

    private static SignalValue Known(AccountView view)
    {
        if (view.Champion is { Named: true } named)
            return SignalValue.Of(true, named.Person.Label);
        if (view.Activity.WhyMissing is { } why)
            return SignalValue.Missing(why);
        if (view.Champion is { } inferred)
            return SignalValue.Of(true, inferred.Person.Label);
        return view.Activity.Digest is { NamesPeople: false, HasSightings: false } ? SignalValue.Missing("use is not recorded by person") : SignalValue.Of(false);
    }

    private static (Person? Person, int Day) LastWhoLeft(AccountView view)
    {
        (Person? Person, int Day) last = (null, int.MinValue);
        foreach (var person in view.Facts.People)
        {
            PersonRole? role = null;
            foreach (var version in person.Versions)
            {
                if (version.Role is null || version.EffectiveOn > view.AsOf)
                    continue;
                if (role == PersonRole.Champion && version.Role != PersonRole.Champion)
                    Offer(person, version.EffectiveOn);
                role = version.Role;
            }

            if (role == PersonRole.Champion && person.DeactivatedOn is { } gone && gone <= view.AsOf)
                Offer(person, gone);
        }

        return last;

        void Offer(Person person, DateOnly day)
        {
            if (day.DayNumber > last.Day || (day.DayNumber == last.Day && string.CompareOrdinal(person.PersonId, last.Person!.PersonId) < 0))
                last = (person, day.DayNumber);
        }
    }

    private static Signal Habit(
        string name, string label, Unit unit, string definition, string window, string missing, Func<AccountView, PersonHabits, int, double?> value,
        string? whyNot = null) =>
        Define.Account(name, label, unit, definition, window, missing, view =>
        {
            if (view.Activity.WhyMissing is { } why)
                return SignalValue.Missing(why);
            if (view.Champion is not { } champion)
                return SignalValue.Missing("no champion known");
            if (view.ChampionHabits is not { } habits)
                return SignalValue.Missing($"{champion.Person.Label} was never active");
            return value(view, habits, view.Activity.Digest!.End) is { } number
                ? SignalValue.Of(number, champion.Person.Label)
                : SignalValue.Missing(whyNot ?? $"{champion.Person.Label} was active only once");
        });

    private static SignalValue ColleaguesSteady(AccountView view, UsageDigest digest)
    {
        if (view.Champion is not { } champion)
            return SignalValue.Missing("no champion known");
        if (view.Activity.WhyNoTrend is { } why)
            return SignalValue.Missing(why);

        double[] own = ValueByAge(view, digest, champion.Person.Ordinal);
        if (view.Activity.ExpectedIn14Days(age => digest.ValueEventsAt(age) - own[age]) is not { } expected)
            return SignalValue.Missing("less than a week to compare with");
        if (expected <= 0)
            return SignalValue.Missing("nobody else used the product before");

        double recent = digest.ValueEvents(0, Math.Min(14, view.Activity.Window(14)) - 1);
        for (int age = 0; age < 14; age++)
            recent -= own[age];
        return SignalValue.Of(Math.Round(recent, 9) >= SteadyShare * expected, champion.Person.Label);
    }

    private static double[] ValueByAge(AccountView view, UsageDigest digest, int person)
    {
        var traits = view.Frame.Metrics.Traits;
        double[] values = new double[70];
        foreach (ref readonly var entry in view.Facts.Usage.Entries.Span)
        {
            int age = digest.End - entry.Day;
            if (entry.Person == person && (uint)age < (uint)values.Length && entry.Value > 0 && (uint)entry.Metric < (uint)traits.Length
                && (traits[entry.Metric] & MetricTraits.ValueEvent) != 0)
            {
                values[age] += entry.Value;
            }
        }

        return values;
    }
}
