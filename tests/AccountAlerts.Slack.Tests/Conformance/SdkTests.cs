using System.Text.Json.Nodes;
using AccountAlerts.TestKit;
using AccountAlerts.TestKit.Fakes;
using AccountAlerts.TestKit.Conformance;
using AccountAlerts.TestKit.Slack;

namespace AccountAlerts.Slack.Tests.Conformance;

/// <summary>FakeSlack is proved by Slack's own SDKs: what drives our tests behaves to them as Slack does.</summary>
public sealed class SdkTests
{
    [NodeFact]
    public async Task The_official_client_of_the_Web_API_finds_what_it_expects()
    {
        // Its time stands still: a trigger lives for three seconds, and Node may need longer to start.
        await using var fake = await FakeSlack.StartAsync(new FakeClock(TimeProvider.System.GetUtcNow()));
        fake.ShortPages = true;
        var dana = fake.AddUser("dana@example.com", "Dana Moss", "Europe/Berlin");
        var noor = fake.AddUser("noor@example.com", "Noor Haddad");
        fake.AddUser("gone@example.com", "Gone Away", flags: SlackUserFlags.Deactivated);
        var channel = fake.AddChannel("customer-success", members: dana);
        string archived = fake.AddChannel("old", SlackChannelFlags.Archived).Id;
        string foreign = fake.AddChannel("elsewhere", SlackChannelFlags.WithoutBot).Id;
        string shared = fake.AddChannel("with-a-partner", SlackChannelFlags.Shared).Id;
        var poor = fake.AddWorkspace("poor");
        string trigger = fake.Compose.Shortcut(dana, "ask").Payload["trigger_id"]!.ToString();
        var (_, refresh) = fake.RotatingTokens();
        fake.TakeScopesOf(poor, "chat:write");
        fake.Then("team.info", SlackFault.Limited(1)).Then("bots.info", SlackFault.ServerError, SlackFault.Reset);

        var (exit, lines, faults) = await NodeScript.RunAsync("web-api.mjs", new Dictionary<string, string>
        {
            ["SLACK_API_URL"] = fake.ApiUrl.ToString(),
            ["BOT_TOKEN"] = fake.BotToken,
            ["APP_TOKEN"] = fake.AppToken,
            ["POOR_TOKEN"] = fake.BotTokenOf(poor),
            ["CHANNEL"] = channel.Id,
            ["DANA"] = dana.Id,
            ["NOOR"] = noor.Id,
            ["ARCHIVED"] = archived,
            ["FOREIGN"] = foreign,
            ["SHARED"] = shared,
            ["TRIGGER"] = trigger,
            ["REFRESH"] = refresh,
            ["CLIENT_ID"] = fake.ClientId,
            ["CLIENT_SECRET"] = fake.ClientSecret,
        });

        Assert.DoesNotContain(lines, line => !line.StartsWith("ok ", StringComparison.Ordinal));
        Assert.True(exit == 0 && lines.Count >= 15, $"{lines.Count} checks, exit {exit}. {faults}");
    }

    [NodeFact]
    public async Task The_official_client_of_Socket_Mode_gets_everything_once_it_reconnects_without_a_gap_and_silence_is_repeated()
    {
        await using var fake = await FakeSlack.StartAsync();
        var dana = fake.AddUser("dana@example.com", "Dana Moss");
        var channel = fake.AddChannel("customer-success", members: dana);
        await using var client = NodeScript.Start(
            "socket-mode.mjs", new Dictionary<string, string> { ["SLACK_API_URL"] = fake.ApiUrl.ToString(), ["APP_TOKEN"] = fake.AppToken });
        await client.LineWithAsync("\"connected\"");

        var mention = fake.Compose.Mention(dana, channel, "hello");
        Assert.True((await fake.DeliverAsync(mention)).Acked);
        Assert.Contains(mention.Payload["event_id"]!.ToString(), await client.LineWithAsync("events_api"), StringComparison.Ordinal);
        var answer = await fake.SlashAsync(dana, channel, "why fernway");
        Assert.Equal("heard: why fernway", answer.Json!["text"]!.ToString());
        Assert.Equal("heard: why fernway", Assert.Single(fake.PrivateTo(dana)).Text);

        await fake.Sockets.DisconnectAsync("refresh_requested", TimeSpan.FromMilliseconds(200));
        await fake.WhenAsync(() => fake.Sockets.Opened == 2);
        Assert.True((await fake.ShortcutAsync(dana, "ask")).Acked);

        await fake.MentionAsync(dana, channel, "be deaf");
        // So long the first try waits in vain.
        fake.Patience = TimeSpan.FromSeconds(4);
        Assert.True((await fake.MentionAsync(dana, channel, "again")).Acked);
        await client.LineWithAsync("ignored");
        Assert.Contains("\"retry\":1", await client.LineWithAsync("events_api"), StringComparison.Ordinal);

        fake.Patience = Waiting.AtMost;
        fake.Sockets.Drop();
        await fake.WhenAsync(() => fake.Sockets.Opened == 3);
        Assert.True((await fake.SlashAsync(dana, channel, "help")).Acked);
        Assert.Equal(0, fake.Sockets.Open.Sum(socket => socket.StrayAcks));
    }

