using System.Globalization;
using AccountAlerts.Domain.Signals;

namespace AccountAlerts.Domain.Health;

/// <summary>Published scores by range; the lower edge belongs to the band: critical 0-49, at risk 50-79, healthy 80-100.</summary>
public enum Band { Critical, AtRisk, Healthy }

/// <summary>One line of the health model, worked out for one account.</summary>
/// <param name="Score">0 to 100, or null where the signal is missing.</param>
/// <param name="Points">Whole points towards the published score; they sum to it exactly. Null where missing.</param>
/// <param name="Exact">Exact points, weight x score / present weight. Null where missing.</param>
public sealed record ComponentResult(
    string Name, string Label, string Signal, Unit Unit, SignalValue Value, double? Score, double Weight, int? Points, double? Exact);

/// <summary>The health of one account at one instant.</summary>
/// <param name="Model">Name of the health model that fitted the account.</param>
/// <param name="Score">Published score, exact one rounded half up; null where coverage is below 50 %.</param>
/// <param name="Coverage">Present weight / model weight, 0 to 1.</param>
public sealed record HealthResult(
    string Model, int? Score, double? Exact, Band? Band, double Coverage, IReadOnlyList<ComponentResult> Components)
{
    /// <summary>Where no health model fits the account's segment and lifecycle.</summary>
    public static HealthResult WithoutModel { get; } = new("", null, null, null, 0, []);

    /// <summary>Why there is no score, in the reader's words; null where there is one.</summary>
    public string? Reason
    {
        get
        {
            if (Score is not null)
                return null;
            if (Components.Count == 0)
                return "no health model fits this account's segment and lifecycle";
            string[] missing = [.. Components.Where(line => !line.Value.Present).Select(line => $"{line.Label}: {line.Value.Note}")];
            return string.Create(
                CultureInfo.InvariantCulture,
                $"too little is known: {Components.Count - missing.Length} of {Components.Count} inputs ({string.Join("; ", missing)})");
        }
    }
}
