using System.Collections.Concurrent;
using AccountAlerts.Engine;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Wire;
using AccountAlerts.Slack.Api;
using AccountAlerts.Slack.Installations;
using AccountAlerts.Slack.Wire;
using Microsoft.Extensions.Logging;

namespace AccountAlerts.Slack.Tokens;

/// <summary>
/// Tokens that end after half a day. A refresh token works once, so one replica at a time uses it: it stores that it is about to, asks Slack,
/// and stores what it got before anybody uses it. docs.slack.dev/authentication/using-token-rotation.
/// </summary>
/// <remarks>
/// Whatever breaks, the newest pair wins: who holds one that descends from the stored refresh token puts it in that one's place, also after
/// somebody else took over. Only a process that dies between Slack's answer and the store loses a pair; that is found, and said, at the next try.
/// </remarks>
/// <param name="ids">Names this process among those that renew.</param>
/// <param name="machineClock">The real time, by which tokens end.</param>
public sealed partial class TokenVault(
    SlackClient client, IProductValues values, ISecretBox box, IRandomIds ids, SlackMemory memory, TimeProvider machineClock, ILogger<TokenVault> logger)
{
    /// <summary>Slack's code for a refresh token that was used, or is none.</summary>
    private const string Used = "invalid_refresh_token";

    /// <summary>Long before the end, so that hours without Slack do no harm.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(2);

    /// <summary>Longer than any call takes: whoever began before that is gone.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(45);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>After a renewal that failed for another reason.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    /// <summary>How long one caller waits for the store; what is not stored then is stored before anybody gets it.</summary>
    private static readonly TimeSpan[] StoreAgain = [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1)];

    private readonly TokenShelf _shelf = new(values, box);
    private readonly string _me = ids.Next();
    private readonly ConcurrentDictionary<string, Renewer> _renewers = new(StringComparer.Ordinal);

    /// <summary>The workspace's token, renewed when it is about to end.</summary>
    /// <param name="refused">A token that Slack no longer takes.</param>
    /// <returns>Null if there is none.</returns>
    public async Task<string?> CurrentAsync(Installation installation, string? refused, CancellationToken cancellation)
    {
        var pair = (await _shelf.ReadAsync(installation, cancellation)).Pair;
        // A command leaves the refresh token to the service: it works once.
        if (!memory.Keeps)
            return pair.Access ?? (string.IsNullOrEmpty(installation.Keys.BotToken) ? null : installation.Keys.BotToken);
        if (IsGood(pair, refused))
            return pair.Access;
        var renewer = _renewers.GetOrAdd(installation.Name, _ => new Renewer());
        await renewer.Turn.WaitAsync(cancellation);
        try
        {
            return await RenewAsync(installation, renewer, refused, cancellation);
        }
        finally
        {
            renewer.Turn.Release();
        }
    }

    /// <returns>What is wrong with the refresh token and how to mend it; null if nothing is.</returns>
    public async Task<string?> FaultAsync(Installation installation, CancellationToken cancellation)
    {
        var kept = await _shelf.ReadAsync(installation, cancellation);
        if (kept.Locked)
            return $"is stored, sealed with a key that is not set here. Set the key that sealed it (Encryption), or install the app again and set {KeyOf(installation)} to the new refresh token.";
        if (kept.Pair.Lost is not { } loss)
            return null;
        string cause = loss.Interrupted
            ? "a renewal was interrupted after Slack had done it, and the new token never arrived in the store"
            : "it was used elsewhere, or is not this app's";
        return $"brings no token any more: Slack says {loss.Error} since {loss.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC; {cause}. Install the app again and set {KeyOf(installation)} to the new refresh token.";
    }

    private bool IsGood(TokenPair pair, string? refused) => pair.Access is not null && pair.Access != refused && machineClock.GetUtcNow() < pair.RenewFrom;

    /// <summary>A token that is due to be renewed works until its end.</summary>
    private string? Usable(TokenPair pair, string? refused) => pair.Access != refused && machineClock.GetUtcNow() < pair.Ends ? pair.Access : null;

    private async Task<string?> RenewAsync(Installation installation, Renewer renewer, string? refused, CancellationToken cancellation)
    {
        while (true)
        {
            if (renewer.Unstored is not null)
                await StoreAsync(installation, renewer);
            var kept = await _shelf.ReadAsync(installation, cancellation);
            var pair = kept.Pair;
            if (IsGood(pair, refused))
                return pair.Access;
            var now = machineClock.GetUtcNow();
            if (kept.Locked || pair.Lost is not null || now < renewer.RestsUntil)
            {
                if (kept.Locked)
                    Log.Locked(logger, installation.Name);
                return Usable(pair, refused);
            }

            if (pair.Renewing is { } other && other.By != _me && now - other.Since < Lease)
            {
                if (Usable(pair, refused) is { } old)
                    return old;
                await Task.Delay(Pause, machineClock, cancellation);
                continue;
            }

            if (await _shelf.TryReplaceAsync(installation, kept, pair with { Renewing = new Renewal(_me, now) }, cancellation))
                await ExchangeAsync(installation, renewer, pair);
        }
    }

    /// <summary>Asks Slack; nobody may call this off, since what it brings exists only here.</summary>
    private async Task ExchangeAsync(Installation installation, Renewer renewer, TokenPair pair)
    {
        var keys = installation.Keys;
        var reply = await client.CallAsync(
            "oauth.v2.access", keys.ClientId ?? "", keys.ClientSecret ?? "",
            new Dictionary<string, string?> { ["grant_type"] = "refresh_token", ["refresh_token"] = pair.Refresh }, CancellationToken.None);
        var now = machineClock.GetUtcNow();
        switch (reply)
        {
            case SlackReply.Ok ok when ok.Body.Text("access_token") is { } access && ok.Body.Text("refresh_token") is { } refresh:
                var life = TimeSpan.FromSeconds(Math.Max(60, ok.Body.Number("expires_in")));
                renewer.Unstored = new Renewed(pair.Refresh, new TokenPair(access, refresh, now + (life > 2 * Ahead ? life - Ahead : life / 2), now + life));
                await StoreAsync(installation, renewer);
                break;
            case SlackReply.Refused { Error: Used }:
                await LoseAsync(installation, pair, new TokenLoss(Used, now, pair.Renewing is not null));
                break;
            default:
                renewer.RestsUntil = now + Rest;
                Log.NotRenewed(logger, installation.Name, reply is SlackReply.Refused refusal ? refusal.Error : reply.GetType().Name);
                // Whether an unclear one was done, shows the next try: it stays written down as begun.
                if (reply is not SlackReply.Ok && SlackErrors.Outcome(reply) is not DeliveryOutcome.Unknown)
                    await ChangeAsync(installation, pair.Refresh, mine => mine with { Renewing = pair.Renewing });
                break;
        }
    }

    /// <summary>Puts the new pair into the place of the one from which it descends, whoever thinks they are renewing that.</summary>
    private async Task StoreAsync(Installation installation, Renewer renewer)
    {
        for (int tries = 0; renewer.Unstored is { } renewed; tries++)
        {
            try
            {
                if (await ChangeAsync(installation, renewed.From, _ => renewed.Pair))
                    Log.Renewed(logger, installation.Name, renewed.Pair.Ends);
                renewer.Unstored = null;
            }
            catch (Exception fault) when (tries < StoreAgain.Length && fault is not OutOfMemoryException)
            {
                Log.NotStored(logger, installation.Name, fault.GetType().Name);
                await Task.Delay(StoreAgain[tries], machineClock, CancellationToken.None);
            }
        }
    }

    private async Task LoseAsync(Installation installation, TokenPair pair, TokenLoss loss)
    {
        // Another replica may be about to store what this token brought: it will put it over this mark.
        if (await ChangeAsync(installation, pair.Refresh, stored => stored with { Renewing = null, Lost = loss }))
            Log.Lost(logger, installation.Name, await FaultAsync(installation, CancellationToken.None) ?? loss.Error);
    }

    /// <returns>False if another refresh token is stored by now, and nothing was changed.</returns>
    private async Task<bool> ChangeAsync(Installation installation, string refresh, Func<TokenPair, TokenPair> change)
    {
        while (true)
        {
            var kept = await _shelf.ReadAsync(installation, CancellationToken.None);
            if (kept.Locked || kept.Pair.Refresh != refresh)
                return false;
            if (await _shelf.TryReplaceAsync(installation, kept, change(kept.Pair), CancellationToken.None))
                return true;
        }
    }

    private static string KeyOf(Installation installation) => $"Slack:Workspaces:{installation.Name}:RefreshToken";

    /// <summary>One workspace's renewal in this process.</summary>
    private sealed class Renewer
    {
        public SemaphoreSlim Turn { get; } = new(1);

        /// <summary>What Slack gave and the store did not take yet.</summary>
        public Renewed? Unstored { get; set; }

        public DateTimeOffset RestsUntil { get; set; }
    }

    /// <param name="From">The refresh token that brought it.</param>
    private sealed record Renewed(string From, TokenPair Pair);

    private static partial class Log
    {
        [LoggerMessage(3051, LogLevel.Information, "The token of Slack workspace {Name} was renewed; it ends at {Ends:u}.")]
        public static partial void Renewed(ILogger logger, string name, DateTimeOffset ends);

        [LoggerMessage(3052, LogLevel.Warning, "The token of Slack workspace {Name} could not be renewed: {Reason}. It is tried again in a minute.")]
        public static partial void NotRenewed(ILogger logger, string name, string reason);

        [LoggerMessage(3053, LogLevel.Error, "Slack:Workspaces:{Name}:RefreshToken {Fault}")]
        public static partial void Lost(ILogger logger, string name, string fault);

        [LoggerMessage(3054, LogLevel.Error, "The renewed token of Slack workspace {Name} could not be stored: {Reason}. It is used only once it is.")]
        public static partial void NotStored(ILogger logger, string name, string reason);

        [LoggerMessage(3055, LogLevel.Error, "The stored token of Slack workspace {Name} was sealed with a key that is not set here. `check` says how to mend it.")]
        public static partial void Locked(ILogger logger, string name);
    }
}
