using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Signals.Functions;

namespace AccountAlerts.Engine.Conversations;

/// <summary>What words mean here: those of the trade, and every number that alerts and scores are made of.</summary>
internal static class Glossary
{
    private const int MostNear = 5;

    private static readonly (string Word, string[] Also, string Meaning)[] Trade =
    [
        ("GRR", ["gross revenue retention"], "(ARR at the start - contraction - churn) / ARR at the start, over accounts present at the start; never above 100 %."),
        ("NRR", ["net revenue retention"], "GRR plus expansion. The best quarter of companies reach 115 to 120 %."),
        ("logo retention", [], "Accounts renewed / accounts due."),
        ("ARR at risk", ["at risk arr"], "ARR of accounts in critical, or at risk with the renewal within 90 days."),
        ("time to value", ["ttv"], "Days from the contract to the first meaningful result."),
        ("licence utilisation", ["license utilization", "utilisation", "utilization"], "Active people / seats paid."),
        ("adoption", [], "People active in 28 days / seats. Below 60 % makes a hard renewal, above 80 % the product is part of the working day."),
        ("depth", [], "How much the active use it over time."),
        ("breadth", [], "How many meaningful features or departments use it."),
        ("stickiness", ["dau/mau"], "People active on a day / people active in a month (DAU/MAU)."),
        ("ARPU", [], "Recurring revenue / active people."),
        ("forecast accuracy", [], "1 - |forecast - actual| / actual, by renewal month."),
        ("activation", [], "The set-up path finished: connect a source, make a first result, invite the team."),
        ("precision", [], "Of an alert: useful / (useful + not useful), by what people did with it, always shown with its count."),
        ("health", ["health score", "score"], "0 to 100, 100 is healthy: a weighted mean of its parts. Missing inputs are left out, not counted as bad."),
        ("healthy", [], "A score from 80 to 100."),
        ("at risk", [], "A score from 50 to 79."),
        ("critical", [], "A score from 0 to 49."),
        ("snooze", [], "Keep it quiet until a day, or until it gets worse or the renewal is near; 90 days at most. What is over by then closes by itself."),
    ];

    /// <returns>Word and meaning; null with the nearest words if it is not known.</returns>
    public static (string Word, string Meaning)? Find(string typed)
    {
        string word = typed.Trim();
        foreach (var (name, also, meaning) in Trade)
        {
            if (Same(name, word) || also.Any(other => Same(other, word)))
                return (name, meaning);
        }

        foreach (var (form, _, meaning, missing) in SignalFunctions.All)
        {
            if (Same(form, word) || Same(form[..form.IndexOf('(', StringComparison.Ordinal)], word))
                return (form, $"{meaning} Not known when: {missing}.");
        }

        var signal = SignalCatalogue.All.FirstOrDefault(known => Same(known.Name, word) || Same(known.Label, word)) ?? SignalCatalogue.Find(word);
        return signal is null ? null : (signal.Label, $"{signal.Definition} Looks at: {signal.Window}. Not known when: {signal.MissingWhen}.");
    }

    public static IReadOnlyList<string> Near(string typed) =>
    [
        .. Trade.Select(entry => entry.Word).Concat(SignalCatalogue.All.Select(signal => signal.Label))
            .Where(word => word.Contains(typed.Trim(), StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostNear),
    ];

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
