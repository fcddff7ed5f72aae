using AccountAlerts.Domain.Explanations;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Tests.Health;
using FsCheck;
using FsCheck.Fluent;

namespace AccountAlerts.Domain.Tests.Explanations;

public sealed class ChangeExplainerProperties
{
    [Fact]
    public void Causes_sum_to_the_change_exactly_and_in_whole_points() =>
        Prop.ForAll(HealthCases.Any, random =>
        {
            var (from, to, explanation) = Explain(random);
            if (from.Score is null || to.Score is null)
                return explanation is { Change: null, Causes.Count: 0, Reason: not null };

            return explanation.Change == to.Score - from.Score
                && explanation.Causes.Sum(cause => cause.Points) == explanation.Change
                && Math.Abs(explanation.Causes.Sum(cause => cause.Exact) - (to.Exact!.Value - from.Exact!.Value)) < 1e-6
                && explanation.Causes.All(cause => cause.Exact != 0 && Math.Abs(cause.Points - cause.Exact) < 1 + 1e-6);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(8000));

    [Fact]
    public void Without_a_change_of_the_model_nothing_is_blamed_on_it() =>
        Prop.ForAll(HealthCases.Any, random =>
        {
            var (_, _, explanation) = Explain(random with { Old = random.New });
            return explanation.Causes.All(cause => cause.Part != CausePart.Configuration);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void A_change_of_the_model_alone_is_blamed_on_nothing_else() =>
        Prop.ForAll(HealthCases.Any, random =>
        {
            var (_, _, explanation) = Explain(random with { To = random.From });
            return explanation.Causes.All(cause => cause.Part == CausePart.Configuration);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Missing_points_of_a_level_sum_to_what_the_score_lacks() =>
        Prop.ForAll(HealthCases.Any, random =>
        {
            var health = HealthScorer.Score(random.New, random.To);
            var level = LevelExplainer.Explain(health);
            return level.Sum(line => line.MissingPoints) == (health.Score is { } score ? 100 - score : 0)
                && level.Zip(level.Skip(1)).All(pair => pair.First.MissingPoints >= pair.Second.MissingPoints);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void The_way_back_reaches_the_next_band_and_no_smaller_set_does() =>
        Prop.ForAll(HealthCases.Any, random =>
        {
            var health = HealthScorer.Score(random.New, random.To);
            if (WayBack.Find(health, random.New) is not { } plan)
                return health.Band is null or Band.Healthy;

            var after = random.To;
            foreach (var step in plan.Steps)
                after.Set(step.Signal, step.Target);
            var lifted = HealthScorer.Score(random.New, after);
            return lifted.Score == plan.Score && lifted.Band >= plan.Band && !BestOf(health, plan.Steps.Count - 1, plan.Band);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    /// <summary>True if some set of that many components, made perfect, reaches the band: the slow, obvious way.</summary>
    private static bool BestOf(HealthResult health, int count, Band band)
    {
        double present = health.Components.Sum(component => component.Score is null ? 0 : component.Weight);
        double best = health.Components.Where(component => component.Score is not null)
            .Select(component => component.Weight * (100 - component.Score!.Value) / present).OrderDescending().Take(count).Sum();
        return Bands.Of((int)Math.Floor(Math.Round(health.Exact!.Value + best, 6) + 0.5)) >= band;
    }

    private static (HealthResult From, HealthResult To, ChangeExplanation Explanation) Explain(HealthCase random)
    {
        var from = HealthScorer.Score(random.Old, random.From);
        var to = HealthScorer.Score(random.New, random.To);
        return (from, to, ChangeExplainer.Explain(from, random.Old, HealthScorer.Score(random.New, random.From), to, random.New));
    }
}
