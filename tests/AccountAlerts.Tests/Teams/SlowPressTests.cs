using AccountAlerts.Domain.Alerts;
using AccountAlerts.Storage.Sql;
using AccountAlerts.Teams.Inbound;
using AccountAlerts.TestKit.Fakes;
using AccountAlerts.Tests.EndToEnd;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AccountAlerts.Tests.Teams;

/// <summary>Teams does not wait for long, and what somebody pressed is done all the same.</summary>
public sealed class SlowPressTests
{
    [Fact]
    public async Task A_press_that_takes_longer_than_Teams_waits_gets_a_line_and_the_card_comes_by_itself()
    {
        FakeClock patience = new();
        await using var scene = await TeamsScene.StartAsync(services =>
        {
            CountedDatabase.Add(services);
            services.Replace(ServiceDescriptor.Singleton<ITeamsDesk>(provider => ActivatorUtilities.CreateInstance<TeamsDesk>(provider, patience)));
        });
        var database = (CountedDatabase)scene.Product.Service<SqlDatabase>();
        await scene.EverybodyAsync("Amber Lane");
        await scene.SeatsAsync(10, "a1");
        await scene.Teams.WhenAsync(() => scene.Cards.Count > 0);
        await scene.SettleAsync();
        await scene.Product.StopSendingAsync();
        var card = scene.Card;

        database.Hold();
        int before = database.Works;
        var pressing = scene.Teams.PressAsync(scene.Dana, card, "Acknowledge");
        while (database.Works == before)
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        patience.Advance(TimeSpan.FromSeconds(2));
        Assert.False(pressing.IsCompleted);
        // The wait for Teams begins a moment after the work does.
        while (!pressing.IsCompleted)
        {
            patience.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        var answer = await pressing;
        Assert.Null(answer.Card);
        Assert.Contains("it goes on", answer.Body);
        Assert.Empty(await scene.TrailAsync(AlertReasons.Acknowledged));

        database.LetGo();
        await scene.Product.SendByItselfAsync();
        await scene.ShowsAsync(card, "on it");
        Assert.Single(await scene.TrailAsync(AlertReasons.Acknowledged));
    }
}