    [NodeFact]
    public Task A_Bolt_app_works_over_Socket_Mode() => BoltAsync(socket: true);

    [NodeFact]
    public Task A_Bolt_app_works_over_signed_posts() => BoltAsync(socket: false);

    private static async Task BoltAsync(bool socket)
    {
        await using var fake = await FakeSlack.StartAsync();
        var dana = fake.AddUser("dana@example.com", "Dana");
        var channel = fake.AddChannel("customer-success", members: dana);
        await using var app = NodeScript.Start("bolt.mjs", new Dictionary<string, string>
        {
            ["SLACK_API_URL"] = fake.ApiUrl.ToString(),
            ["APP_TOKEN"] = fake.AppToken,
            ["BOT_TOKEN"] = fake.BotToken,
            ["SIGNING_SECRET"] = fake.SigningSecret,
            ["SOCKET"] = socket ? "1" : "",
        });
        var ready = JsonNode.Parse(await app.LineWithAsync("ready"))!;
        if (!socket)
        {
            fake.Service = new Uri($"http://127.0.0.1:{ready["port"]}");
            fake.EventsPath = fake.InteractionsPath = fake.CommandsPath = "/slack/events";
        }

        await PostCardAsync(fake, channel);
        var card = Assert.Single(fake.Seen(channel));

        await AckedAsync(fake.ClickAsync(dana, card, "Acknowledge"));
        await fake.WhenAsync(() => fake.Now(card).Edits == 1 && fake.PrivateTo(dana).Count == 1);
        Assert.Equal("dana is on it", fake.Now(card).Text);
        Assert.Equal("Noted", fake.PrivateTo(dana)[0].Text);
        Assert.DoesNotContain(fake.Seen(channel, by: null), message => message.EphemeralFor is not null);

        await AckedAsync(fake.ClickAsync(dana, card, "Snooze"));
        await fake.WhenAsync(() => fake.ModalOf(dana) is not null);
        var modal = fake.ModalOf(dana)!;
        Assert.Throws<InvalidOperationException>(() => fake.Compose.Submission(dana, modal, new Dictionary<string, string>()));
        await AckedAsync(fake.SubmitAsync(dana, modal, new Dictionary<string, string> { ["Until"] = "2026-12-01" }));
        Assert.Equal("Please say why", fake.ModalOf(dana)!.Errors["why"]);
        await AckedAsync(fake.SubmitAsync(dana, modal, new Dictionary<string, string> { ["until"] = "2026-12-01", ["Why"] = "on leave" }));
        Assert.Null(fake.ModalOf(dana));
        await fake.WhenAsync(() => fake.Thread(card).Count == 1);
        Assert.Equal("Snoozed until 2026-12-01: on leave", fake.Thread(card)[0].Text);

        await AckedAsync(fake.SlashAsync(dana, channel, "mine"));
        await fake.WhenAsync(() => fake.PrivateTo(dana).Count == 3);
        Assert.Equal(["heard: mine", "and later"], fake.PrivateTo(dana).Skip(1).Select(message => message.Text).OrderDescending());

        await AckedAsync(fake.MentionAsync(dana, channel, "good morning"));
        await fake.WhenAsync(() => fake.Seen(channel).Any(message => fake.Thread(message).Any(reply => reply.Text == "you said good morning")));
        await AckedAsync(fake.DirectMessageAsync(dana, "hi"));
        await fake.WhenAsync(() => fake.Direct(dana).Any(message => message.Text == "got hi"));
        await AckedAsync(fake.OpenHomeAsync(dana));
        await fake.WhenAsync(() => dana.Home is not null);
        Assert.Equal("Your customers", dana.Home!.Words);
        await AckedAsync(fake.ShortcutAsync(dana, "ask"));
        await fake.WhenAsync(() => fake.ModalOf(dana) is not null);
        await AckedAsync(fake.MessageShortcutAsync(dana, card, "ask-message"));
        await fake.WhenAsync(() => fake.PrivateTo(dana).Any(message => message.Text == "about that message"));

        Assert.DoesNotContain(fake.Calls, call => call.Outcome != "ok");
    }

    private static async Task PostCardAsync(FakeSlack fake, SlackChannel channel)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(fake.ApiUrl, "chat.postMessage"))
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["channel"] = channel.Id,
                ["text"] = "Fernway went quiet",
                ["blocks"] = """
                    [{"type":"section","text":{"type":"plain_text","text":"Fernway went quiet"}},
                     {"type":"actions","elements":[
                       {"type":"button","action_id":"acknowledge","text":{"type":"plain_text","text":"Acknowledge"},"value":"k.1"},
                       {"type":"button","action_id":"snooze","text":{"type":"plain_text","text":"Snooze"},"value":"k.1"}]}]
                    """,
            }),
        };
        request.Headers.Authorization = new("Bearer", fake.BotToken);
        using var response = await http.SendAsync(request);
        Assert.Contains("\"ok\":true", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task AckedAsync(Task<SlackAnswer> delivery)
    {
        var answer = await delivery;
        Assert.True(answer.Acked, $"Not acknowledged: {answer}");
    }
}
