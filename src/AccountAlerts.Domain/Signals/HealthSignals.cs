using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;

namespace AccountAlerts.Domain.Signals;

/// <summary>The account's own health, for conditions. No health component may name one of these.</summary>
internal static class HealthSignals
{
    public const string Prefix = "health.";

    private const string Missing = "less than half of the model's weight is known, or no model fits the account";

    public static IEnumerable<Signal> All { get; } =
    [
        Define.Account("health.score", "health score", Unit.Points, "The published score, 0 to 100; 100 is healthy.", "that of its components", Missing,
            view => view.IsScoring ? Loop() : Define.Number(view.Health.Score, view.Health.Reason ?? "no score")),
        Define.Account("health.band", "health band", Unit.Word, "healthy from 80, at risk from 50, else critical.", "that of its components", Missing,
            view => view.IsScoring ? Loop() : Define.Word(view.Health.Band is { } band ? Bands.Word(band) : null, view.Health.Reason ?? "no score")),
    ];

    private static SignalValue Loop() => SignalValue.Missing("a health component cannot ask for the health itself");
}
