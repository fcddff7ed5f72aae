using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AccountAlerts.Engine;
using AccountAlerts.Engine.Wire;
using AccountAlerts.Slack.Api;
using AccountAlerts.Slack.Inbound;
using AccountAlerts.Slack.Settings;
using AccountAlerts.Slack.Tokens;
using AccountAlerts.Slack.Wire;
using Microsoft.Extensions.Logging;

namespace AccountAlerts.Slack.Installations;

/// <summary>The workspaces of the settings, and which of Slack's they are. What Slack said is remembered, so that a restart does not depend on it.</summary>
public sealed partial class SlackInstallations : ISlackTokens, IDisposable
{
    /// <summary>By the workspace's name in the settings.</summary>
    private const string Scope = "$slack-team";

    private readonly SlackClient _client;
    private readonly TokenVault _vault;
    private readonly IProductValues _values;
    private readonly SlackMemory _memory;
    private readonly ILogger<SlackInstallations> _logger;
    private readonly SemaphoreSlim _asking = new(1);
    private readonly Lock _gate = new();
    private volatile Installation[] _all;
    private bool _loaded;

    public SlackInstallations(SlackOptions options, SlackClient client, TokenVault vault, IProductValues values, SlackMemory memory, ILogger<SlackInstallations> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        _client = client;
        _vault = vault;
        _values = values;
        _memory = memory;
        _logger = logger;
        _all = [.. options.InForce.Select(workspace => new Installation(workspace.Key, workspace.Value))];
    }

    /// <summary>In the order in which they are asked for people and channels.</summary>
    public IReadOnlyList<Installation> All
    {
        get
        {
            Load();
            return _all;
        }
    }

    public Installation? OfTeam(string? teamId) =>
        teamId is null ? null : Array.Find([.. All], installation => installation.Team?.TeamId == teamId);

    /// <summary>The installation that a payload speaks of; one in the very workspace goes before that of its organisation.</summary>
    public Installation? Of(SlackOrigin origin) => OfTeam(origin.Team)
        ?? (origin.Organisation is { } whole ? Array.Find([.. All], installation => installation.Team is { OfOrganisation: true } team && team.Enterprise == whole) : null);

    public async Task<string?> FindAsync(string workspace, CancellationToken cancellation)
    {
        if (OfTeam(workspace) is null && All.Any(installation => installation.Team is null))
            await RefreshAsync(cancellation);
        return OfTeam(workspace) is { } installation ? await TokenOfAsync(installation, null, cancellation) : null;
    }

    public async Task<string?> RenewAsync(string workspace, string refused, CancellationToken cancellation)
    {
        if (OfTeam(workspace) is not { Keys.Rotates: true } installation)
            return null;
        string? token = await TokenOfAsync(installation, refused, cancellation);
        return token == refused ? null : token;
    }

    /// <summary>Asks Slack which workspaces these are, where it is not known.</summary>
    /// <returns>By name: what was wrong, for those that could not be told.</returns>
    public async Task<IReadOnlyDictionary<string, SlackReply>> RefreshAsync(CancellationToken cancellation)
    {
        var failures = new Dictionary<string, SlackReply>(StringComparer.Ordinal);
        await _asking.WaitAsync(cancellation);
        try
        {
            foreach (var installation in All.Where(installation => installation.Team is null))
            {
                if (await TokenOfAsync(installation, null, cancellation) is not { } token)
                    continue;
                var reply = await _client.CallAsync("auth.test", token, new Dictionary<string, string?>(), cancellation);
                if (reply is SlackReply.Ok ok && TeamOf(ok.Body, token) is { } team)
                {
                    Set(installation with { Team = team });
                    if (_memory.Keeps)
                        await _values.SetAsync(Scope, installation.Name, JsonSerializer.Serialize(team), cancellation);
                    Log.Known(_logger, installation.Name, team.TeamId, team.BotUser);
                }
                else
                {
                    failures[installation.Name] = reply;
                    Log.Unknown(_logger, installation.Name, reply is SlackReply.Refused refused ? refused.Error : reply.GetType().Name);
                }
            }
        }
        finally
        {
            _asking.Release();
        }

        return failures;
    }

    public void Dispose() => _asking.Dispose();

    /// <param name="refused">A token that no longer works.</param>
    internal async Task<string?> TokenOfAsync(Installation installation, string? refused, CancellationToken cancellation) =>
        installation.Keys.Rotates ? await _vault.CurrentAsync(installation, refused, cancellation) : TokenOf(installation);

    private static string? TokenOf(Installation installation) => string.IsNullOrEmpty(installation.Keys.BotToken) ? null : installation.Keys.BotToken;

    private static SlackTeam? TeamOf(JsonElement body, string token)
    {
        string? enterprise = body.Text("enterprise_id");
        bool whole = enterprise is not null && body.Flag("is_enterprise_install");
        return (whole ? enterprise : body.Text("team_id")) is { } id && body.Text("user_id") is { } bot
            ? new SlackTeam(id, body.Text("team") ?? body.Text("enterprise") ?? id, bot, body.Text("bot_id"), enterprise, Mark(token)) { OfOrganisation = whole }
            : null;
    }

    private static string Mark(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)))[..12];

    private void Set(Installation changed)
    {
        lock (_gate)
            _all = [.. _all.Select(installation => installation.Name == changed.Name ? changed : installation)];
    }

    /// <summary>Once, at the first question: values answer from memory or a local file, and whoever asks for a place cannot wait.</summary>
    private void Load()
    {
        lock (_gate)
        {
            if (_loaded)
                return;
            var known = _values.ListAsync(Scope, CancellationToken.None).GetAwaiter().GetResult();
            _all =
            [
                .. _all.Select(installation => known.TryGetValue(installation.Name, out string? json) && JsonSerializer.Deserialize<SlackTeam>(json) is { } team
                    && (installation.Keys.Rotates || (TokenOf(installation) is { } token && Mark(token) == team.Token))
                        ? installation with { Team = team }
                        : installation),
            ];
            _loaded = true;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3001, LogLevel.Information, "Slack workspace {Name} is {Team}; the bot is {Bot}.")]
        public static partial void Known(ILogger logger, string name, string team, string bot);

        [LoggerMessage(3002, LogLevel.Warning, "Slack does not say which workspace {Name} is: {Reason}. `check` says how to mend it.")]
        public static partial void Unknown(ILogger logger, string name, string reason);
    }
}
