using System.Net;
using System.Text;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.TestKit.Scenes;
using AccountAlerts.TestKit.Teams;
using AccountAlerts.Tests.EndToEnd;

namespace AccountAlerts.Tests.Teams;

/// <summary>Whom a card reaches in Teams, and where it goes when it does not.</summary>
public sealed class ReachTests
{
    [Fact]
    public async Task A_card_comes_to_who_has_the_app_and_is_edited_in_place()
    {
        await using var scene = await TeamsScene.WithCardAsync();
        var card = scene.Card;
        Assert.Contains("Amber Lane: 10 of 10 seats", card.Words);

        await scene.Product.PassAsync(TimeSpan.FromDays(1));
        await scene.SeatsAsync(5, "a1");

        await scene.ShowsAsync(card, "Back to normal");
        Assert.Single(scene.Cards);
    }

    [Fact]
    public async Task Who_has_no_app_is_stood_in_for_by_the_next_person_and_the_card_says_for_whom()
    {
        await using var scene = await TeamsScene.StartAsync();
        await scene.BeginAsync("Amber Lane");
        await scene.Teams.InstallAsync(scene.Noor);

        await scene.SeatsAsync(10, "a1");

        await scene.Teams.WhenAsync(() => scene.Teams.Chat(scene.Noor).Any(TalkInTeams.IsCard));
        Assert.Contains("For Dana Whitfield, not installed", scene.Teams.Chat(scene.Noor)[^1].Words);
        Assert.Empty(scene.Teams.Chat(scene.Dana));
        Assert.Empty(await scene.Product.InboxAsync("dana@example.com"));
    }

    [Fact]
    public async Task An_app_that_came_while_nobody_listened_is_found_by_the_directorys_id()
    {
        await using var scene = await TeamsScene.StartAsync();
        await scene.BeginAsync("Amber Lane");
        await scene.Teams.InstallAsync(scene.Success, scene.Lee);
        FakeTeams.InstallSilently(scene.Dana);
        await scene.RefreshAsync();

        await scene.SeatsAsync(10, "a1");

        await scene.Teams.WhenAsync(() => scene.Teams.Chat(scene.Dana).Count > 0);
        Assert.Contains(scene.Teams.Calls, call => call.Verb == TeamsVerb.CreateChat && call.Body!["members"]![0]!["id"]!.ToString() == scene.Dana.AadObjectId);
    }

    [Fact]
    public async Task A_channel_that_routes_name_is_found_in_the_team_that_has_the_app()
    {
        await using var scene = await TeamsScene.StartAsync(("Routing:all:To", "#customer-success"));
        await scene.BeginAsync("Amber Lane");
        await scene.Teams.InstallAsync(scene.Success, scene.Lee);
        await scene.RefreshAsync();

        await scene.SeatsAsync(10, "a1");

        await scene.Teams.WhenAsync(() => scene.Teams.Threads(scene.Channel).Count > 0);
        Assert.Contains("Amber Lane", scene.Teams.Threads(scene.Channel)[0].Words);
    }

    [Fact]
    public async Task A_channel_into_which_strangers_are_let_is_left_and_the_owner_is_told()
    {
        await using var scene = await TeamsScene.StartAsync(("Routing:all:To", "#customer-success"));
        await scene.BeginAsync("Amber Lane");
        await scene.Teams.InstallAsync(scene.Success, scene.Lee);
        await scene.Teams.InstallAsync(scene.Dana);
        await scene.RefreshAsync();
        await scene.SeatsAsync(10, "a1");
        await scene.Teams.WhenAsync(() => scene.Teams.Threads(scene.Channel).Count > 0);

        await scene.Teams.DeliverAsync(scene.Teams.Compose.ChannelEvent(scene.Channel, scene.Lee, "channelShared"));
        // The message is recorded as shown once its answer is; until then there is nothing to leave.
        for (int tries = 0; tries < 100 && await scene.Product.Service<SharedChannels>().LeaveAsync(default) == 0; tries++)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);

