using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Domain.Signals;

/// <summary>One person of the account.</summary>
internal static class PersonSignals
{
    private const int ShareDays = 90;

    public static IEnumerable<Signal> All { get; } =
    [
        Define.Person("person.deactivated", "the person was deactivated", Unit.Flag, "Whether the person is deactivated by the day.", "all time",
            "never", (view, person) => SignalValue.Of(view.IsDeactivated(person), person.Label)),
        Define.Person("person.deactivated_days", "days since the person was deactivated", Unit.Days, "Days since the person was deactivated.",
            "all time", "the person is not deactivated",
            (view, person) => view.IsDeactivated(person)
                ? SignalValue.Of(view.AsOf.DayNumber - person.DeactivatedOn!.Value.DayNumber, person.Label)
                : SignalValue.Missing("not deactivated")),
        Define.Person("person.value_share_90d", "the person's share of the use", Unit.Ratio,
            "The person's share of the account's value events in the 90 days before the day they were deactivated, else in the last 90 days.", "90 days",
            $"{Define.NoUse}; there were no value events", ValueShare),
        Define.Person("person.days_silent", "days since the person was active", Unit.Days, "Days since the person was last active.", "all time",
            $"{Define.NoUse}; the person was never active", DaysSilent),
    ];

    private static SignalValue ValueShare(AccountView view, Person person)
    {
        var activity = view.Activity;
        if (activity.WhyMissing is { } why)
            return SignalValue.Missing(why);

        var (own, all) = view.IsDeactivated(person)
            ? Before(view, person, Math.Min(person.DeactivatedOn!.Value.DayNumber - 1, activity.Digest!.End))
            : (activity.Digest!.Value90(person.Ordinal), activity.Digest.ValueEvents(0, ShareDays - 1));
        return all > 0 ? Define.Ratio(own, all, person.Label) : SignalValue.Missing("no use in those 90 days");
    }

    private static (double Own, double All) Before(AccountView view, Person person, int last)
    {
        double own = 0, all = 0;
        int created = view.CreatedOn?.DayNumber ?? int.MaxValue;
        var traits = view.Frame.Metrics.Traits;
        foreach (ref readonly var entry in view.Facts.Usage.Entries.Span)
        {
            if ((uint)(last - entry.Day) >= ShareDays || entry.Day < created || !(entry.Value > 0) || (uint)entry.Metric >= (uint)traits.Length
                || (traits[entry.Metric] & MetricTraits.ValueEvent) == 0)
            {
                continue;
            }

            all += entry.Value;
            if (entry.Person == person.Ordinal)
                own += entry.Value;
        }

        return (own, all);
    }

    private static SignalValue DaysSilent(AccountView view, Person person)
    {
        if (view.Activity.WhyMissing is { } why)
            return SignalValue.Missing(why);
        int last = view.Activity.Digest!.LastKnown(person.Ordinal);
        return last == UsageDigest.Never
            ? SignalValue.Missing($"{person.Label} was never active")
            : SignalValue.Of(view.Activity.Digest.End - last, person.Label);
    }
}
