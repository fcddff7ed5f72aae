using AccountAlerts.Domain.Health;
using FsCheck;
using FsCheck.Fluent;

namespace AccountAlerts.Domain.Tests.Health;

public sealed class HealthScorerProperties
{
    [Fact]
    public void Whole_points_sum_to_the_published_score_which_lies_between_0_and_100() =>
        Prop.ForAll(HealthCases.Any, random =>
        {
            var health = HealthScorer.Score(random.New, random.To);
            if (health.Score is not { } score)
                return health.Coverage < 0.5 && health.Components.All(component => component.Points is null);

            return score is >= 0 and <= 100
                && health.Components.Sum(component => component.Points ?? 0) == score
                && Math.Abs(health.Components.Sum(component => component.Exact ?? 0) - health.Exact!.Value) < 1e-6
                && Math.Abs(score - health.Exact.Value) <= 0.5
                && health.Components.All(component => component.Points is null == component.Score is null)
                && health.Components.All(component => component.Points is null || Math.Abs(component.Points.Value - component.Exact!.Value) < 1 + 1e-9)
                && health.Band == Bands.Of(score);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(4000));
}
