using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using AccountAlerts.Slack.Sockets;
using AccountAlerts.TestKit;

namespace AccountAlerts.Tests.Slack;

/// <summary>Socket Mode: the same behaviour without a public address, whatever happens to connections.</summary>
public sealed class SocketTests
{
    [Fact]
    public async Task Presses_forms_commands_and_mentions_work_as_over_HTTP()
    {
        await using var scene = await SlackScene.WithCardAsync(SlackScene.OverSockets);
        var card = scene.Card;

        var command = await scene.Slack.SlashAsync(scene.Lee, scene.Channel, "how is amber lane");
        Assert.True(command.Acked);
        Assert.Contains("Amber Lane", scene.LastPrivateTo(scene.Lee));
        await scene.Slack.MentionAsync(scene.Lee, scene.Channel, "alerts");
        await scene.SettleAsync();
        Assert.Equal(2, scene.Slack.PrivateTo(scene.Lee).Count);

        await scene.PressAsync(scene.Dana, card, "Snooze");
        await scene.SubmitAsync(scene.Dana, ("until", "date"));
        Assert.Equal(["date"], scene.Slack.ModalOf(scene.Dana)!.Errors.Keys);
        await scene.SubmitAsync(scene.Dana, ("until", "week"), ("reason", "they are at a fair"));
        await scene.ShowsAsync(card, "they are at a fair");
        Assert.All(scene.Slack.Sockets.Open, socket => Assert.Equal(0, socket.StrayAcks));
    }

    [Fact]
    public async Task A_connection_that_is_asked_to_leave_has_a_successor_before_it_goes()
    {
        await using var scene = await SlackScene.WithCardAsync(SlackScene.OverSockets);
        await scene.Slack.WhenAsync(() => scene.Slack.Sockets.Open.Count == 2);

        await scene.Slack.Sockets.DisconnectAsync("refresh_requested", TimeSpan.FromSeconds(2));
        await scene.Slack.WhenAsync(() => scene.Slack.Sockets.Open.Count(socket => !socket.IsLeaving) == 2);
        Assert.Equal(4, scene.Slack.Sockets.Opened);
        // All four were ours.
        Assert.DoesNotContain(scene.Product.Log.Lines, line => line.Contains("somebody else", StringComparison.Ordinal));
        var answer = await scene.PressAsync(scene.Dana, scene.Card, "Acknowledge");

        Assert.True(answer.Acked);
        await scene.ShowsAsync(scene.Card, "on it");
    }

    [Fact]
    public async Task A_connection_that_breaks_is_opened_again()
    {
        await using var scene = await SlackScene.WithCardAsync(SlackScene.OverSockets);
        await scene.Slack.WhenAsync(() => scene.Slack.Sockets.Open.Count == 2);

        scene.Slack.Sockets.Drop();
        await scene.Slack.WhenAsync(() => scene.Slack.Sockets.Open.Count == 2 && scene.Slack.Sockets.Opened == 4);

        Assert.True((await scene.PressAsync(scene.Dana, scene.Card, "Acknowledge")).Acked);
    }

    [Fact]
    public async Task Connections_that_cannot_be_ours_are_reported()
    {
        await using var scene = await SlackScene.WithCardAsync(SlackScene.OverSockets);
        await scene.Slack.WhenAsync(() => scene.Slack.Sockets.Open.Count == 2);
        // A laptop with the same app token.
        using HttpClient http = new(new SocketsHttpHandler { UseProxy = false });
        using ClientWebSocket one = new(), other = new();
        foreach (var socket in (ClientWebSocket[])[one, other])
        {
            using HttpRequestMessage request = new(HttpMethod.Post, new Uri(scene.Slack.ApiUrl, "apps.connections.open"));
            request.Headers.Authorization = new("Bearer", scene.Slack.AppToken);
            var opened = await (await http.SendAsync(request)).Content.ReadFromJsonAsync<JsonElement>();
            socket.Options.Proxy = null;
            await socket.ConnectAsync(new Uri(opened.GetProperty("url").GetString()!), default);
        }

        scene.Slack.Sockets.Open[0].Drop();
        await scene.Slack.WhenAsync(() => scene.Slack.Sockets.Opened == 5);

        await scene.UntilAsync(() => Task.FromResult(scene.Product.Log.Lines.Any(line => line.StartsWith("Warning: Slack counts 4 Socket Mode connections of this app, and this service has at most 3", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task When_Socket_Mode_is_switched_off_it_stops_and_says_so()
    {
        await using var scene = await SlackScene.WithCardAsync(SlackScene.OverSockets);
        await scene.Slack.WhenAsync(() => scene.Slack.Sockets.Open.Count == 2);

        await scene.Slack.Sockets.DisconnectAsync("link_disabled", TimeSpan.Zero);
        await scene.Slack.WhenAsync(() => scene.Slack.Sockets.Open.Count == 0);
        await scene.Product.Service<SlackSocketMode>().ExecuteTask!.WaitAsync(Waiting.AtMost);

        Assert.Contains(scene.Product.Log.Lines, line => line.StartsWith("Error: Socket Mode is over", StringComparison.Ordinal));
    }
}
