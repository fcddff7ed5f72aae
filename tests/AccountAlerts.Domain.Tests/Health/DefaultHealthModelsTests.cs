using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Signals;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Domain.Tests.Health;

public sealed class DefaultHealthModelsTests
{
    private static readonly DateOnly Today = AccountBuilder.Today;

    /// <summary>Fed by usage and account history.</summary>
    private static readonly string[] FromUse = ["adoption", "regularity", "steadiness", "key-people", "trend"];

    [Fact]
    public void Each_has_5_to_8_parts_that_sum_to_100_and_use_holds_at_least_half() => Assert.All(DefaultHealthModels.All.InOrder, model =>
    {
        Assert.Empty(HealthModelRules.Faults(model));
        Assert.InRange(model.Components.Count, 5, 8);
        Assert.Equal(100, model.Components.Sum(component => component.Weight));
        Assert.All(model.Components, component => Assert.Equal(0, component.Weight % 5));
        Assert.True(model.Components.Where(component => FromUse.Contains(component.Name)).Sum(component => component.Weight) >= 50, model.Name);
    });

    [Theory]
    [InlineData(Lifecycle.Trial, "starting")]
    [InlineData(Lifecycle.Onboarding, "starting")]
    [InlineData(Lifecycle.Active, "standard")]
    [InlineData(Lifecycle.Churned, "standard")]
    [InlineData(null, "standard")]
    public void Who_is_still_setting_up_is_judged_by_a_model_of_their_own(Lifecycle? stage, string model) =>
        Assert.Equal(model, new AccountBuilder().Says(lifecycle: stage).View().HealthModel!.Name);

    [Fact]
    public void A_customer_whose_people_come_every_week_is_healthy_by_use_alone()
    {
        var health = Busy().View().Health;

        Assert.Equal(Band.Healthy, health.Band);
        Assert.Equal(0.7, health.Coverage);
    }

    [Fact]
    public void A_customer_whom_nobody_uses_any_more_is_critical_and_not_without_a_score()
    {
        var health = new AccountBuilder().Seats(10).UsesDaily("ines", "reports", Today.AddDays(-700), Today.AddDays(-400)).View().Health;

        Assert.Equal((0, 0.5), (health.Score, health.Coverage));
    }

    [Fact]
    public void Everything_coming_loose_at_once_is_critical_although_somebody_still_comes_every_week()
    {
        // Ten of forty seats, a fifth of the work of before, a champion gone, an urgent ticket, a detractor, four months without a call.
        var account = new AccountBuilder().Seats(40).Champion("ines").UsesOnWorkdays("ines", "reports", Today.AddDays(-400), Today.AddDays(-80), 20)
            .Ticket(Today.AddDays(-9), priority: 1).Nps(Today.AddDays(-24), 2).Touch(Today.AddDays(-112));
        for (int i = 0; i < 10; i++)
            account.UsesOnWorkdays($"p{i}", "reports", Today.AddDays(-400), Today.AddDays(-100), 10).UsesDaily($"p{i}", "reports", Today.AddDays(-100 + i), Today, 1);

        Assert.Equal(Band.Critical, account.View().Health.Band);
    }

    [Fact]
    public void A_dead_source_turns_nobody_red()
    {
        var account = Busy().Ticket(Today.AddDays(-3)).Touch(Today.AddDays(-5)).Nps(Today.AddDays(-5), 9);
        int? before = account.View().Health.Score;

        foreach (var stream in new[] { FactStream.Tickets, FactStream.Feedback, FactStream.Touchpoints })
        {
            account.Stale(stream, Today.AddDays(-60));
            Assert.Equal(before, account.View().Health.Score);
        }

        var blind = account.Stale(FactStream.Usage, Today.AddDays(-60)).View().Health;
        Assert.Null(blind.Score);
        Assert.StartsWith("too little is known", blind.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_first_result_that_is_late_weighs_on_a_beginner_and_habits_of_half_a_year_do_not()
    {
        var account = new AccountBuilder().CreatedOn(Today.AddDays(-45)).Says(Today.AddDays(-45), seats: 4, lifecycle: Lifecycle.Onboarding)
            .UsesOnWorkdays("ines", "reports", Today.AddDays(-45), Today).UsesOnWorkdays("maria", "reports", Today.AddDays(-45), Today)
            .UsesOnWorkdays("tom", "reports", Today.AddDays(-45), Today);
        Assert.Equal(Band.Healthy, account.View().Health.Band);

        Assert.Equal(Band.AtRisk, account.Milestone("first_value", Today.AddDays(-15)).View().Health.Band);
    }

    private static AccountBuilder Busy()
    {
        var account = new AccountBuilder().Seats(10);
        for (int i = 0; i < 8; i++)
            account.UsesOnWorkdays($"p{i}", "reports", Today.AddDays(-400), Today, 3);
        return account;
    }
}
