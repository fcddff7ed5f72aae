using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Domain.Tests.Signals;

public sealed class HealthSignalsTests
{
    private static readonly DateOnly Today = AccountBuilder.Today;

    private static readonly HealthModels Models = new(
    [
        new HealthModel("plain", [], [],
        [
            new HealthComponent("support", "Support", "tickets.open_p1", Zero: 2, Hundred: 0, Weight: 60),
            new HealthComponent("sentiment", "Sentiment", "nps.latest", Zero: 0, Hundred: 10, Weight: 40),
        ]),
    ]);

    [Fact]
    public void What_the_customer_did_moved_the_score_and_the_bands()
    {
        var account = new AccountBuilder().Nps(Today.AddDays(-100), 10).Ticket(Today.AddDays(-3), priority: 1).Ticket(Today.AddDays(-100), Today.AddDays(-99), priority: 1);

        Assert.Equal([-30, 1, 0], Moves(account, Today));
        Assert.Equal([0, 0, 0], Moves(account, Today.AddDays(11)));
        Assert.Equal([60, 0, 2], Moves(
            new AccountBuilder().Nps(Today.AddDays(-100), 10).Ticket(Today.AddDays(-60), Today.AddDays(-1), priority: 1).Ticket(Today.AddDays(-60), Today.AddDays(-1), priority: 1), Today));
    }

    [Fact]
    public void An_input_that_came_or_went_moved_nothing()
    {
        // The answer is too old from one day on: the score falls, and nobody did anything.
        var account = new AccountBuilder().Nps(Today.AddDays(-181), 10).Ticket(Today.AddDays(-100), priority: 1);

        Assert.NotEqual(View(account, Today).WholeScore, View(account, Today.AddDays(-14)).WholeScore);
        Assert.Equal([0, 0, 0], Moves(account, Today));
    }

    [Fact]
    public void Without_an_earlier_day_there_is_nothing_to_compare()
    {
        var account = new AccountBuilder().Nps(Today, 10).Ticket(Today, priority: 1);
        Assert.Equal("no score 14 days before", account.View(models: Models).WhyMissing("health.change_14d"));
        Assert.Equal("no score 14 days before", View(account.CreatedOn(Today.AddDays(-13)), Today).WhyMissing("health.change_14d"));
    }

    private static IEnumerable<double?> Moves(AccountBuilder account, DateOnly day) =>
        new[] { "health.change_14d", "health.bands_lost_14d", "health.bands_won_14d" }.Select(name => View(account, day).Number(name));

    private static AccountView View(AccountBuilder account, DateOnly day) => new(account.Build(), account.Frame(day), Models)
    {
        Earlier = (view, back) => new AccountView(view.Facts, account.Frame(day.AddDays(-back)), Models) is { Exists: true } before ? before : null,
    };
}
