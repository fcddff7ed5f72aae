using System.Collections.Concurrent;
using AccountAlerts.Engine.Wire;
using AccountAlerts.Slack.Wire;

namespace AccountAlerts.Slack.Api;

/// <summary>Calls of one workspace after another: finds the token, renews it once, and keeps away from a method that Slack said is limited.</summary>
public sealed class SlackCaller(SlackClient client, ISlackTokens tokens, TimeProvider machineClock)
{
    /// <summary>The code for a workspace without a token; no code of Slack's own.</summary>
    public const string NotInstalled = "not_installed";

    private readonly ConcurrentDictionary<(string Workspace, string Method), DateTimeOffset> _rests = new();

    public async Task<SlackReply> CallAsync(
        string workspace, string method, IReadOnlyDictionary<string, string?> arguments, CancellationToken cancellation)
    {
        if (_rests.TryGetValue((workspace, method), out var until))
        {
            if (until - machineClock.GetUtcNow() is var left && left > TimeSpan.Zero)
                return new SlackReply.Limited(left);
            _rests.TryRemove((workspace, method), out _);
        }

        if (await tokens.FindAsync(workspace, cancellation) is not { } token)
            return new SlackReply.Refused(NotInstalled, "the workspace is not installed");
        var reply = await client.CallAsync(method, token, arguments, cancellation);
        if (reply is SlackReply.Refused { Error: var error } && SlackErrors.IsAboutToken(error)
            && await tokens.RenewAsync(workspace, token, cancellation) is { } other)
            reply = await client.CallAsync(method, other, arguments, cancellation);
        if (reply is SlackReply.Limited limited)
            _rests[(workspace, method)] = machineClock.GetUtcNow() + limited.After;
        return reply;
    }

    /// <summary>Waits where Slack says not now, for a while; for answers to people, which are worth little later.</summary>
    public async Task<SlackReply> CallAsync(
        string workspace, string method, IReadOnlyDictionary<string, string?> arguments, TimeSpan patience, CancellationToken cancellation)
    {
        long began = machineClock.GetTimestamp();
        while (true)
        {
            var reply = await CallAsync(workspace, method, arguments, cancellation);
            if (reply is not (SlackReply.Limited or SlackReply.NotSent))
                return reply;
            var wait = reply is SlackReply.Limited limited ? limited.After : TimeSpan.FromSeconds(1);
            if (machineClock.GetElapsedTime(began) + wait > patience)
                return reply;
            await Task.Delay(wait, machineClock, cancellation);
        }
    }

    /// <summary>All pages of a list. Only the cursor says where it ends: a page may be short, or empty.</summary>
    /// <param name="read">Takes a page; false to stop.</param>
    /// <returns>The reply that ended it: a page, or why there is none.</returns>
    public async Task<SlackReply> PagesAsync(
        string workspace, string method, Dictionary<string, string?> arguments, Func<System.Text.Json.JsonElement, bool> read, TimeSpan patience,
        CancellationToken cancellation)
    {
        while (true)
        {
            var reply = await CallAsync(workspace, method, arguments, patience, cancellation);
            if (reply is not SlackReply.Ok page || !read(page.Body))
                return reply;
            if (page.Body.Text("response_metadata", "next_cursor") is not { Length: > 0 } cursor)
                return reply;
            arguments["cursor"] = cursor;
        }
    }
}
