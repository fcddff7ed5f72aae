using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Health;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Storage.Tests.Alerts;

/// <summary>A trigger on the health score, while data and settings come and go.</summary>
public class HeldHealthTests : IDisposable
{
    private static readonly DateOnly Today = AccountBuilder.Today;

    // Three open urgent tickets are worth 25, an answer of 8 is worth 80.
    private static readonly HealthComponent Support = new("support", "Support", "tickets.open_p1", Zero: 4, Hundred: 0, Weight: 50);
    private static readonly HealthComponent Sentiment = new("sentiment", "Sentiment", "nps.latest", Zero: 0, Hundred: 10, Weight: 50);
    private static readonly HealthModel Model = new("standard", [], [], [Support, Sentiment]);

    private readonly AlertingScene _scene = new(demo: true);

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task A_source_that_goes_away_opens_nothing_and_behaviour_does()
    {
        await TickAsync(Account(tickets: 3, nps: 8));
        await TickAsync(Account(tickets: 3, nps: 8).Stale(FactStream.Feedback, Today.AddDays(-20)));
        await TickAsync(Account(tickets: 3, nps: 8).Stale(FactStream.Feedback, Today.AddDays(-20)));
        Assert.Null(await StateAsync());

        await TickAsync(Account(tickets: 3, nps: 6));
        Assert.Equal(AlertState.Open, await StateAsync());
    }

    [Fact]
    public async Task What_behaviour_does_while_a_source_is_away_still_counts()
    {
        await TickAsync(Account(tickets: 3, nps: 8));
        await TickAsync(Account(tickets: 3, nps: 8).Stale(FactStream.Feedback, Today.AddDays(-20)));
        await TickAsync(Account(tickets: 4, nps: 8).Stale(FactStream.Feedback, Today.AddDays(-20)));

        Assert.Equal(AlertState.Open, await StateAsync());
    }

    [Fact]
    public async Task A_source_that_goes_away_closes_nothing_and_behaviour_does()
    {
        await TickAsync(Account(tickets: 3, nps: 6));
        await TickAsync(Account(tickets: 3, nps: 6).Stale(FactStream.Tickets, Today.AddDays(-20)));
        await TickAsync(Account(tickets: 3, nps: 6).Stale(FactStream.Tickets, Today.AddDays(-20)));
        Assert.Equal(AlertState.Open, await StateAsync());

        await TickAsync(Account(tickets: 0, nps: 6));
        Assert.Equal(AlertState.Resolved, await StateAsync());
    }

    [Fact]
    public async Task Another_health_model_opens_and_closes_nothing()
    {
        await TickAsync(Account(tickets: 3, nps: 8));
        await TickAsync(Account(tickets: 3, nps: 8), Model with { Components = [Support with { Weight = 150 }, Sentiment] });
        Assert.Null(await StateAsync());

        await TickAsync(Account(tickets: 3, nps: 6));
        await TickAsync(Account(tickets: 3, nps: 6), Model with { Components = [Support, Sentiment with { Weight = 150 }] });
        Assert.Equal(AlertState.Open, await StateAsync());
    }

    [Fact]
    public async Task What_holds_only_since_a_new_health_model_is_no_news()
    {
        using var scene = new AlertingScene();
        var account = new AccountBuilder().WithId(1).Nps(Today.AddDays(-3), 2).Connected(FactStream.Tickets);
        await scene.SeesAsync(account, new HealthModel("thin", [], [], [Sentiment, new("adoption", "Adoption", "adoption.ratio", 0, 1, 90)]));
        await scene.TickAsync();
        await scene.SeesAsync(account, new HealthModel("known", [], [], [Sentiment]));
        await scene.TickAsync();

        Assert.Equal(AlertState.Standing, await StateAsync(scene, "low"));
    }

    [Theory]
    [InlineData(false, AlertState.Standing)]
    [InlineData(true, AlertState.Open)]
    public async Task What_holds_only_since_a_new_kind_of_facts_is_no_news(bool connected, AlertState state)
    {
        using var scene = new AlertingScene();
        var before = Account(tickets: 0, nps: 8, connected);
        await scene.SeesAsync(before, Model);
        await scene.TickAsync();
        await scene.SeesAsync(Account(tickets: 1, nps: 8), Model);
        await scene.TickAsync();

        Assert.Equal(state, await StateAsync(scene, "urgent"));
    }

    private static AccountBuilder Account(int tickets, int nps, bool connected = true)
    {
        var account = new AccountBuilder().WithId(1).Nps(Today.AddDays(-3), nps);
        if (connected)
            account.Connected(FactStream.Tickets);
        for (int i = 0; i < tickets; i++)
            account.Ticket(Today.AddDays(-2), priority: 1);
        return account;
    }

    private async Task TickAsync(AccountBuilder account, HealthModel? model = null)
    {
        await _scene.SeesAsync(account, model ?? Model);
        await _scene.TickAsync();
    }

    private Task<AlertState?> StateAsync() => StateAsync(_scene, "low");

    private static async Task<AlertState?> StateAsync(AlertingScene scene, string trigger) =>
        (await scene.Store.ReadAsync([1], default))[0].Alerts.FirstOrDefault(stored => stored.Alert.Key.Trigger == trigger)?.Alert.State;
}
