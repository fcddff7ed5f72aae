using AccountAlerts.Teams.Inbound;
using AccountAlerts.Teams.Settings;
using AccountAlerts.Teams.Tokens;
using AccountAlerts.Teams.Wire;
using Microsoft.Extensions.Logging;

namespace AccountAlerts.Teams.Door;

/// <summary>What comes in over HTTP: whether it is Teams' own, where people can be reached from now on, and what they want.</summary>
public sealed partial class TeamsDoor(
    TeamsOptions options, InboundTokens tokens, ServiceHosts hosts, IActivityWatcher watcher, ITeamsDesk desk, TeamsCopies copies, ILogger<TeamsDoor> logger)
{
    /// <summary>Larger than any event: they bring a card's inputs, never the card.</summary>
    public const int MostBytes = 512 * 1024;

    private static readonly TeamsHttpAnswer Empty = new(200);

    /// <param name="authorization">The header.</param>
    /// <param name="fromHere">True for a request that surely comes from a program on this machine.</param>
    public async Task<TeamsHttpAnswer> TakeAsync(string? authorization, bool fromHere, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var activity = TeamsJson.Read<Activity>(body.Span);
        var verdict = options.Anonymous ? WithoutToken(fromHere, activity) : await tokens.CheckAsync(authorization, activity, cancellation);
        switch (verdict)
        {
            case TokenVerdict.Refused refused:
                Log.Refused(logger, refused.Status, refused.Reason);
                return new TeamsHttpAnswer(refused.Status);
            case TokenVerdict.Unclear unclear:
                Log.NoKeys(logger, unclear.Reason);
                return new TeamsHttpAnswer(503);
        }

        if (activity is not { Type: not null, Conversation.Id: not null, ServiceUrl: not null })
            return new TeamsHttpAnswer(400);
        try
        {
            await watcher.SawAsync(activity, cancellation);
            var answer = await desk.TakeAsync(activity, cancellation);
            copies.Saw(activity);
            if (answer is not null)
                return new TeamsHttpAnswer(answer.Status, answer.Body);
            return activity.Type == ActivityTypes.Invoke ? new TeamsHttpAnswer(501) : Empty;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException and not OperationCanceledException)
        {
            Log.Broken(logger, activity.Type, activity.Name ?? "", fault);
            return new TeamsHttpAnswer(500);
        }
    }

    /// <summary>In development there is no token; who sends is a program on this machine, and what is said goes back to one.</summary>
    private TokenVerdict WithoutToken(bool fromHere, Activity? activity)
    {
        if (!fromHere)
            return new TokenVerdict.Refused(403, "with Teams:Anonymous only this machine is answered");
        if (activity is null)
            return new TokenVerdict.Accepted();
        if (activity.ChannelId != InboundTokens.Channel)
            return new TokenVerdict.Refused(403, "the channel is not Teams");
        return hosts.Accept(activity.ServiceUrl) is null ? new TokenVerdict.Refused(403, "the service address is not on this machine") : new TokenVerdict.Accepted();
    }

    private static partial class Log
    {
        [LoggerMessage(3511, LogLevel.Warning, "An event for Teams was refused with {Status}: {Reason}.")]
        public static partial void Refused(ILogger logger, int status, string reason);

        [LoggerMessage(3512, LogLevel.Error, "An event for Teams could not be checked, since the keys cannot be had: {Reason}")]
        public static partial void NoKeys(ILogger logger, string reason);

        [LoggerMessage(3513, LogLevel.Error, "An event of type {Type} {Name} from Teams could not be handled.")]
        public static partial void Broken(ILogger logger, string type, string name, Exception fault);
    }
}
