using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AccountAlerts.Tests.EndToEnd;
using AccountAlerts.TestKit.Slack;

namespace AccountAlerts.Tests.Slack;

/// <summary>From tokens to the first card: what is checked, renewed and refused.</summary>
public sealed class SetUpTests
{
    [Fact]
    public async Task Check_says_what_works_who_was_found_and_how_to_mend_the_rest()
    {
        await using var scene = await SlackScene.WithCardAsync(("Digest:Review:Channels", "#partners"));
        scene.Slack.AddChannel("partners", SlackChannelFlags.Shared);
        scene.Slack.TakeScopes("im:history", "users:read.email");

        var ran = await scene.At.RunAsync("check");

        Assert.Equal(1, ran.Exit);
        Assert.Contains("works in fernway-demo", ran.Out);
        Assert.Contains("fault: Slack:BotToken: lacks the scope users:read.email", ran.Out);
        Assert.Contains("warning: Slack:BotToken: lacks the scope im:history", ran.Out);
        Assert.Contains("fault: #partners: is shared with another organisation", ran.Out);
        Assert.Contains("found, Europe/Berlin", ran.Out);
        Assert.Contains("warning: olga@example.com: is no member of the workspace", ran.Out);
        Assert.Empty(scene.Slack.Sockets.Open);
        Assert.DoesNotContain("xoxb-", ran.Out + ran.Error);
    }

    [Fact]
    public async Task A_token_that_ends_is_renewed_in_time_and_never_stored_in_the_open()
    {
        await using var slack = await FakeSlack.StartAsync();
        using Installation at = SeatScene.Install();
        at.Settings["Slack:ApiUrl"] = slack.ApiUrl.ToString();
        at.Settings["Slack:Workspaces:main:ClientId"] = slack.ClientId;
        at.Settings["Slack:Workspaces:main:ClientSecret"] = slack.ClientSecret;
        var (_, refresh) = slack.RotatingTokens();
        at.Settings["Slack:Workspaces:main:RefreshToken"] = refresh;
        string first;
        await using (RunningProduct product = await RunningProduct.StartAsync(at))
        {
            await product.Service<AccountAlerts.Slack.People.SlackRoster>().StartAsync(default);
            first = slack.BotToken;
            Assert.Equal("ok", slack.Calls.Single(call => call.Method == "oauth.v2.access").Outcome);
            Assert.Contains(slack.Calls, call => call.Method == "auth.test" && call.Outcome == "ok");
        }

        // A restart goes on with what is stored: the first refresh token is used up.
        await using RunningProduct again = await RunningProduct.StartAsync(at);
        await again.Service<AccountAlerts.Slack.People.SlackRoster>().StartAsync(default);
        Assert.NotNull(await again.Service<AccountAlerts.Slack.ISlackTokens>().FindAsync(slack.Workspace.Id, default));
        Assert.Single(slack.Calls, call => call.Method == "oauth.v2.access");
        string stored = string.Concat(Directory.EnumerateFiles(at["data"], "*.db*").Select(file => Encoding.Latin1.GetString(Shared(file))));
        Assert.DoesNotContain(first, stored);
        Assert.DoesNotContain("xoxe", stored);
    }

    [Fact]
    public async Task Only_what_Slack_signed_just_now_is_taken_and_only_once()
    {
        await using var scene = await SlackScene.WithCardAsync();
        using HttpClient plain = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = scene.Product.Address };

        HttpResponseMessage forged = await plain.PostAsync("/slack/commands", new StringContent("team_id=T01FAKE&user_id=U1&text=alerts"));
        HttpResponseMessage check = await plain.PostAsync("/slack/commands", new StringContent("ssl_check=1&team_id=T01FAKE&user_id=U1&text=alerts"));
        HttpResponseMessage challenge = await SignedAsync(scene, plain, "/slack/events", """{"type":"url_verification","challenge":"abc123"}""", TimeSpan.Zero);

        Assert.Equal(HttpStatusCode.Unauthorized, forged.StatusCode);
        Assert.Equal((HttpStatusCode.OK, ""), (check.StatusCode, await check.Content.ReadAsStringAsync()));
        Assert.Equal("abc123", JsonNode.Parse(await challenge.Content.ReadAsStringAsync())?["challenge"]?.ToString());
        foreach (int minutes in (int[])[-6, 6])
            Assert.Equal(HttpStatusCode.Unauthorized, (await SignedAsync(scene, plain, "/slack/events", "{}", TimeSpan.FromMinutes(minutes))).StatusCode);

        string command = $"team_id={scene.Slack.Workspace.Id}&user_id={scene.Dana.Id}&channel_id={scene.Channel.Id}&text=help";
        Assert.Contains("What you can ask", await (await SignedAsync(scene, plain, "/slack/commands", command, TimeSpan.Zero)).Content.ReadAsStringAsync());
        Assert.Equal("", await (await SignedAsync(scene, plain, "/slack/commands", command, TimeSpan.Zero)).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_manifest_is_ready_to_paste()
    {
        using Installation at = new();
        JsonNode manifest = JsonNode.Parse(await at.ResultAsync("manifest", "slack"))!;
        Assert.True(manifest["settings"]?["socket_mode_enabled"]?.GetValue<bool>());
        Assert.Equal(2, (await at.RunAsync("manifest", "slack", "--http")).Exit);
        at.Settings["PublicUrl"] = "https://alerts.example.com";

        JsonNode http = JsonNode.Parse(await at.ResultAsync("manifest", "slack", "--http"))!;

        SlackManifest.Paste(manifest.ToJsonString());
        SlackManifest.Paste(http.ToJsonString());
        Assert.Equal("https://alerts.example.com/slack/events", http["settings"]?["event_subscriptions"]?["request_url"]?.ToString());
        Assert.Equal("/account", http["features"]?["slash_commands"]?[0]?["command"]?.ToString());
    }

    /// <summary>The same second, so that the same body has the same signature.</summary>
    private static async Task<HttpResponseMessage> SignedAsync(SlackScene scene, HttpClient http, string path, string body, TimeSpan skew)
    {
        string timestamp = (Began + skew).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new StringContent(body) };
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
        request.Headers.Add("X-Slack-Signature", AccountAlerts.Slack.Signing.SlackSignature.Sign(scene.Slack.SigningSecret, timestamp, Encoding.UTF8.GetBytes(body)));
        return await http.SendAsync(request);
    }

    private static DateTimeOffset Began { get; } = TimeProvider.System.GetUtcNow();

    private static byte[] Shared(string file)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using MemoryStream copy = new();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
