using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Tests.Routing;

public sealed class RouterTests
{
    private const string Dana = "dana@example.com";
    private const string Noor = "noor@example.com";
    private const string Sam = "sam@example.com";
    private const string Ola = "ola@example.com";
    private const string Pool = "#customer-success";

    private static readonly TeamDirectory Team = new(
    [
        new Teammate(Dana, "Dana", TeamRole.Csm, Noor, "UTC", null, null),
        new Teammate(Noor, "Noor", TeamRole.Manager, null, "UTC", null, null),
        new Teammate(Sam, "Sam", TeamRole.Sales, null, "UTC", null, null),
        new Teammate(Ola, "Ola", TeamRole.Operations, null, "UTC", null, null),
        new Teammate("ira@example.com", "Ira", TeamRole.Support, null, "UTC", null, null),
        new Teammate("uma@example.com", "Uma", TeamRole.Support, null, "UTC", null, null),
    ]);

    [Theory]
    [InlineData(TriggerKind.Risk, Severity.Critical, Dana, "owner", Dana, RouteWay.Card, "urgent risk interrupts its owner")]
    [InlineData(TriggerKind.Onboarding, Severity.High, Dana, "owner", Dana, RouteWay.Card, "so does onboarding")]
    [InlineData(TriggerKind.Risk, Severity.Medium, Dana, "owner", Dana, RouteWay.Digest, "what is not urgent is a row")]
    [InlineData(TriggerKind.Risk, Severity.Low, Dana, "owner", Dana, RouteWay.Digest, "what is not urgent is a row")]
    [InlineData(TriggerKind.Advocacy, Severity.Low, Dana, "owner", Dana, RouteWay.Digest, "nobody is interrupted for praise")]
    [InlineData(TriggerKind.Risk, Severity.High, null, "owner", Pool, RouteWay.Card, "without an owner it waits in the pool")]
    [InlineData(TriggerKind.Risk, Severity.Low, null, "owner", Pool, RouteWay.Digest, "the pool lists what is not urgent")]
    [InlineData(TriggerKind.Expansion, Severity.Low, Dana, "sales", Sam, RouteWay.Card, "growth goes to sales")]
    [InlineData(TriggerKind.Expansion, Severity.Low, Dana, "owner", Dana, RouteWay.Digest, "its owner reads of it in the morning")]
    [InlineData(TriggerKind.Data, Severity.Medium, Dana, "operations", Ola, RouteWay.Card, "data goes to operations")]
    [InlineData(TriggerKind.Risk, Severity.High, Dana, "manager", Noor, RouteWay.Card, "the owner's own manager")]
    [InlineData(TriggerKind.Risk, Severity.High, Dana, "support", Dana, RouteWay.Card, "two could be meant: its owner")]
    [InlineData(TriggerKind.Risk, Severity.High, Dana, "finance", Dana, RouteWay.Card, "nobody has the role: its owner")]
    [InlineData(TriggerKind.Risk, Severity.High, null, "finance", null, RouteWay.Card, "nobody at all")]
    public void Severity_says_card_or_row_and_the_role_says_who(
        TriggerKind kind, Severity severity, string? owner, string role, string? reader, RouteWay way, string why)
    {
        var route = Assert.Single(Decide(kind, severity, owner, [role]).Routes);

        Assert.True((reader, way) == (route.Reader, route.Way), $"{why}: {route}");
    }

    [Fact]
    public void Every_role_of_an_audience_is_a_reader_of_its_own() => Assert.Equal(
        [Dana, Noor, Sam], Decide(TriggerKind.Risk, Severity.Critical, Dana, ["owner", "manager", "sales"]).Reaching.Select(route => route.Reader));

    [Fact]
    public void Who_is_meant_twice_reads_it_once_in_the_louder_way()
    {
        var itinerary = Decide(TriggerKind.Expansion, Severity.Low, Sam, ["owner", "sales"]);

        Assert.Equal(new Route("owner", Sam, RouteWay.Card, RouteReasons.Owner), Assert.Single(itinerary.Routes));
    }

    [Fact]
    public void The_accounts_own_sales_come_before_the_roles_only_member()
    {
        var route = Assert.Single(Decide(
            TriggerKind.Expansion, Severity.Low, Dana, ["sales"], accountTeam: [new AccountTeamMember(1, "Sales", "Kim@example.com")]).Routes);

        Assert.Equal(("kim@example.com", RouteReasons.AccountTeam), (route.Reader, route.Found));
    }

    [Fact]
    public void A_role_that_no_person_has_may_have_a_channel()
    {
        var rules = RoutingRules.Default with { Audiences = new Dictionary<string, string> { ["support"] = "#support" } };

        var route = Assert.Single(Decide(TriggerKind.Risk, Severity.High, Dana, ["support"], rules: rules).Routes);

        Assert.Equal(("#support", RouteReasons.Audience), (route.Reader, route.Found));
    }

    [Fact]
    public void Of_a_confidential_account_only_its_owner_and_the_manager_hear()
    {
        var itinerary = Decide(TriggerKind.Risk, Severity.Critical, Dana, ["owner", "manager", "sales", "support"], confidential: true);

        Assert.Equal([Dana, Noor], itinerary.Reaching.Select(route => route.Reader));
        Assert.Equal(RouteReasons.Confidential, itinerary.Routes[^1].Found);
    }

    [Fact]
    public void A_confidential_account_is_never_spoken_of_in_a_channel()
    {
        var rules = RoutingRules.Default with { Audiences = new Dictionary<string, string> { ["support"] = "#support" } };

        Assert.Empty(Decide(TriggerKind.Risk, Severity.High, null, ["owner", "support"], confidential: true, rules: rules).Reaching);
    }

    [Fact]
    public void Growth_of_a_confidential_account_is_its_owners() =>
        Assert.Equal(Dana, Assert.Single(Decide(TriggerKind.Expansion, Severity.Low, Dana, ["sales"], confidential: true).Reaching).Reader);

    [Fact]
    public void What_was_handed_over_is_a_card_for_whom_it_was_handed_and_those_above_hear_of_it_as_before()
    {
        var itinerary = Decide(TriggerKind.Risk, Severity.Medium, Dana, ["owner", "manager", "sales"], assignee: Sam);

        Assert.Equal([(Sam, RouteWay.Card), (Noor, RouteWay.Digest)], itinerary.Routes.Select(route => (route.Reader, route.Way)));
        Assert.Equal(RouteRules.HandedOver, itinerary.Rule);
    }

    internal static Itinerary Decide(
        TriggerKind kind, Severity severity, string? owner, string[] audience, bool confidential = false, string? assignee = null,
        IReadOnlyList<AccountTeamMember>? accountTeam = null, RoutingRules? rules = null, AccountSnapshot? account = null, TeamDirectory? team = null)
    {
        var alert = new Alert
        {
            Key = new AlertKey(1, "x", SubjectKind.Account, "fernway"),
            Episode = 1,
            Kind = kind,
            SubjectLabel = "Fernway",
            OpenedAt = DateTimeOffset.UnixEpoch,
            ChangedAt = DateTimeOffset.UnixEpoch,
            Status = new AlertStatus { State = AlertState.Open, Severity = severity, Mark = new Mark(severity, null), Assignee = assignee },
        };
        account ??= new AccountSnapshot(
            1, "fernway", "Fernway", new DateOnly(2026, 6, 5), null, null, null, null, owner, confidential, 60, null, null, "", false, [], false);
        return new Router(team ?? Team, rules ?? RoutingRules.Default).Decide(alert, audience, account, accountTeam ?? []);
    }
}
