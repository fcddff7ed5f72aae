using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Domain.Tests.Health;

public sealed class HealthScorerTests
{
    private static readonly HealthComponent Adoption = new("adoption", "Adoption", "adoption.ratio", 0, 0.8, 50);

    private static readonly HealthComponent Support = new("support", "Support", "tickets.open_p1", 2, 0, 30);

    private static readonly HealthComponent Sentiment = new("sentiment", "Sentiment", "nps.latest", 0, 10, 20);

    private static readonly HealthModel Model = new("standard", [], [], [Adoption, Support, Sentiment]);

    [Theory]
    [InlineData(-1, 0, "below the lower anchor")]
    [InlineData(0, 0, "the lower anchor")]
    [InlineData(0.4, 50, "half-way")]
    [InlineData(0.8, 100, "the upper anchor")]
    [InlineData(7, 100, "above the upper anchor")]
    public void A_component_is_linear_between_its_anchors_and_clamped_outside(double value, double score, string why) =>
        Assert.True(HealthScorer.ScoreOf(Adoption, value) == score, why);

    [Fact]
    public void A_lower_value_can_be_the_better_one() => Assert.Equal(50, HealthScorer.ScoreOf(Support, 1));

    [Fact]
    public void The_score_is_the_weighted_mean_of_what_is_known()
    {
        var health = HealthScorer.Score(Model, new SignalValues().Set("adoption.ratio", 0.4).Set("tickets.open_p1", 0));

        // (50 x 50 + 30 x 100) / 80 = 68.75
        Assert.Equal(69, health.Score);
        Assert.Equal(68.75, health.Exact);
        Assert.Equal(0.8, health.Coverage);
        Assert.Equal(Band.AtRisk, health.Band);
        Assert.Equal([31, 38, null], health.Components.Select(component => component.Points));
        Assert.Equal([31.25, 37.5, null], health.Components.Select(component => component.Exact));
    }

    [Fact]
    public void A_half_is_rounded_up()
    {
        var model = new HealthModel("one", [], [], [new HealthComponent("sentiment", "Sentiment", "nps.latest", 0, 10, 1)]);

        Assert.Equal(50, HealthScorer.Score(model, new SignalValues().Set("nps.latest", 4.95)).Score);
        Assert.Equal(49, HealthScorer.Score(model, new SignalValues().Set("nps.latest", 4.9499999)).Score);
    }

    [Fact]
    public void Below_half_of_the_weight_there_is_no_score_and_the_reason_names_what_is_missing()
    {
        var health = HealthScorer.Score(Model, new SignalValues().Set("tickets.open_p1", 0));

        Assert.Null(health.Score);
        Assert.Null(health.Band);
        Assert.Equal(0.3, health.Coverage);
        Assert.Equal("too little is known: 1 of 3 inputs (Adoption: not told; Sentiment: not told)", health.Reason);
        Assert.All(health.Components, component => Assert.Null(component.Points));
    }

    [Fact]
    public void Exactly_half_of_the_weight_is_enough() =>
        Assert.Equal(100, HealthScorer.Score(Model, new SignalValues().Set("adoption.ratio", 1)).Score);

    [Fact]
    public void The_first_model_that_fits_segment_and_lifecycle_is_taken()
    {
        var models = new HealthModels(
        [
            new HealthModel("new", [], ["onboarding"], [Adoption]), new HealthModel("big", ["Enterprise"], [], [Adoption]), Model with { Name = "rest" },
        ]);

        Assert.Equal("rest", new AccountBuilder().View(models: models).Health.Model);
        Assert.Equal("big", new AccountBuilder().Segment("enterprise").View(models: models).Health.Model);
        Assert.Equal("new", new AccountBuilder().Says(segment: "enterprise", lifecycle: Lifecycle.Onboarding).View(models: models).Health.Model);
    }

    [Fact]
    public void Without_a_fitting_model_there_is_no_score_but_a_reason()
    {
        var health = new AccountBuilder().View(models: new HealthModels([new HealthModel("big", ["enterprise"], [], [Adoption])])).Health;

        Assert.Null(health.Score);
        Assert.Equal("no health model fits this account's segment and lifecycle", health.Reason);
    }

    [Fact]
    public void A_component_that_asks_for_the_health_itself_is_missing_instead_of_an_endless_loop()
    {
        var models = new HealthModels([new HealthModel("loop", [], [], [Adoption with { Signal = "health.score" }])]);

        Assert.Null(new AccountBuilder().View(models: models).Health.Score);
    }

    [Theory]
    [InlineData(0, "critical")]
    [InlineData(49, "critical")]
    [InlineData(50, "at risk")]
    [InlineData(79, "at risk")]
    [InlineData(80, "healthy")]
    [InlineData(100, "healthy")]
    public void The_lower_edge_belongs_to_the_band(int score, string band) => Assert.Equal(band, Bands.Word(Bands.Of(score)));

    [Fact]
    public void The_health_can_be_read_as_signals()
    {
        var view = new AccountBuilder().Seats(2).UsesOnWorkdays("ines", "feature.reports", AccountBuilder.Today.AddDays(-200), AccountBuilder.Today, 20)
            .Connected(FactStream.Tickets).View();

        Assert.Equal(view.Health.Score, view.Number("health.score"));
        Assert.Equal(Bands.Word(view.Health.Band!.Value), view.Word("health.band"));
    }
}
