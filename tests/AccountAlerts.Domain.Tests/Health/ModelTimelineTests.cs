using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Domain.Tests.Health;

public sealed class ModelTimelineTests
{
    private static readonly DateOnly June = new(2026, 6, 3);
    private static readonly DateOnly September = new(2026, 9, 10);
    private static readonly HealthModels First = Of(1), Second = Of(2), Third = Of(3);

    [Fact]
    public void Each_day_is_judged_by_the_models_of_that_day_and_days_before_the_first_by_todays()
    {
        var timeline = new ModelTimeline(Second, [new(September, Second), new(June, First)]);

        Assert.Same(First, timeline.On(June));
        Assert.Same(First, timeline.On(September.AddDays(-1)));
        Assert.Same(Second, timeline.On(September));
        Assert.Same(Second, timeline.On(September.AddDays(400)));
        Assert.Same(Second, timeline.On(June.AddDays(-1)));
        Assert.Same(Third, new ModelTimeline(Third).On(June));
    }

    [Fact]
    public void A_change_is_a_day_on_which_the_account_has_another_model_than_the_day_before()
    {
        AccountFacts facts = new AccountBuilder().Segment("smb").View(September, First).Facts;
        var timeline = new ModelTimeline(Second, [new(June, First), new(September, Second)]);

        Assert.Equal([September], timeline.ChangesFor(facts, June.AddDays(-1), September));
        Assert.Empty(timeline.ChangesFor(facts, September, September.AddDays(30)));
        Assert.Empty(timeline.ChangesFor(facts, June, September.AddDays(-1)));
    }

    [Fact]
    public void What_changed_for_others_is_no_change_of_this_account()
    {
        AccountFacts facts = new AccountBuilder().Segment("smb").View(September, First).Facts;
        HealthModels before = new([Enterprise(1), .. First.InOrder]), after = new([Enterprise(2), .. First.InOrder]);

        Assert.Empty(new ModelTimeline(after, [new(June, before), new(September, after)]).ChangesFor(facts, June, September));
    }

    [Fact]
    public void Labels_are_words_and_make_no_other_model()
    {
        HealthModel model = First.InOrder[0];
        HealthModels renamed = new([model with { Components = [.. model.Components.Select(component => component with { Label = "Another word" })] }]);

        Assert.Equal(HealthModelHash.Of(First), HealthModelHash.Of(renamed));
        Assert.NotEqual(HealthModelHash.Of(First), HealthModelHash.Of(Second));
    }

    [Fact]
    public void A_difference_counts_bands_and_names_those_that_move_most()
    {
        var count = new ModelDifferenceCount();
        count.Add("a", "A", 81, 79);
        count.Add("b", "B", 49, 50);
        count.Add("c", "C", 60, 70);
        count.Add("d", "D", 60, 60);
        count.Add("e", "E", null, 60);
        count.Add("f", "F", 60, null);
        count.Add("g", "G", null, null);
        for (int i = 0; i < 9; i++)
            count.Add($"x{i}", "X", 60, 63);
        var difference = count.Result;

        Assert.Equal((13, 1, 1, 1, 1), (difference.Accounts, difference.Better, difference.Worse, difference.Gained, difference.Lost));
        Assert.Equal((-2 + 1 + 10 + 27) / 13.0, difference.Mean, 1e-9);
        Assert.Equal(["c", "x0", "x1", "x2", "x3"], difference.Movers.Select(move => move.Account));
    }

    private static HealthModels Of(double weight) => new([new HealthModel("standard", [], [], [new HealthComponent("sentiment", "Sentiment", "nps.latest", 0, 10, weight)])]);

    private static HealthModel Enterprise(double weight) => Of(weight).InOrder[0] with { Name = "enterprise", Segments = ["enterprise"] };
}
