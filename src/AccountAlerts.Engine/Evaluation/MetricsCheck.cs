using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Checks;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>How every metric that usage rows have named is understood.</summary>
public sealed class MetricsCheck(IFactReader reader, EvaluatorFactory evaluators) : ICheck
{
    public string Title => "Metrics";

    public async Task<CheckReport> RunAsync(CancellationToken cancellation)
    {
        await using IFactSession session = await reader.OpenAsync(cancellation);
        StoredHorizon horizon = await session.HorizonAsync(evaluators.Today, cancellation);
        MetricTable table = MetricGuesser.Table(horizon.Metrics, evaluators.Rules.Metrics);
        Metric[] metrics = [.. table.Metrics.Where((_, index) => index != MetricTable.Sighting).OrderBy(metric => metric.Name, StringComparer.Ordinal)];
        return new CheckReport(
            new CheckTable(["name", "label", "rank", "role", "kind", "guessed"], [.. metrics.Select(Row)]),
            metrics.Any(metric => metric.Guessed)
                ? [new Finding(FindingLevel.Note, "Metrics", "What a guessed metric means was read off its name. Set Metrics:<name> where that is wrong.")]
                : []);
    }

    private static IReadOnlyList<string> Row(Metric metric) =>
    [
        metric.Name, metric.Label, metric.Rank.ToString(System.Globalization.CultureInfo.InvariantCulture), metric.Role.ToString().ToLowerInvariant(),
        metric.Kind.ToString().ToLowerInvariant(), metric.Guessed ? "yes" : "no",
    ];
}
