using AccountAlerts.Engine.Checks;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Wire;
using AccountAlerts.Slack.Api;
using AccountAlerts.Slack.Installations;
using AccountAlerts.Slack.Manifest;
using AccountAlerts.Slack.People;
using AccountAlerts.Slack.Settings;
using AccountAlerts.Slack.Tokens;
using AccountAlerts.Slack.Wire;

namespace AccountAlerts.Slack.Checks;

/// <summary>Whether the tokens work and may do what they must, whether every channel that routes name can be written to, and who of the team was found.</summary>
public sealed class SlackCheck(
    SlackInstallations installations, TokenVault vault, SlackClient client, SlackPeople people, SlackChannels channels, NamedReaders named,
    AlertingMode mode, SlackOptions options) : ICheck
{
    /// <summary>Slack allows 50 questions a minute.</summary>
    private const int MostPeople = 45;

    /// <summary>Without these nothing works; without the others something is missing.</summary>
    private static readonly HashSet<string> Needed = new(StringComparer.Ordinal) { "chat:write", "im:write", "users:read", "users:read.email", "channels:read" };

    private static readonly string[] Columns = ["workspace", "what", "state"];

    public string Title => "Slack";

    public async Task<CheckReport> RunAsync(CancellationToken cancellation)
    {
        var rows = new List<IReadOnlyList<string>>();
        var findings = new List<Finding>();
        foreach (var installation in installations.All)
        {
            string where = installation.Name == "default" ? SlackOptions.Section : $"{SlackOptions.Section}:Workspaces:{installation.Name}";
            if (!installation.Sends)
            {
                rows.Add([installation.Name, "bot token", "none: receives only"]);
                findings.Add(new Finding(FindingLevel.Warning, $"{where}:BotToken", "is missing: nothing is sent there, and nobody who writes can be known. Set it to what \"OAuth & Permissions\" of the app shows."));
            }
            else if (await TokenAsync(installation, where, rows, findings, cancellation))
            {
                await installations.RefreshAsync(cancellation);
            }

            await AppTokenAsync(installation, where, rows, findings, cancellation);
            if (installation.Keys.AppToken is not { Length: > 0 } && SocketOf(installation) is { } other)
                rows.Add([installation.Name, "Socket Mode", $"by the connection of {other.Name}"]);
            else if (string.IsNullOrEmpty(installation.Keys.AppToken) && string.IsNullOrEmpty(installation.Keys.SigningSecret))
                findings.Add(new Finding(FindingLevel.Warning, where, "has neither AppToken nor SigningSecret: cards are sent, and their buttons reach nobody. Set one of them."));
        }

        if (!mode.Demo)
            await ChannelsAsync(rows, findings, cancellation);
        await PeopleAsync(rows, findings, cancellation);
        return new CheckReport(new CheckTable(Columns, rows), findings);
    }

    private async Task<bool> TokenAsync(Installation installation, string where, List<IReadOnlyList<string>> rows, List<Finding> findings, CancellationToken cancellation)
    {
        if (installation.Keys.Rotates && await vault.FaultAsync(installation, cancellation) is { } fault)
            findings.Add(new Finding(FindingLevel.Fault, $"{where}:RefreshToken", fault));
        if (await installations.TokenOfAsync(installation, null, cancellation) is not { } token)
        {
            findings.Add(new Finding(FindingLevel.Warning, $"{where}:RefreshToken", "was not used yet; `serve` uses it at its start."));
            return false;
        }

        switch (await client.CallAsync("auth.test", token, new Dictionary<string, string?>(), cancellation))
        {
            case SlackReply.Ok ok:
                rows.Add([installation.Name, "bot token", $"works in {ok.Body.Text("team")} ({ok.Body.Text("team_id")})"]);
                string[] granted = ok.Scopes?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
                foreach (var (scope, use) in AppManifest.Scopes.Where(scope => ok.Scopes is not null && !granted.Contains(scope.Key)))
                {
                    findings.Add(new Finding(
                        Needed.Contains(scope) ? FindingLevel.Fault : FindingLevel.Warning, $"{where}:BotToken",
                        $"lacks the scope {scope} ({use}). Paste the output of `manifest slack` into the app's manifest, then install it again."));
                }

                return true;
            case SlackReply.Refused refused:
                findings.Add(new Finding(FindingLevel.Fault, $"{where}:BotToken", $"is refused ({refused.Error}). Install the app again and set what \"OAuth & Permissions\" shows."));
                return false;
            default:
                findings.Add(new Finding(FindingLevel.Fault, "Slack:ApiUrl", $"{options.ApiUrl} does not answer. Check the address and the way out of this machine."));
                return false;
        }
    }

    /// <summary>Asks for the address of a connection and opens none: a connection would take what people press from the service.</summary>
    private async Task AppTokenAsync(Installation installation, string where, List<IReadOnlyList<string>> rows, List<Finding> findings, CancellationToken cancellation)
    {
        if (installation.Keys.AppToken is not { Length: > 0 } token)
            return;
        var reply = await client.CallAsync("apps.connections.open", token, new Dictionary<string, string?>(), cancellation);
        rows.Add([installation.Name, "Socket Mode", reply is SlackReply.Ok ? "may connect" : "refused"]);
        if (reply is SlackReply.Refused refused)
        {
            findings.Add(new Finding(
                FindingLevel.Fault, $"{where}:AppToken",
                $"is refused ({refused.Error}). Under \"Basic Information\" of the app make an app-level token with connections:write, and switch Socket Mode on."));
        }
    }

    /// <summary>The connection is the app's, whatever workspaces have it: one of them may hold the token for all.</summary>
    /// <returns>Null where nobody does, or only another app.</returns>
    private Installation? SocketOf(Installation installation) => installations.All.FirstOrDefault(other => other.Name != installation.Name
        && other.Keys.AppToken is { Length: > 0 }
        && (string.IsNullOrEmpty(other.Keys.ClientId) || string.IsNullOrEmpty(installation.Keys.ClientId) || other.Keys.ClientId == installation.Keys.ClientId));

    private async Task ChannelsAsync(List<IReadOnlyList<string>> rows, List<Finding> findings, CancellationToken cancellation)
    {
        string[] readers = [.. named.Channels];
        foreach (var installation in installations.All.Where(installation => installation.Team is not null && installation.Sends))
        {
            if (!await channels.RefreshAsync(installation.Team!.TeamId, readers, cancellation))
                findings.Add(new Finding(FindingLevel.Warning, installation.Name, "could not be asked for all channels; try again in a minute."));
        }

        foreach (string reader in readers)
        {
            var known = installations.All.Where(installation => installation.Team is not null)
                .Select(installation => (installation.Name, Channel: channels.Recall(installation.Team!.TeamId, reader)))
                .Where(found => found.Channel is { Id.Length: > 0 }).ToList();
            if (known.Count == 0)
            {
                rows.Add(["-", reader, "not found: it keeps the inbox"]);
                findings.Add(new Finding(FindingLevel.Warning, reader, "is no channel that the bot can see: what goes there stays in the inbox. Make it, or invite the bot there (/invite @AccountAlerts), or name another in Routing."));
                continue;
            }

            var (name, channel) = known[0];
            rows.Add([name, reader, StateOf(channel!)]);
            if (channel!.Shared)
                findings.Add(new Finding(FindingLevel.Fault, reader, "is shared with another organisation: nothing about a customer is said there. Name another channel in Routing."));
            else if (channel.Archived)
                findings.Add(new Finding(FindingLevel.Fault, reader, "is archived. Unarchive it, or name another channel in Routing."));
        }
    }

    private async Task PeopleAsync(List<IReadOnlyList<string>> rows, List<Finding> findings, CancellationToken cancellation)
    {
        int asked = 0;
        foreach (string email in (await named.PeopleAsync(cancellation)).Order(StringComparer.Ordinal))
        {
            SlackPerson? found = null;
            string name = "-";
            foreach (var installation in installations.All.Where(installation => installation.Team is not null && installation.Sends))
            {
                var person = people.Recall(installation.Team!.TeamId, email);
                if (!people.IsFresh(person) && asked++ < MostPeople)
                    person = await people.LookUpAsync(installation, email, cancellation) ?? person;
                if (person is not null && (found is null || person.Standing == SlackStanding.Member))
                    (found, name) = (person, installation.Name);
                if (found is { Standing: SlackStanding.Member })
                    break;
            }

            rows.Add([name, email, found?.Standing switch
            {
                SlackStanding.Member => $"found, {found.Zone ?? "zone unknown"}",
                null => "not asked",
                SlackStanding.Unknown => "not found: keeps the inbox",
                var other => $"{other.ToString()!.ToLowerInvariant()}: keeps the inbox",
            }]);
            if (!mode.Demo && found is { Standing: not SlackStanding.Member })
                findings.Add(new Finding(FindingLevel.Warning, email, "is no member of the workspace under this address, and keeps the inbox. Compare the address in the team file with the one in Slack."));
        }
    }

    private static string StateOf(SlackChannel channel) => channel switch
    {
        { Shared: true } => "shared with another organisation",
        { Archived: true } => "archived",
        { Member: true } => "open, the bot is a member",
        _ => "open",
    };
}
