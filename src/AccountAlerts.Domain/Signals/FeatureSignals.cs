using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Domain.Signals;

/// <summary>One key feature of the product, as one account uses it. Values carry the feature's label.</summary>
internal static class FeatureSignals
{
    public static IEnumerable<Signal> All { get; } =
    [
        Of("feature.days_unused", "days without the feature", Unit.Days, "Days since anybody used the feature.", "all time", "never else",
            (use, end, _) => SignalValue.Of(end - use.LastDay)),
        Of("feature.people_28d", "people using the feature", Unit.Count, "Distinct people who used the feature in 28 days.", "28 days",
            "its use is not recorded by person", (use, _, _) => use.NamesPeople ? SignalValue.Of(use.PeopleInFourWeeks) : null),
        Of("feature.people_before", "people who used the feature before", Unit.Count, "Distinct people who used the feature in the 90 days before the last 30.",
            "120 days", "its use is not recorded by person", (use, _, _) => use.NamesPeople ? SignalValue.Of(use.PeopleInTheQuarterBefore) : null),
        Of("feature.third_person_days", "days since the third person began", Unit.Days, "Days since a third person first used the feature.", "all time",
            "fewer than three people have used it, or its use is not recorded by person",
            (use, end, _) => use.DayOfPerson(3) is { } day ? SignalValue.Of(end - day) : null),
        Of("feature.events_28d", "events of the feature", Unit.Count, "Sum of the feature's values over 28 days.", "28 days", "never else",
            (_, _, course) => SignalValue.Of(Math.Round(course().Sum(28), 9))),
    ];

    private static Signal Of(
        string name, string label, Unit unit, string definition, string window, string missing, Func<FeatureUse, int, Func<MetricCourse>, SignalValue?> compute) =>
        new(name, label, unit, SignalScope.Feature, definition, window, $"{Define.NoUse}; {missing}")
        {
            Compute = context =>
            {
                var activity = context.Account.Activity;
                if (activity.WhyMissing is { } why)
                    return SignalValue.Missing(why);
                string feature = context.Account.Frame.Metrics[context.Feature].Label;
                return activity.Features.GetValueOrDefault(context.Feature) is { } use && compute(use, activity.Digest!.End, () => activity.CourseOf(context.Feature)) is { } value
                    ? value with { Note = value.Note ?? feature }
                    : SignalValue.Missing($"too few people used {feature} so far");
            },
        };
}
