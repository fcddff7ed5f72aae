using System.Text.Json.Nodes;
using AccountAlerts.TestKit.Conformance;
using AccountAlerts.TestKit.Teams;

namespace AccountAlerts.Teams.Tests.Conformance;

/// <summary>The fake connector is one that Microsoft's own client understands.</summary>
public sealed class ConnectorSdkTests
{
    [NodeFact]
    public async Task Microsofts_client_makes_every_call_that_ours_makes()
    {
        await using var fake = await FakeTeams.StartAsync();
        var dana = fake.AddUser("dana@example.com", "Dana Moss");
        var lee = fake.AddUser("lee@example.com", "Lee Ash");
        FakeTeams.InstallSilently(dana);
        var team = fake.AddTeam("Customer Success", dana, lee);
        FakeTeams.InstallSilently(team);
        var channel = fake.AddChannel(team, "alerts");
        fake.PageSize = 1;

        var (exit, lines, faults) = await NodeScript.RunAsync("teams-connector.mjs", new Dictionary<string, string>
        {
            ["SERVICE_URL"] = fake.ServiceUrl.ToString().TrimEnd('/'),
            ["TOKEN"] = fake.NewToken(),
            ["TENANT"] = fake.TenantId,
            ["BOT"] = fake.BotId,
            ["USER"] = dana.AadObjectId,
            ["TEAM"] = team.Id,
            ["CHANNEL"] = channel.Id,
        });

        Assert.True(exit == 0, faults + string.Join('\n', lines) + fake.Story());
        Assert.Equal(
            [
                "the same chat: true", "ids: true", "member: \"Dana Moss dana@example.com\"", "thread: true", "members: [\"Dana Moss\",\"Lee Ash\"]", "team: \"Customer Success\"",
                "channels: [null,\"alerts\"]", "group chat: \"400 BadSyntax\"", "thread without message: \"400 BadSyntax\"", "unknown conversation: \"404 ConversationNotFound\"",
                "unknown message: \"404 ActivityNotFoundInConversation\"", "done: true",
            ],
            lines.Select(line => JsonNode.Parse(line)!).Select(line => $"{line["what"]}: {line["value"]!.ToJsonString()}"));
        Assert.Equal(["three"], fake.Chat(dana).Select(post => post.Text));
        var root = Assert.Single(fake.Threads(channel));
        Assert.Equal("below", Assert.Single(fake.Thread(root)).Text);
    }
}
