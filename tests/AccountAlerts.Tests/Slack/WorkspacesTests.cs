using AccountAlerts.Domain.Alerts;
using AccountAlerts.TestKit.Slack;
using AccountAlerts.Tests.EndToEnd;

namespace AccountAlerts.Tests.Slack;

/// <summary>How the app is installed in the places of Dana and Lee.</summary>
public enum SlackInstall
{
    /// <summary>Two workspaces, each with a token of its own.</summary>
    TwoTokens,

    /// <summary>One token for an organisation of two workspaces.</summary>
    OneOrganisation,
}

/// <summary>One service for several workspaces: whoever is where, everything goes to them and comes back by the right token.</summary>
public sealed class WorkspacesTests
{
    public static TheoryData<SlackInstall, SlackWay> Ways => new()
    {
        { SlackInstall.TwoTokens, SlackWay.Posts },
        { SlackInstall.TwoTokens, SlackWay.Sockets },
        { SlackInstall.OneOrganisation, SlackWay.Posts },
        { SlackInstall.OneOrganisation, SlackWay.Sockets },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Each_teammate_is_served_in_their_own_workspace(SlackInstall install, SlackWay way)
    {
        await using var scene = await SceneAsync(install, way);
        var (slack, dana, lee) = (scene.Slack, scene.Dana, scene.Lee);
        SlackWorkspace emea = slack.Workspaces[^1];
        string tokenOfLee = install == SlackInstall.TwoTokens ? emea.Id : emea.Organisation!.Id;

        // A card each, where each of them is.
        await scene.SeatsAsync(10, "a1", "a2");
        await slack.WhenAsync(() => slack.Direct(dana).Count == 1 && slack.Direct(lee).Count == 1);
        Assert.Contains("Amber Lane", slack.Direct(dana)[0].Text);
        Assert.Contains("Birch Yard", slack.Direct(lee)[0].Text);
        Assert.Contains(slack.Calls, call => call.Method == "chat.postMessage" && call.Team == tokenOfLee && call.Outcome == "ok");

        // Pressed, asked and filled in there.
        var card = slack.Direct(lee)[0];
        await scene.PressAsync(lee, card, "Why?");
        Assert.Contains("Birch Yard", scene.LastPrivateTo(lee));
        await scene.PressAsync(lee, card, "Snooze");
        await scene.SubmitAsync(lee, ("until", "week"), ("reason", "they are at a fair"));
        await scene.ShowsAsync(card, "they are at a fair");
        await slack.SlashAsync(lee, slack.Workspaces[^1].DirectMessage(lee), "mine");
        await scene.SettleAsync();
        Assert.Contains("Birch Yard", scene.LastPrivateTo(lee));
        Assert.Equal("nothing", scene.LastPrivateTo(dana));
        await slack.OpenHomeAsync(lee);
        await scene.SettleAsync();
        Assert.Contains("Birch Yard", lee.Home?.Words);

        // From one workspace to the other.
        await slack.SlashAsync(dana, scene.Channel, "hand amber lane to lee");
        await slack.WhenAsync(() => slack.Direct(lee).Any(message => message.Text.Contains("Amber Lane", StringComparison.Ordinal)));
        await scene.ShowsAsync(slack.Direct(dana)[0], "now with Lee Park");
        Assert.All(slack.Calls, call => Assert.True(
            call.Outcome is "ok" or "users_not_found", $"{call.Method} in {call.Team} ended with {call.Outcome}"));
    }

    [Theory]
    [InlineData(SlackInstall.TwoTokens)]
    [InlineData(SlackInstall.OneOrganisation)]
    public async Task A_channel_is_found_in_whichever_workspace_has_it_and_its_card_acts_there(SlackInstall install)
    {
        await using var scene = await SceneAsync(install, SlackWay.Posts, ("Routing:all:To", "#emea-success"));
        var (slack, lee) = (scene.Slack, scene.Lee);
        var channel = slack.Workspaces[^1].Channel("emea-success");
        slack.Workspaces[^1].Join(channel, lee);
        await scene.SeatsAsync(10, "a2");
        await slack.WhenAsync(() => slack.Seen(channel).Count == 1);
        await scene.PressAsync(lee, slack.Seen(channel)[0], "Acknowledge");

        await scene.ShowsAsync(slack.Seen(channel)[0], "on it");
        await slack.MentionAsync(lee, channel, "alerts");
        await scene.SettleAsync();
        Assert.Contains("Birch Yard", scene.LastPrivateTo(lee));
    }

    [Fact]
    public async Task A_channel_that_is_shared_with_strangers_is_not_replaced_by_its_namesake_in_another_workspace()
    {
        await using var scene = await SceneAsync(SlackInstall.TwoTokens, SlackWay.Posts, ("Routing:all:To", "#customer-success"));
        await scene.Slack.ShareAsync(scene.Channel);
        await scene.SettleAsync();

        await scene.SeatsAsync(10, "a1");
        await scene.UntilAsync(async () => (await scene.Product.InboxAsync("#customer-success")).Count == 1);

        Assert.Empty(scene.Slack.Seen(scene.Slack.Workspaces[^1].Channel("customer-success")));
        Assert.Empty(scene.Slack.Seen(scene.Channel));
    }

    [Fact]
    public async Task One_workspace_whose_token_is_revoked_does_not_silence_the_other()
    {
        await using var scene = await SceneAsync(SlackInstall.TwoTokens, SlackWay.Posts);
        scene.Slack.RevokeTokens(scene.Slack.Workspace);

        await scene.SeatsAsync(10, "a1", "a2");
        await scene.Slack.WhenAsync(() => scene.Slack.Direct(scene.Lee).Count == 1);
        await scene.PressAsync(scene.Lee, scene.Slack.Direct(scene.Lee)[0], "Acknowledge");

        await scene.ShowsAsync(scene.Slack.Direct(scene.Lee)[0], "on it");
        Assert.Empty(scene.Slack.Direct(scene.Dana));
    }

    [Fact]
    public async Task With_a_signing_secret_alone_whoever_asks_or_presses_is_told_so_and_nothing_is_posted()
    {
        await using var scene = await SlackScene.WithCardAsync();
        var (slack, dana, card) = (scene.Slack, scene.Dana, scene.Card);
        await scene.PressAsync(dana, card, "Snooze");
        var form = slack.ModalOf(dana)!;
        // The same installation, after somebody took the token out of the settings.
        using Installation mute = SeatScene.Install();
        mute.Settings["Slack:ApiUrl"] = slack.ApiUrl.ToString();
        mute.Settings["Slack:SigningSecret"] = slack.SigningSecret;
        await using RunningProduct product = await RunningProduct.StartAsync(mute);
        slack.Service = product.Address;
        int calls = slack.Calls.Count(ByToken);

        Assert.Contains("no bot token", (await slack.SlashAsync(dana, scene.Channel, "alerts")).Body);
        Assert.Equal((200, ""), Answer(await slack.ClickAsync(dana, card, "Acknowledge")));
        await slack.WhenAsync(() => slack.PrivateTo(dana).Count(message => message.Words.Contains("no bot token", StringComparison.Ordinal)) == 2);
        Assert.Contains("no bot token", (await slack.SubmitAsync(dana, form, new Dictionary<string, string> { ["until"] = "week" })).Body);
        foreach (var answer in (SlackAnswer[])[await slack.MentionAsync(dana, scene.Channel, "alerts"), await slack.DirectMessageAsync(dana, "alerts"), await slack.OpenHomeAsync(dana), await slack.ShortcutAsync(dana, "ask")])
            Assert.Equal((200, ""), Answer(answer));
        await product.TakeAsync(("team.csv", SeatScene.WholeTeam), ("accounts.csv", SeatScene.Account("a1", "Amber Lane")), ("usage.csv", SeatScene.Seats("2026-06-09", 10, "a1")));
        await product.TickAsync();

        Assert.Equal(calls, slack.Calls.Count(ByToken));
        Ran check = await mute.RunAsync("check");
        Assert.Contains("none: receives only", check.Out);
        Assert.Contains("warning: Slack:BotToken: is missing: nothing is sent there, and nobody who writes can be known.", check.Out);
        Assert.Equal(AlertState.Open, (await scene.AlertAsync()).State);
    }

    /// <summary>A call of the Web API; answers that came with an acknowledgement are none.</summary>
    private static bool ByToken(SlackCall call) => call.Method.Contains('.', StringComparison.Ordinal);

    private static (int Status, string Body) Answer(SlackAnswer answer) => (answer.Status, answer.Body);

    /// <summary>Dana, with Amber Lane, in the first place; Lee, with Birch Yard, in the second.</summary>
    private static async Task<SlackScene> SceneAsync(SlackInstall install, SlackWay way, params (string Key, string Value)[] settings)
    {
        var scene = await SlackScene.StartAsync(
            (slack, at) =>
            {
                string[] names = install == SlackInstall.TwoTokens ? ["emea", "us"] : ["whole"];
                foreach (string name in names)
                    at[$"Slack:Workspaces:{name}:{(way == SlackWay.Posts ? "SigningSecret" : "AppToken")}"] = way == SlackWay.Posts ? slack.SigningSecret : slack.AppToken;
                if (install == SlackInstall.OneOrganisation)
                {
                    var organisation = slack.AddOrganisation("fernway", "us", "emea");
                    at["Slack:Workspaces:whole:BotToken"] = slack.BotTokenOf(organisation);
                    organisation.Workspaces[1].AddChannel("emea-success");
                    return new SlackPlaces(organisation.Workspaces[0], organisation.Workspaces[1]);
                }

                var second = slack.AddWorkspace("second");
                second.AddChannel("emea-success");
                second.AddChannel("customer-success");
                at["Slack:Workspaces:emea:BotToken"] = slack.BotToken;
                at["Slack:Workspaces:us:BotToken"] = slack.BotTokenOf(second);
                return new SlackPlaces(slack.Workspace, second);
            },
            settings);
        await scene.BeginAsync("Amber Lane", "Birch Yard");
        await scene.Product.TakeAsync(("accounts.csv", SeatScene.Account("a2", "Birch Yard").Replace(SeatScene.Owner, "lee@example.com", StringComparison.Ordinal)));
        return scene;
    }
}
