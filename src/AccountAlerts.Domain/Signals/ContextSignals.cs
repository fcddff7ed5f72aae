using AccountAlerts.Domain.Accounts;
using static AccountAlerts.Domain.Signals.Define;

namespace AccountAlerts.Domain.Signals;

/// <summary>What happens at the customer, outside the product.</summary>
internal static class ContextSignals
{
    private static readonly Dictionary<string, string> Shakeups = new(StringComparer.OrdinalIgnoreCase)
    {
        ["layoff"] = "layoffs",
        ["acquisition"] = "an acquisition",
        ["leadership_change"] = "new leadership",
        ["budget_cut"] = "a budget cut",
    };

    public static IEnumerable<Signal> All { get; } =
    [
        Of("context.competitor_days", "days since a competitor was named", Unit.Days, "Days since anybody noted that the customer names a competitor.",
            "nobody ever noted one", (view, end) => Since(view, end, "competitor", "no competitor noted")),
        Of("context.shakeup_days", "days since a shake-up", Unit.Days,
            "Days since layoffs, an acquisition, new leadership or a budget cut at the customer were noted.", "none was ever noted",
            (view, end) => Shakeup(view, end) is { } found ? SignalValue.Of(end.DayNumber - found.Date.DayNumber, Shakeups[found.Kind]) : SignalValue.Missing("no shake-up noted")),
        Of("context.shakeup", "what shook the customer up", Unit.Word, "The latest of layoffs, an acquisition, new leadership or a budget cut at the customer.",
            "none was ever noted", (view, end) => Word(Shakeup(view, end) is { } found ? Shakeups[found.Kind] : null, "no shake-up noted")),
        Of("context.expansion_interest_days", "days since they asked for more", Unit.Days, "Days since anybody noted that the customer is interested in more.",
            "nobody ever noted it", (view, end) => Since(view, end, "expansion_interest", "no interest noted")),
        Of("context.feature_request_days", "days since a wish was noted", Unit.Days, "Days since anybody noted a wish of the customer for the product.",
            "nobody ever noted one", (view, end) => Since(view, end, "feature_request", "no wish noted")),
    ];

    private static Signal Of(string name, string label, Unit unit, string definition, string missing, Func<AccountView, DateOnly, SignalValue> compute) =>
        Stream(name, label, unit, definition, "all time", missing, FactStream.Context, compute);

    private static SignalValue Since(AccountView view, DateOnly end, string kind, string whyMissing)
    {
        var found = Latest(view, end, note => note.Kind.Equals(kind, StringComparison.OrdinalIgnoreCase));
        return DaysSince(found?.Date, end, whyMissing, found?.Note);
    }

    private static ContextEvent? Shakeup(AccountView view, DateOnly end) => Latest(view, end, note => Shakeups.ContainsKey(note.Kind));

    private static ContextEvent? Latest(AccountView view, DateOnly end, Func<ContextEvent, bool> fits)
    {
        ContextEvent? latest = null;
        foreach (var note in view.Facts.Context)
        {
            if (note.Date <= end && !(note.Date < latest?.Date) && fits(note))
                latest = note;
        }

        return latest;
    }
}
