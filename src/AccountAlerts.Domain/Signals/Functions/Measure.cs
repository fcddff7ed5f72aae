using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Triggers.Conditions;

namespace AccountAlerts.Domain.Signals.Functions;

/// <summary>What a function counts: all value events, the people, or the values of one metric.</summary>
internal sealed record Measure(string Name)
{
    public const string PeopleName = "people";

    public const string EventsName = "events";

    /// <summary>The stream's name may stand before a metric's: <c>usage.reports</c> is the metric <c>reports</c>.</summary>
    private const string StreamPrefix = "usage.";

    public bool IsPeople => Name == PeopleName;

    public bool IsEvents => Name == EventsName;

    /// <summary>As conditions write it.</summary>
    public string Text => IsPlain(Name) ? Name : Literals.Quote(Name);

    /// <summary>As people read it.</summary>
    public string Label => Name switch
    {
        PeopleName => "people active",
        EventsName => "value events",
        _ => MetricGuesser.LabelOf(WithoutPrefix),
    };

    private string WithoutPrefix => Name.StartsWith(StreamPrefix, StringComparison.Ordinal) ? Name[StreamPrefix.Length..] : Name;

    /// <summary>The days of the measure in one account; null, and why, where there are none. People have no course: they are counted anew for each window.</summary>
    public MetricCourse? CourseOf(AccountView view, out string why)
    {
        why = view.Activity.WhyMissing ?? "";
        if (why.Length > 0)
            return null;
        if (IsEvents)
            return view.Activity.CourseOfEvents;
        if ((view.Frame.Metrics.IndexOf(Name) ?? view.Frame.Metrics.IndexOf(WithoutPrefix)) is { } metric)
            return view.Activity.CourseOf(metric);
        why = $"no use was ever told of {Label}";
        return null;
    }

    private static bool IsPlain(string name) =>
        name.Length > 0 && (char.IsAsciiLetter(name[0]) || name[0] == '_') && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.');
}
