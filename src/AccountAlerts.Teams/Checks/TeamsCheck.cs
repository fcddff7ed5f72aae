using AccountAlerts.Engine.Checks;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Teams.Installations;
using AccountAlerts.Teams.Settings;
using AccountAlerts.Teams.Tokens;

namespace AccountAlerts.Teams.Checks;

/// <summary>Whether Entra knows the bot, whether Teams can reach us, which of the channels that routes name are open, and whom the bot cannot reach yet.</summary>
public sealed class TeamsCheck(
    TeamsOptions options, ITeamsTokens tokens, SigningKeys keys, EndpointProbe endpoint, TeamsPeople people, TeamsPlaces places, NamedReaders named, AlertingMode mode) : ICheck
{
    private const string Manual = "docs/teams-admin.md";

    private static readonly string[] Columns = ["what", "state"];

    public string Title => "Teams";

    public async Task<CheckReport> RunAsync(CancellationToken cancellation)
    {
        var rows = new List<IReadOnlyList<string>>();
        var findings = new List<Finding>();
        if (options.Anonymous)
        {
            rows.Add(["tokens", "none: only this machine is answered (Teams:Anonymous)"]);
            findings.Add(new Finding(FindingLevel.Note, "Teams:Anonymous", "is for development: Teams itself cannot reach this bot. Set AppId, TenantId and a secret for it."));
        }
        else
        {
            rows.Add(["bot", $"{options.AppId} of tenant {options.TenantId}; people of {string.Join(", ", options.TenantsInForce)} are answered"]);
            await TokenAsync(rows, findings, cancellation);
            await KeysAsync(rows, findings, cancellation);
            await EndpointAsync(rows, findings, cancellation);
        }

        foreach (var team in places.Teams)
            rows.Add([$"team {team.Name ?? team.TeamId}", team.Installed ? "has the app" : "had the app: nothing is said there"]);
        if (!mode.Demo)
        {
            Channels(rows, findings);
            await PeopleAsync(rows, findings, cancellation);
        }

        return new CheckReport(new CheckTable(Columns, rows), findings);
    }

    private async Task TokenAsync(List<IReadOnlyList<string>> rows, List<Finding> findings, CancellationToken cancellation)
    {
        string proof = options.ManagedIdentity ? nameof(TeamsOptions.ManagedIdentity) : options.CertificatePath is { Length: > 0 } ? nameof(TeamsOptions.CertificatePath) : nameof(TeamsOptions.ClientSecret);
        if (BotCertificate.FaultOf(options) is { } unusable)
        {
            rows.Add(["token", "none: the certificate cannot be used"]);
            findings.Add(new Finding(FindingLevel.Fault, $"Teams:{nameof(TeamsOptions.CertificatePath)}", unusable));
            return;
        }

        switch (await tokens.GetAsync(null, cancellation))
        {
            case TokenAnswer.Token:
                rows.Add(["token", $"Entra gives one for Teams:{proof}"]);
                break;
            case TokenAnswer.Refused refused:
                rows.Add(["token", "refused"]);
                findings.Add(new Finding(FindingLevel.Fault, $"Teams:{proof}", $"is refused by Entra ({refused.Reason}). Compare Teams:AppId and Teams:TenantId with the bot's app registration, and make a new secret or certificate there."));
                break;
            case TokenAnswer.Unclear unclear:
                rows.Add(["token", "not known"]);
                findings.Add(new Finding(FindingLevel.Fault, "Teams:LoginUrl", $"{options.LoginInForce} does not answer ({unclear.Reason}). Check the address and the way out of this machine."));
                break;
        }
    }

    private async Task KeysAsync(List<IReadOnlyList<string>> rows, List<Finding> findings, CancellationToken cancellation)
    {
        try
        {
            await keys.FindAsync("", cancellation);
            rows.Add(["keys", $"published at {options.MetadataInForce.Host}"]);
        }
        catch (InvalidOperationException)
        {
            rows.Add(["keys", "cannot be had"]);
            findings.Add(new Finding(FindingLevel.Fault, "Teams:OpenIdMetadata", $"{options.MetadataInForce} does not name the keys of those who call us: nothing from Teams can be taken. Check the address and the way out of this machine."));
        }
    }

    private async Task EndpointAsync(List<IReadOnlyList<string>> rows, List<Finding> findings, CancellationToken cancellation)
    {
        switch (await endpoint.LookAsync(cancellation))
        {
            case EndpointState.NotSet:
                rows.Add(["endpoint", "not known"]);
                findings.Add(new Finding(FindingLevel.Warning, "PublicUrl", $"is not set, so it cannot be told whether Teams reaches this service. Set it to the https address whose /api/messages stands in the Azure Bot's page \"Configuration\" ({Manual})."));
                break;
            case EndpointState.NotHttps:
                rows.Add(["endpoint", "not https"]);
                findings.Add(new Finding(FindingLevel.Fault, "PublicUrl", "is no https address: Teams calls no other. Put a proxy or tunnel with a certificate in front of this service."));
                break;
            case EndpointState.Answers:
                rows.Add(["endpoint", $"{endpoint.Address} answers"]);
                break;
            case EndpointState.Other:
                rows.Add(["endpoint", "somebody else answers"]);
                findings.Add(new Finding(FindingLevel.Warning, "PublicUrl", $"{endpoint.Address} answers, but not as this service does. Is the service running, and does the proxy lead /api/messages to it?"));
                break;
            case EndpointState.Silent:
                rows.Add(["endpoint", "does not answer"]);
                findings.Add(new Finding(FindingLevel.Warning, "PublicUrl", $"{endpoint.Address} does not answer from here. Is the service running, and open to the internet? Teams needs it."));
                break;
        }
    }

    private void Channels(List<IReadOnlyList<string>> rows, List<Finding> findings)
    {
        foreach (string reader in named.Channels)
        {
            var channel = places.Recall(reader);
            rows.Add([reader, channel switch
            {
                null => "not found: it keeps the inbox",
                { IsShared: true } => "shared",
                { Lost: true } => "deleted",
                _ => places.IsOpen(channel) ? "open" : "the app is not in the team",
            }]);
            if (channel is null)
                findings.Add(new Finding(FindingLevel.Warning, reader, $"is no channel of a team that has the app: what goes there stays in the inbox. Add the app to the team ({Manual}), or name another channel in Routing."));
            else if (channel.IsShared)
                findings.Add(new Finding(FindingLevel.Fault, reader, "is a shared channel, where another organisation may be present: nothing about a customer is said there. Name another channel in Routing."));
            else if (!places.IsOpen(channel))
                findings.Add(new Finding(FindingLevel.Fault, reader, channel.Lost ? "was deleted. Name another channel in Routing." : $"belongs to a team from which the app was removed. Add it again ({Manual}), or name another channel in Routing."));
        }
    }

    private async Task PeopleAsync(List<IReadOnlyList<string>> rows, List<Finding> findings, CancellationToken cancellation)
    {
        foreach (string email in (await named.PeopleAsync(cancellation)).Order(StringComparer.Ordinal))
        {
            var person = people.Recall(email);
            rows.Add([email, person?.Standing switch
            {
                TeamsStanding.Reached => $"reached, {person.Zone ?? "zone unknown"}",
                TeamsStanding.NotInstalled => "not installed",
                TeamsStanding.Removed => "removed the app",
                TeamsStanding.Blocked => "blocked the bot",
                TeamsStanding.Outsider => "a guest of the tenant",
                _ => "not known",
            }]);
            string? mend = person?.Standing switch
            {
                TeamsStanding.Reached => null,
                TeamsStanding.Removed or TeamsStanding.NotInstalled => $"has not installed the app: their cards go to the next person. Install it for them with the set-up policy ({Manual}), or ask them to add it in Teams.",
                TeamsStanding.Blocked => "blocked the bot: their cards go to the next person. They can unblock it in the chat's menu in Teams.",
                TeamsStanding.Outsider => "is a guest from another organisation, and told nothing. Is it the right address in the team file?",
                _ => $"is not known in Teams yet: their cards go to the next person. Install the app for them with the set-up policy ({Manual}), and compare the address in the team file with the one in Teams.",
            };
            if (mend is not null)
                findings.Add(new Finding(FindingLevel.Warning, email, mend));
        }
    }
}
