using AccountAlerts.Domain.Explanations;
using AccountAlerts.Domain.Health;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Domain.Tests.Explanations;

public sealed class ChangeExplainerTests
{
    private static readonly HealthComponent Adoption = new("adoption", "Adoption", "adoption.ratio", 0, 1, 60);

    private static readonly HealthComponent Sentiment = new("sentiment", "Sentiment", "nps.latest", 0, 10, 40);

    private static readonly HealthModel Model = new("standard", [], [], [Adoption, Sentiment]);

    [Fact]
    public void What_the_customer_did_is_behaviour_with_both_values_and_the_evidence()
    {
        var explanation = Explain(Model, Facts(0.9, 8), Model, Facts(0.4, 9));

        Assert.Equal(-26, explanation.Change);
        Assert.Equal(
            [("adoption", CausePart.Behaviour, -30, -30d), ("sentiment", CausePart.Behaviour, 4, 4d)],
            explanation.Causes.Select(cause => (cause.Component, cause.Part, cause.Points, cause.Exact)));
        Assert.Equal((0.9, 0.4), (explanation.Causes[0].From.Number, explanation.Causes[0].To.Number));
        var evidence = Assert.Single(explanation.Causes[0].Evidence);
        Assert.Equal(("adoption.ratio", ">=", "100%", false), (evidence.Signal, evidence.Compare, evidence.Threshold, evidence.Held));
    }

    [Fact]
    public void A_survey_that_ran_out_is_data_and_no_behaviour()
    {
        var explanation = Explain(Model, Facts(0.5, 10), Model, Facts(0.5, null));

        // 70 with the survey, 50 without: 40/100 x (50 - 100).
        Assert.Equal(-20, explanation.Change);
        Assert.Equal([("sentiment", CausePart.Data, -20)], explanation.Causes.Select(cause => (cause.Component, cause.Part, cause.Points)));
        Assert.False(explanation.Causes[0].To.Present);
    }

    [Fact]
    public void New_weights_are_configuration()
    {
        var heavier = Model with { Components = [Adoption with { Weight = 160 }, Sentiment] };
        var explanation = Explain(Model, Facts(0.5, 10), heavier, Facts(0.5, 10));

        Assert.Equal(-10, explanation.Change);
        Assert.All(explanation.Causes, cause => Assert.Equal(CausePart.Configuration, cause.Part));
        Assert.Equal(-10, explanation.Causes.Sum(cause => cause.Exact), 6);
    }

    [Fact]
    public void Without_a_score_at_either_end_there_is_no_change_but_a_reason()
    {
        var explanation = Explain(Model, Facts(null, 10), Model, Facts(0.5, 10));

        Assert.Null(explanation.Change);
        Assert.Empty(explanation.Causes);
        Assert.StartsWith("no score at the earlier day: too little is known", explanation.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_views_of_one_account_explain_themselves()
    {
        var today = AccountBuilder.Today;
        var account = new AccountBuilder().Seats(4).UsesOnWorkdays("ines", "feature.reports", today.AddDays(-300), today, 10)
            .UsesOnWorkdays("maria", "feature.boards", today.AddDays(-300), today.AddDays(-100), 1);

        var (from, to) = (account.View(today.AddDays(-90)), account.View(today));
        var explanation = ChangeExplainer.Explain(from, to);

        Assert.Equal(to.Health.Score - from.Health.Score, explanation.Change);
        Assert.True(explanation.Change < 0);
        Assert.Equal("adoption", explanation.Causes.First(cause => cause.Points < 0).Component);
    }

    [Fact]
    public void A_level_names_the_missing_points_and_the_way_back_the_fewest_changes()
    {
        var health = HealthScorer.Score(Model, Facts(0.4, 9));

        Assert.Equal([("adoption", 36), ("sentiment", 4)], LevelExplainer.Explain(health).Select(line => (line.Component, line.MissingPoints)));

        // 60 now; 79.5 is published as 80: adoption from 40 % to 73 %.
        var plan = WayBack.Find(health, Model)!;
        Assert.Equal((Band.Healthy, 80), (plan.Band, plan.Score));
        Assert.Equal([("adoption", 0.73)], plan.Steps.Select(step => (step.Component, step.Target)));
    }

    private static SignalValues Facts(double? adoption, double? nps)
    {
        var values = new SignalValues();
        if (adoption is { } ratio)
            values.Set("adoption.ratio", ratio);
        if (nps is { } score)
            values.Set("nps.latest", score);
        return values;
    }

    private static ChangeExplanation Explain(HealthModel old, SignalValues from, HealthModel now, SignalValues to) =>
        ChangeExplainer.Explain(HealthScorer.Score(old, from), old, HealthScorer.Score(now, from), HealthScorer.Score(now, to), now);
}
