using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Explanations;
using AccountAlerts.Domain.Health;

namespace AccountAlerts.Domain.Signals;

/// <summary>The account's own health, for conditions. No health component may name one of these.</summary>
internal static class HealthSignals
{
    public const string Prefix = "health.";

    private const int Fortnight = 14;

    private const string Missing = "less than half of the model's weight is known, or no model fits the account";

    public static IEnumerable<Signal> All { get; } =
    [
        Define.Account("health.score", "health score", Unit.Points, "The published score, 0 to 100; 100 is healthy.", "that of its components", Missing,
            view => view.IsScoring ? Loop() : Define.Number(view.Health.Score, view.Health.Reason ?? "no score")),
        Define.Account("health.band", "health band", Unit.Word, "healthy from 80, at risk from 50, else critical.", "that of its components", Missing,
            view => view.IsScoring ? Loop() : Define.Word(view.Health.Band is { } band ? Bands.Word(band) : null, view.Health.Reason ?? "no score")),
        Define.Account("health.change_14d", "change of the health score in 14 days", Unit.Points, "What the customer's own doing changed the score by in 14 days; what came of data that appeared or vanished is left out.", "that of its components",
            $"{Missing}, at either end; the account did not exist then", Change) with { LookBackDays = Fortnight },
        Define.Account("health.band_14d_ago", "health band of 14 days ago", Unit.Word, "The band of the score of 14 days before.", "that of its components",
            $"{Missing}; the account did not exist then",
            view => view.IsScoring ? Loop() : Define.Word(Then(view) is { } score ? Bands.Word(Bands.Of(score)) : null, "no score of 14 days ago")) with
        {
            LookBackDays = Fortnight,
        },
    ];

    private static SignalValue Change(AccountView view)
    {
        if (view.IsScoring)
            return Loop();
        if (view.WholeScore is not { } now)
            return SignalValue.Missing(view.Health.Reason ?? "no score");
        if (view.Earlier(Fortnight) is not { WholeScore: { } before } then)
            return SignalValue.Missing("no score of 14 days ago");
        // The causes of a change sum to it; where the same is known of the same model at both ends, all of them are behaviour.
        if (then.Glance.SameInputsAs(view.Glance))
            return SignalValue.Of(now - before);
        return SignalValue.Of(ChangeExplainer.Explain(then, view).Causes.Where(cause => cause.Part == CausePart.Behaviour).Sum(cause => cause.Points));
    }

    private static int? Then(AccountView view) => view.Earlier(Fortnight)?.WholeScore;

    private static SignalValue Loop() => SignalValue.Missing("a health component cannot ask for the health itself");
}
