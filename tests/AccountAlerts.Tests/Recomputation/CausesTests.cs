using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Explanations;
using AccountAlerts.Domain.Health;
using AccountAlerts.Engine.Evaluation;

namespace AccountAlerts.Tests.Recomputation;

/// <summary>Points add up, over real behaviour.</summary>
public sealed class CausesTests(SampleScene scene) : IClassFixture<SampleScene>
{
    private const double Hair = 1e-6;

    [Theory]
    [InlineData(90)]
    [InlineData(30)]
    [InlineData(7)]
    public async Task Causes_sum_to_their_change_and_components_to_their_score_for_all_accounts_on_40_days(int since)
    {
        IReadOnlyList<DateOnly> days = SampleScene.FortyDays(seed: since);
        AccountEvaluator evaluator = await scene.EvaluatorAsync([.. days, .. days.Select(day => day.AddDays(-since))]);
        int changes = 0;
        foreach (DateOnly day in days)
        {
            foreach (AccountFacts facts in scene.Facts.All)
            {
                AccountView to = evaluator.View(facts, day);
                if (!to.Exists)
                    continue;

                AccountView from = evaluator.View(facts, day.AddDays(-since));
                ChangeExplanation change = ChangeExplainer.Explain(from, to);
                AssertPointsSum(to.Health);
                AssertCausesSum(change, from.Health, to.Health);
                changes += change.Causes.Count > 0 ? 1 : 0;
            }
        }

        Assert.True(changes > 500, $"Only {changes} changes had a cause.");
    }

    private static void AssertPointsSum(HealthResult health)
    {
        if (health.Score is not { } score)
            return;
        Assert.Equal(score, health.Components.Sum(component => component.Points ?? 0));
        Assert.Equal(health.Exact!.Value, health.Components.Sum(component => component.Exact ?? 0), Hair);
        Assert.Equal(100 - score, LevelExplainer.Explain(health).Sum(line => line.MissingPoints));
    }

    private static void AssertCausesSum(ChangeExplanation change, HealthResult from, HealthResult to)
    {
        if (from.Score is not { } before || to.Score is not { } after)
        {
            Assert.Null(change.Change);
            Assert.Empty(change.Causes);
            Assert.NotNull(change.Reason);
            return;
        }

        Assert.Equal(after - before, change.Change);
        Assert.Equal(after - before, change.Causes.Sum(cause => cause.Points));
        Assert.Equal(to.Exact!.Value - from.Exact!.Value, change.Causes.Sum(cause => cause.Exact), Hair);
    }
}