        await scene.Teams.WhenAsync(() => scene.Teams.Chat(scene.Dana).Any(post => post.Words.Contains("is shared with another organisation", StringComparison.Ordinal)));
        Assert.Empty(scene.Teams.In(scene.Channel));
        Assert.Contains("Amber Lane", scene.Card.Words);
    }

    [Fact]
    public async Task After_an_uninstall_nothing_is_sent_and_after_an_install_it_is_again()
    {
        await using var scene = await TeamsScene.WithCardAsync();
        await scene.Teams.UninstallAsync(scene.Dana);
        Assert.Equal("not installed", scene.Product.Service<Engine.Conversations.IConversationBook>().WhyNot("dana@example.com"));

        await scene.Teams.InstallAsync(scene.Dana);

        Assert.Null(scene.Product.Service<Engine.Conversations.IConversationBook>().WhyNot("dana@example.com"));
    }

    [Fact]
    public async Task Answers_go_where_the_newest_event_says()
    {
        await using var scene = await TeamsScene.WithCardAsync();
        var card = scene.Card;
        scene.Teams.ServiceUrl = new Uri(scene.Teams.Address, "/emea/");
        await scene.Teams.SayAsync(scene.Dana, "hello");

        await scene.Product.PassAsync(TimeSpan.FromDays(1));
        await scene.SeatsAsync(5, "a1");

        await scene.ShowsAsync(card, "Back to normal");
        Assert.StartsWith("/emea/", scene.Teams.Calls.Last(call => call.Verb == TeamsVerb.Update).Base, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_somebody_deleted_is_posted_anew_and_edited_from_then_on()
    {
        await using var scene = await TeamsScene.WithCardAsync();
        scene.Teams.Remove(scene.Card);
        await scene.Product.PassAsync(TimeSpan.FromDays(1));
        File.WriteAllText(scene.At["templates/alerts/seats-full.md"], SeatAlert.Template.Replace("nobody else can get in", "everybody waits", StringComparison.Ordinal));
        await scene.SeatsAsync(12, "a1");

        await scene.Teams.WhenAsync(() => scene.Cards.Count == 1);
        var anew = scene.Card;
        await scene.Product.PassAsync(TimeSpan.FromDays(1));
        await scene.SeatsAsync(5, "a1");

        await scene.ShowsAsync(anew, "Back to normal");
        Assert.Single(scene.Cards);
    }

    [Fact]
    public async Task Check_says_what_works_and_whom_the_bot_cannot_reach_yet()
    {
        await using var scene = await TeamsScene.WithCardAsync();
        await scene.Teams.InstallAsync(scene.Success, scene.Lee);
        await scene.RefreshAsync();
        await scene.Teams.UninstallAsync(scene.Dana);
        scene.At.Settings["PublicUrl"] = scene.Product.Address.ToString();

        var ran = await scene.At.RunAsync("check");

        Assert.Contains("Entra gives one for Teams:ClientSecret", ran.Out);
        Assert.Contains("/api/messages answers", ran.Out);
        Assert.Contains("warning: dana@example.com: has not installed the app", ran.Out);
        Assert.Contains("warning: olga@example.com: is not known in Teams yet", ran.Out);
        Assert.Contains("team Success", ran.Out);
        Assert.DoesNotContain(scene.Teams.ClientSecret, ran.Out + ran.Error);
    }

    [Fact]
    public async Task Check_says_how_to_mend_a_wrong_secret()
    {
        await using var scene = await TeamsScene.StartAsync(("Teams:ClientSecret", "another-secret-that-is-none"));

        var ran = await scene.At.RunAsync("check");

        Assert.Equal(1, ran.Exit);
        Assert.Contains("fault: Teams:ClientSecret: is refused by Entra", ran.Out);
        Assert.Contains("AADSTS7000215", ran.Out);
        Assert.DoesNotContain("another-secret", ran.Out + ran.Error);
    }

    [Fact]
    public async Task Only_what_Teams_signed_is_taken_and_a_refusal_says_nothing()
    {
        await using var scene = await TeamsScene.StartAsync();
        using HttpClient plain = new(new SocketsHttpHandler { UseProxy = false, Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = scene.Product.Address };
        var said = scene.Teams.Compose.Message(scene.Dana, "help");

        Assert.Equal(HttpStatusCode.OK, (await plain.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/api/messages"))).StatusCode);
        foreach (string? token in (string?[])[null, "x", TeamsSigner.Sign(scene.Teams.Claims(scene.Teams.ServiceUrl.ToString()), scene.Teams.Keys.Key, "none"), scene.Teams.Token("https://smba.trafficmanager.net/teams/")])
        {
            var answer = await scene.Teams.DeliverAsync(said, token);
            Assert.True(answer.Status is 401 or 403, $"{answer.Status}");
            Assert.Equal("", answer.Body);
        }

        Assert.Equal(401, (int)(await plain.PostAsync("/api/messages", new StringContent("{", Encoding.UTF8, "application/json"))).StatusCode);
        Assert.Equal(415, (int)(await plain.PostAsync("/api/messages", new StringContent(said.ToJsonString()))).StatusCode);
        // Who is refused before the body is read is not sent it: a caller still sending would find the connection closed.
        using HttpRequestMessage large = new(HttpMethod.Post, "/api/messages") { Content = new StringContent(new string('x', 600_000), Encoding.UTF8, "application/json") };
        large.Headers.ExpectContinue = true;
        Assert.Equal(413, (int)(await plain.SendAsync(large)).StatusCode);
        Assert.Equal(200, (await scene.Teams.DeliverAsync(said)).Status);
    }

    [Fact]
    public async Task In_development_only_programs_on_this_machine_are_answered()
    {
        await using var scene = await TeamsScene.StartAsync(
            ("Teams:Anonymous", "true"), ("Teams:ClientSecret", ""), ("Teams:AppId", ""), ("Teams:TenantId", ""), ("Teams:AllowedServiceHosts", ""));
        scene.Teams.ChecksTokens = false;
        using HttpClient plain = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = scene.Product.Address };
        string said = scene.Teams.Compose.Message(scene.Dana, "help").ToJsonString();

        Assert.Equal(200, await PostAsync(said));
        Assert.Equal(403, await PostAsync(said, ("X-Forwarded-For", "203.0.113.9")));
        Assert.Equal(403, await PostAsync(said, ("Host", "rebind.example")));
        Assert.Equal(403, await PostAsync(said, ("Origin", "https://evil.example")));
        Assert.Equal(403, await PostAsync(said.Replace(scene.Teams.ServiceUrl.ToString(), "https://smba.trafficmanager.net/teams/", StringComparison.Ordinal)));

        async Task<int> PostAsync(string body, params (string Name, string Value)[] headers)
        {
            using HttpRequestMessage request = new(HttpMethod.Post, "/api/messages") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            foreach (var (name, value) in headers)
                request.Headers.TryAddWithoutValidation(name, value);
            return (int)(await plain.SendAsync(request)).StatusCode;
        }
    }
}
