using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AccountAlerts.Engine;
using AccountAlerts.Slack.Api;
using AccountAlerts.Slack.Installations;
using AccountAlerts.Slack.Wire;
using Microsoft.Extensions.Logging;

namespace AccountAlerts.Slack.Tokens;

/// <summary>
/// Tokens that end after half a day. A refresh token works once: one replica at a time uses it, and what it brings is stored before it is used.
/// </summary>
/// <param name="machineClock">The real time, by which tokens end.</param>
public sealed partial class TokenVault(
    SlackClient client, IProductValues values, ISecretBox box, SlackMemory memory, TimeProvider machineClock, ILogger<TokenVault> logger) : IDisposable
{
    /// <summary>By the workspace's name in the settings: the newest pair, encrypted.</summary>
    private const string Scope = "$slack-token";

    /// <summary>By the same name: until when somebody is renewing, in milliseconds since 1970.</summary>
    private const string LeaseScope = "$slack-renewing";

    /// <summary>Long before the end, so that hours without Slack do no harm.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(2);

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim _renewing = new(1);

    /// <summary>The workspace's token, renewed when it is about to end.</summary>
    /// <param name="refused">A token that Slack no longer takes.</param>
    /// <returns>Null if there is none.</returns>
    public async Task<string?> CurrentAsync(Installation installation, string? refused, CancellationToken cancellation)
    {
        var (pair, _) = await ReadAsync(installation, cancellation);
        // A command leaves the refresh token to the service: it works once.
        if (!memory.Keeps)
            return pair?.Access ?? (string.IsNullOrEmpty(installation.Keys.BotToken) ? null : installation.Keys.BotToken);
        if (IsGood(pair, refused))
            return pair!.Access;
        await _renewing.WaitAsync(cancellation);
        try
        {
            return await RenewAsync(installation, refused, cancellation);
        }
        finally
        {
            _renewing.Release();
        }
    }

    public void Dispose() => _renewing.Dispose();

    private bool IsGood(TokenPair? pair, string? refused) => pair is not null && pair.Access != refused && pair.Ends - machineClock.GetUtcNow() > Ahead;

    private async Task<string?> RenewAsync(Installation installation, string? refused, CancellationToken cancellation)
    {
        while (true)
        {
            var (pair, stored) = await ReadAsync(installation, cancellation);
            if (IsGood(pair, refused))
                return pair!.Access;
            if (!await LeaseAsync(installation.Name, cancellation))
            {
                // Another replica is at it; the old token works meanwhile, unless it is over.
                if (pair is not null && pair.Access != refused && pair.Ends > machineClock.GetUtcNow())
                    return pair.Access;
                await Task.Delay(Pause, machineClock, cancellation);
                continue;
            }

            try
            {
                return await ExchangeAsync(installation, pair, stored, refused, cancellation);
            }
            finally
            {
                await values.SetAsync(LeaseScope, installation.Name, null, CancellationToken.None);
            }
        }
    }

    private async Task<string?> ExchangeAsync(Installation installation, TokenPair? pair, string? stored, string? refused, CancellationToken cancellation)
    {
        var keys = installation.Keys;
        var reply = await client.CallAsync(
            "oauth.v2.access", keys.ClientId ?? "", keys.ClientSecret ?? "",
            new Dictionary<string, string?> { ["grant_type"] = "refresh_token", ["refresh_token"] = pair?.Refresh ?? keys.RefreshToken }, cancellation);
        if (reply is SlackReply.Ok ok && ok.Body.Text("access_token") is { } access && ok.Body.Text("refresh_token") is { } refresh)
        {
            var next = new TokenPair(access, refresh, machineClock.GetUtcNow().AddSeconds(Math.Max(60, ok.Body.Number("expires_in"))), Mark(keys.RefreshToken));
            await values.TrySetAsync(Scope, installation.Name, stored, box.Seal(PurposeOf(installation), JsonSerializer.Serialize(next)), CancellationToken.None);
            Log.Renewed(logger, installation.Name, next.Ends);
            return access;
        }

        Log.NotRenewed(logger, installation.Name, reply is SlackReply.Refused refusal ? refusal.Error : reply.GetType().Name);
        // While the old one works there is time to try again.
        return pair is not null && pair.Access != refused ? pair.Access : null;
    }

    /// <summary>What is stored, unless the settings were given another refresh token since.</summary>
    private async Task<(TokenPair? Pair, string? Stored)> ReadAsync(Installation installation, CancellationToken cancellation)
    {
        string? stored = await values.GetAsync(Scope, installation.Name, cancellation);
        var pair = stored is not null && box.Open(PurposeOf(installation), stored) is { } json ? JsonSerializer.Deserialize<TokenPair>(json) : null;
        return (pair?.Origin == Mark(installation.Keys.RefreshToken) ? pair : null, stored);
    }

    private async Task<bool> LeaseAsync(string name, CancellationToken cancellation)
    {
        var now = machineClock.GetUtcNow();
        string? held = await values.GetAsync(LeaseScope, name, cancellation);
        if (held is not null && long.TryParse(held, NumberStyles.None, CultureInfo.InvariantCulture, out long until) && until > now.ToUnixTimeMilliseconds())
            return false;
        return await values.TrySetAsync(
            LeaseScope, name, held, (now + Lease).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), cancellation);
    }

    private static string PurposeOf(Installation installation) => $"slack/{installation.Name}/tokens";

    private static string Mark(string? token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token ?? "")))[..12];

    /// <param name="Ends">When the access token ends.</param>
    /// <param name="Origin">First digits of the hash of the refresh token in the settings from which this pair descends.</param>
    private sealed record TokenPair(string Access, string Refresh, DateTimeOffset Ends, string Origin);

    private static partial class Log
    {
        [LoggerMessage(3051, LogLevel.Information, "The token of Slack workspace {Name} was renewed; it ends at {Ends:u}.")]
        public static partial void Renewed(ILogger logger, string name, DateTimeOffset ends);

        [LoggerMessage(3052, LogLevel.Error, "The token of Slack workspace {Name} could not be renewed: {Reason}. If it was used elsewhere, install the app again and set Slack:Workspaces:{Name}:RefreshToken to the new one.")]
        public static partial void NotRenewed(ILogger logger, string name, string reason);
    }
}
