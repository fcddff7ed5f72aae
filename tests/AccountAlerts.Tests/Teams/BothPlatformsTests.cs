using AccountAlerts.Domain.Alerts;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Slack.Inbound;
using AccountAlerts.Slack.People;
using AccountAlerts.TestKit.Slack;

namespace AccountAlerts.Tests.Teams;

/// <summary>Slack and Teams at once: a teammate may be on either, and there is one alert with one trail.</summary>
public sealed class BothPlatformsTests
{
    [Fact]
    public async Task A_press_in_one_updates_the_card_in_the_other_and_the_trail_is_one()
    {
        await using var slack = await FakeSlack.StartAsync();
        var lee = slack.AddUser("lee@example.com", "Lee Park", "America/New_York");
        await using var scene = await TeamsScene.StartAsync(
            ("Slack:ApiUrl", slack.ApiUrl.ToString()), ("Slack:BotToken", slack.BotToken), ("Slack:SigningSecret", slack.SigningSecret), ("Routing:both:To", "owner, lee@example.com"));
        slack.Service = scene.Product.Address;
        await scene.BeginAsync("Amber Lane");
        await scene.Product.Service<SlackRoster>().StartAsync(default);
        await scene.Teams.InstallAsync(scene.Dana);
        await scene.SeatsAsync(10, "a1");
        await scene.Teams.WhenAsync(() => Cards(scene).Count > 0);
        await slack.WhenAsync(() => slack.Direct(lee).Count > 0);
        var inTeams = Assert.Single(Cards(scene));
        var inSlack = slack.Direct(lee)[^1];

        await scene.Teams.PressAsync(scene.Dana, inTeams, "Acknowledge");

        await slack.WhenAsync(() => slack.Now(inSlack).Words.Contains("Dana Whitfield is on it", StringComparison.Ordinal));
        await scene.ShowsAsync(inTeams, "Dana Whitfield is on it");

        await slack.ClickAsync(lee, slack.Now(inSlack), "Why?");
        await scene.Product.Service<SlackDesk>().SettleAsync();
        Assert.Contains("Amber Lane", slack.PrivateTo(lee)[^1].Words);

        await using var session = await scene.Product.Service<IFactReader>().OpenAsync(default);
        int account = (await session.AccountsAsync(default))[0].Id;
        Assert.Single(await scene.Product.Service<IAlertReader>().OfAccountAsync(account, 10, default));
        var acknowledged = Assert.Single(await scene.Product.Service<IAlertReader>().TrailAsync(account, 100, default), happened => happened.Reason == AlertReasons.Acknowledged);
        Assert.Equal("teams:dana@example.com", acknowledged.Actor);
    }

    [Fact]
    public async Task Who_is_in_Slack_is_reached_there_and_needs_no_app_in_Teams()
    {
        await using var slack = await FakeSlack.StartAsync();
        var dana = slack.AddUser("dana@example.com", "Dana Whitfield");
        await using var scene = await TeamsScene.StartAsync(("Slack:ApiUrl", slack.ApiUrl.ToString()), ("Slack:BotToken", slack.BotToken), ("Slack:SigningSecret", slack.SigningSecret));
        await scene.BeginAsync("Amber Lane");
        await scene.Product.Service<SlackRoster>().StartAsync(default);
        await scene.Teams.InstallAsync(scene.Noor);

        await scene.SeatsAsync(10, "a1");

        await slack.WhenAsync(() => slack.Direct(dana).Count > 0);
        Assert.DoesNotContain("not installed", slack.Direct(dana)[^1].Words);
        Assert.DoesNotContain(scene.Teams.Chat(scene.Noor), TalkInTeams.IsCard);
    }

    private static IReadOnlyList<TestKit.Teams.TeamsPost> Cards(TeamsScene scene) => [.. scene.Teams.Chat(scene.Dana).Where(TalkInTeams.IsCard)];
}
