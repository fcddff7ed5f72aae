using AccountAlerts.Domain.Alerts;
using AccountAlerts.Slack.People;
using AccountAlerts.TestKit.Scenes;
using AccountAlerts.TestKit.Slack;
using AccountAlerts.Tests.EndToEnd;

namespace AccountAlerts.Tests.Teams;

/// <summary>Half of the team lives in Slack, the other half in Teams.</summary>
public sealed class SlackAndTeamsTests
{
    [Fact]
    public async Task A_press_in_one_changes_the_card_in_the_other_and_there_is_one_alert_and_one_trail()
    {
        await using var slack = await FakeSlack.StartAsync();
        var dana = slack.AddUser("dana@example.com", "Dana Whitfield", "Europe/Berlin");
        await using var scene = await TeamsScene.StartAsync(
            ("Slack:ApiUrl", slack.ApiUrl.ToString()), ("Slack:BotToken", slack.BotToken), ("Slack:SigningSecret", slack.SigningSecret));
        slack.Service = scene.Product.Address;
        scene.At.Write("templates/alerts/seats-full.md", SeatAlert.Template.Replace("audience: [owner]", "audience: [owner, manager]", StringComparison.Ordinal));
        await scene.BeginAsync("Amber Lane");
        await scene.Product.Service<SlackRoster>().StartAsync(CancellationToken.None);
        await scene.Teams.InstallAsync(scene.Noor);
        await scene.SeatsAsync(10, "a1");
        await slack.WhenAsync(() => slack.Direct(dana).Count > 0);
        await scene.Teams.WhenAsync(() => scene.Teams.Chat(scene.Noor).Any(TalkInTeams.IsCard));
        var inSlack = slack.Direct(dana)[^1];
        var inTeams = scene.Teams.Chat(scene.Noor).Last(TalkInTeams.IsCard);

        await scene.PressAsync(scene.Noor, inTeams, "Acknowledge");
        await slack.WhenAsync(() => slack.Now(inSlack).Words.Contains("Noor Haddad is on it", StringComparison.Ordinal));

        await slack.ClickAsync(dana, slack.Now(inSlack), "Done");
        await slack.WhenAsync(() => slack.ModalOf(dana) is not null);
        await slack.SubmitAsync(dana, slack.ModalOf(dana)!, new Dictionary<string, string> { ["what"] = "called them" });
        await scene.ShowsAsync(inTeams, "called them");

        Assert.Equal("teams:noor@example.com", Assert.Single(await scene.TrailAsync(AlertReasons.Acknowledged)).Actor);
        Assert.Equal("slack:dana@example.com", Assert.Single(await scene.TrailAsync(AlertReasons.Done)).Actor);
        Assert.Single(scene.Teams.Chat(scene.Noor), TalkInTeams.IsCard);
    }
}
