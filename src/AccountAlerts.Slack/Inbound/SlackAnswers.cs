using System.Text;
using System.Text.Json.Nodes;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Slack.Api;
using AccountAlerts.Slack.Rendering;
using AccountAlerts.Slack.Settings;
using AccountAlerts.Slack.Wire;
using Microsoft.Extensions.Logging;

namespace AccountAlerts.Slack.Inbound;

/// <summary>Says something to one person alone: where they asked, and if that fails in their direct message.</summary>
public sealed partial class SlackAnswers(SlackCaller caller, HttpClient hooks, SlackOptions options, ILogger<SlackAnswers> logger)
{
    private static readonly string[] HookHosts = ["hooks.slack.com", "hooks.slack-gov.com"];

    /// <summary>An answer that comes later than this is none.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>For an acknowledgement: nobody could say that a newer block was refused, so it has none.</summary>
    public static string InAck(Message message)
    {
        var drawn = BlockKitRenderer.Render(message, classic: true);
        return Body(drawn, new JsonObject { ["response_type"] = "ephemeral" }).ToJsonString();
    }

    public async Task SayAsync(SlackPlace place, Message message, CancellationToken cancellation)
    {
        string failure = "there is no place";
        if (place.Modal is not null || (place.Channel is null && place.Trigger is not null))
            failure = await ShowAsync(place, message, cancellation) ?? "";
        if (failure.Length > 0 && place.ResponseUrl is { } url && HookOf(url) is { } hook)
        {
            failure = await RespondAsync(hook, place, message, classic: false, cancellation) ?? "";
            // The answer of a hook does not tell which block was refused; classic ones never are.
            if (failure.Length > 0)
                failure = await RespondAsync(hook, place, message, classic: true, cancellation) ?? "";
        }

        if (failure.Length > 0 && place.Channel is { } channel)
            failure = await PostAsync(place, channel, message, cancellation) ?? "";
        if (failure.Length > 0 && place.Channel?.StartsWith('D') != true)
            failure = await PostAsync(place with { Thread = null }, place.User, message, cancellation) ?? "";
        if (failure.Length > 0)
            Log.Unsaid(logger, place.Team, failure);
    }

    /// <summary>Says it by the address that came along, which needs no token; or not at all.</summary>
    public async Task RespondAsync(string url, Message message, CancellationToken cancellation)
    {
        if (HookOf(url) is { } hook && await RespondAsync(hook, new SlackPlace("", "", null), message, classic: true, cancellation) is { } failure)
            Log.Unsaid(logger, "without a token", failure);
    }

    /// <summary>Only Slack's own hosts: an address in a payload must not lead customers' names elsewhere.</summary>
    internal Uri? HookOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var hook)
        && ((hook.Scheme == Uri.UriSchemeHttps && hook.IsDefaultPort && hook.UserInfo.Length == 0 && Array.IndexOf(HookHosts, hook.IdnHost) >= 0)
            || (options.ApiUrl.IsLoopback && hook.IsLoopback && hook.Scheme is "http" or "https"))
        ? hook
        : null;

    private async Task<string?> ShowAsync(SlackPlace place, Message message, CancellationToken cancellation)
    {
        bool update = place.Modal is not null;
        var reply = await caller.CallAsync(
            place.Team, update ? "views.update" : "views.open",
            new Dictionary<string, string?>
            {
                ["view_id"] = place.Modal,
                ["trigger_id"] = update ? null : place.Trigger,
                ["view"] = SlackJson.Write(SlackModal.Note(message)),
            },
            cancellation);
        return reply is SlackReply.Ok ? null : (reply as SlackReply.Refused)?.Error ?? reply.GetType().Name;
    }

    /// <returns>Null if it was taken; else why not.</returns>
    private async Task<string?> RespondAsync(Uri hook, SlackPlace place, Message message, bool classic, CancellationToken cancellation)
    {
        var body = Body(
            BlockKitRenderer.Render(message, classic), new JsonObject { ["response_type"] = "ephemeral", ["replace_original"] = place.Replace });
        if (place.Thread is { } thread)
            body["thread_ts"] = thread;
        try
        {
            using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
            using var response = await hooks.PostAsync(hook, content, cancellation);
            return response.IsSuccessStatusCode ? null : $"the answer's address said {(int)response.StatusCode}";
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return fault.GetType().Name;
        }
    }

    /// <param name="channel">A channel: seen by the person alone. A direct message, or the person: an ordinary message there.</param>
    private async Task<string?> PostAsync(SlackPlace place, string channel, Message message, CancellationToken cancellation)
    {
        bool direct = channel.StartsWith('D') || channel == place.User;
        SlackReply reply = new SlackReply.NotSent("");
        foreach (bool classic in (bool[])[false, true])
        {
            var drawn = BlockKitRenderer.Render(message, classic);
            reply = await caller.CallAsync(
                place.Team, direct ? "chat.postMessage" : "chat.postEphemeral",
                new Dictionary<string, string?>
                {
                    ["channel"] = channel,
                    ["user"] = direct ? null : place.User,
                    ["thread_ts"] = place.Thread,
                    ["text"] = drawn.Text,
                    ["blocks"] = SlackJson.Write(drawn.Blocks),
                    ["unfurl_links"] = direct ? "false" : null,
                    ["unfurl_media"] = direct ? "false" : null,
                },
                Patience, cancellation);
            if (reply is not SlackReply.Refused { Error: var error } || !SlackErrors.IsAboutBlocks(error))
                break;
        }

        return reply switch
        {
            // Perhaps it is there: twice would be worse.
            SlackReply.Ok or SlackReply.Unclear => null,
            SlackReply.Refused refused => refused.Error,
            _ => reply.GetType().Name,
        };
    }

    private static JsonObject Body(SlackMessage drawn, JsonObject body)
    {
        body["text"] = drawn.Text;
        body["blocks"] = JsonNode.Parse(SlackJson.Write(drawn.Blocks));
        return body;
    }

    private static partial class Log
    {
        [LoggerMessage(3011, LogLevel.Warning, "An answer to somebody in Slack workspace {Team} could not be given: {Reason}.")]
        public static partial void Unsaid(ILogger logger, string team, string reason);
    }
}
