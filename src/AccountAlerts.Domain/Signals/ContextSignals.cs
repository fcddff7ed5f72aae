using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Domain.Signals;

/// <summary>What happened around the customer, as somebody wrote it down. Values carry the note.</summary>
internal static class ContextSignals
{
    private static readonly Dictionary<string, string> Shakeups = new(StringComparer.Ordinal)
    {
        ["layoff"] = "layoffs",
        ["acquisition"] = "an acquisition",
        ["leadership_change"] = "new leadership",
    };

    public static IEnumerable<Signal> All { get; } =
    [
        Since("context.competitor_days", "days since a competitor was named", "a competitor was named", "competitor"),
        Since("context.shakeup_days", "days since a shake-up", "a layoff, an acquisition or a change of leadership became known", [.. Shakeups.Keys]),
        Define.Stream("context.shakeup", "what shook the customer up", Unit.Word, "The latest of layoffs, an acquisition and new leadership that became known.", "all time",
            "nothing of the kind is on record", FactStream.Context,
            (view, end) => Define.Word(Last(view, end, [.. Shakeups.Keys]) is { } last ? Shakeups[last.Kind] : null, "nothing on record")),
        Since("context.budget_cut_days", "days since a budget cut", "a budget cut became known", "budget_cut"),
        Since("context.growth_days", "days since news of growth", "hiring or funding became known", "hiring", "funding"),
        Since("context.expansion_interest_days", "days since interest in more", "somebody asked for more", "expansion_interest"),
        Since("context.request_days", "days since a request", "a feature was asked for", "feature_request"),
    ];

    private static Signal Since(string name, string label, string what, params string[] kinds) =>
        Define.Stream(name, label, Unit.Days, $"Days since {what}.", "all time", "nothing of the kind is on record", FactStream.Context, (view, end) =>
            Last(view, end, kinds) is { } last ? SignalValue.Of(end.DayNumber - last.Date.DayNumber, last.Note) : SignalValue.Missing("nothing on record"));

    private static ContextEvent? Last(AccountView view, DateOnly end, string[] kinds)
    {
        ContextEvent? last = null;
        foreach (var happening in view.Facts.Context)
        {
            if (happening.Date <= end && !(happening.Date < last?.Date) && kinds.Contains(happening.Kind))
                last = happening;
        }

        return last;
    }
}
