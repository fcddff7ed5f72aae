using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Explanations;
using AccountAlerts.Domain.Health;

namespace AccountAlerts.Domain.Signals;

/// <summary>The account's own health, for conditions. No health component may name one of these.</summary>
internal static class HealthSignals
{
    private const int Compared = 14;

    public const string Prefix = "health.";

    private const string Missing = "less than half of the model's weight is known, or no model fits the account";

    public static IEnumerable<Signal> All { get; } =
    [
        Define.Account("health.score", "health score", Unit.Points, "The published score, 0 to 100; 100 is healthy.", "that of its components", Missing,
            view => view.IsScoring ? Loop() : Define.Number(view.Health.Score, view.Health.Reason ?? "no score")),
        Define.Account("health.band", "health band", Unit.Word, "healthy from 80, at risk from 50, else critical.", "that of its components", Missing,
            view => view.IsScoring ? Loop() : Define.Word(view.Health.Band is { } band ? Bands.Word(band) : null, view.Health.Reason ?? "no score")),
        Moved("health.change_14d", "change of the health score in 14 days", Unit.Points,
            "What the customer's own doing changed the score by in 14 days; what came of data or of settings is left out.", (_, _, points) => points),
        Moved("health.bands_lost_14d", "health bands lost in 14 days", Unit.Count,
            "How many bands lower the score is than 14 days before, as far as the customer's own doing moved it; 0 if it is not.",
            (from, to, points) => points < 0 ? Math.Max(0, from.Health.Band!.Value - to.Health.Band!.Value) : 0),
        Moved("health.bands_won_14d", "health bands won in 14 days", Unit.Count,
            "How many bands higher the score is than 14 days before, as far as the customer's own doing moved it; 0 if it is not.",
            (from, to, points) => points > 0 ? Math.Max(0, to.Health.Band!.Value - from.Health.Band!.Value) : 0),
    ];

    private static Signal Moved(string name, string label, Unit unit, string definition, Func<AccountView, AccountView, int, int> of) =>
        Define.Account(name, label, unit, definition, "14 days", $"{Missing}, on one of the two days", view =>
        {
            if (view.IsScoring)
                return Loop();
            if (view.WholeScore is null)
                return SignalValue.Missing(view.Health.Reason ?? "no score");
            if (view.Earlier?.Invoke(view, Compared) is not { WholeScore: not null } before)
                return SignalValue.Missing("no score 14 days before");
            // Nothing moved: the usual case needs no causes.
            var change = before.WholeScore == view.WholeScore && before.Health.Components.Count == view.Health.Components.Count
                && SameScores(before, view) ? null : ChangeExplainer.Explain(before, view);
            int points = change?.Causes.Where(cause => cause.Part == CausePart.Behaviour).Sum(cause => cause.Points) ?? 0;
            return SignalValue.Of(of(before, view, points));
        }) with { LookBackDays = Compared };

    private static bool SameScores(AccountView before, AccountView now)
    {
        for (int i = 0; i < now.Health.Components.Count; i++)
        {
            if (before.Health.Components[i].Name != now.Health.Components[i].Name || before.Health.Components[i].Score != now.Health.Components[i].Score)
                return false;
        }

        return true;
    }

    private static SignalValue Loop() => SignalValue.Missing("a health component cannot ask for the health itself");
}
