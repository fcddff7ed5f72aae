using System.Text.Json;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Tests.EndToEnd;

/// <summary>What <c>check</c> finds about routes is so, of as many accounts as it says.</summary>
public sealed class RoutingFindingsTests
{
    private const string Team =
        "email,name,role,manager_email\ndana@example.com,Dana Whitfield,csm,noor@example.com\nlee@example.com,Lee Okafor,csm,\nnoor@example.com,Noor Haddad,manager,\n"
        + "max@example.com,Max Lind,manager,\nsam@example.com,Sam Ito,sales,\nsue@example.com,Sue Ito,sales,\n";

    private const string Accounts =
        "account_id,name,seats,owner_email,created_on\na1,Amber Lane,10,dana@example.com,2025-01-01\nb1,Birch Hall,10,lee@example.com,2025-01-01\nc1,Cedar Row,10,,2025-01-01\n";

    [Fact]
    public async Task A_role_that_leads_to_nobody_is_told_with_the_accounts_it_is_so_for()
    {
        using Installation at = SeatScene.Install();
        at.Write("templates/alerts/seats-full.md", SeatAlert.Template.Replace("audience: [owner]", "audience: [owner, manager, sales, finance]"));
        await EvaluatedAsync(at, ("account_team.csv", "account_id,role,email\na1,sales,sam@example.com\n"));

        Assert.Equal(
            [
                "finance: nobody has this role for 3 of 3 accounts: what is for them goes to the owner, and for 1 without an owner to nobody. Add rows to account_team, or set Routing:Audiences:finance. Asked for by seats-full.",
                "manager: no manager is known for 2 of 3 accounts: what is for them goes to the owner, and for 1 without an owner to nobody. Add manager_email to the team file, or set Routing:Audiences:manager. Asked for by seats-full.",
                "sales: several teammates have this role, and no row of account_team says whose it is for 2 of 3 accounts: what is for them goes to the owner, and for 1 without an owner to nobody. Add rows to account_team, or set Routing:Audiences:sales. Asked for by seats-full.",
            ],
            await FindingsAsync(at));

        at.Settings["Routing:Audiences:finance"] = "#finance";
        at.Settings["Routing:Audiences:sales"] = "#sales";
        at.Settings["Routing:Audiences:manager"] = "noor@example.com";
        Assert.Empty(await FindingsAsync(at));
    }

    [Fact]
    public async Task A_rule_that_cannot_be_meant_is_told_before_anything_was_sent_by_it()
    {
        using Installation at = SeatScene.Install();
        at.Settings["Routing:all:Order"] = "1";
        at.Settings["Routing:all:To"] = "#everything, zoe@example.com";
        at.Settings["Routing:late:Order"] = "2";
        at.Settings["Routing:late:Kinds"] = "risk";
        at.Settings["Routing:late:To"] = "owner";
        await EvaluatedAsync(at);

        Assert.Equal(
            [
                "#everything: is wide: Routing:all has no condition, so every alert of every account goes there. Narrow the rule by kind, severity, segment, tag, owner or ARR.",
                "Routing:all: names zoe@example.com, who is not on the team: their hours are UTC, and nobody stands in for them. Add them to the team file, or correct the address.",
                "Routing:late: is never asked: Routing:all comes before it and has no condition. Give it a lower Order, or that one a condition.",
            ],
            await FindingsAsync(at));
    }

    private static async Task EvaluatedAsync(Installation at, params (string Name, string Text)[] more)
    {
        await using RunningProduct product = await RunningProduct.StartAsync(at);
        await product.TakeAsync([("team.csv", Team), ("accounts.csv", Accounts), ("usage.csv", SeatScene.Seats("2026-06-09", 5, "a1", "b1", "c1")), .. more]);
        await product.TickAsync();
    }

    private static async Task<string[]> FindingsAsync(Installation at) =>
    [
        .. JsonDocument.Parse(await at.ResultAsync("check", "--json")).RootElement.GetProperty("findings").EnumerateArray()
            .Where(finding => finding.GetProperty("check").GetString() == "routing")
            .Select(finding => $"{finding.GetProperty("where").GetString()}: {finding.GetProperty("text").GetString()}").Order(StringComparer.Ordinal),
    ];
}
