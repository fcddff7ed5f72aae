using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Tests.Routing;

public sealed class RouterTests
{
    private const string Dana = "dana@example.com";
    private const string Sam = "sam@example.com";

    private static readonly Router Router = new(new TeamDirectory(
    [
        new Teammate(Sam, "Sam", TeamRole.Sales, null, "UTC", null, null),
        new Teammate("ops@example.com", "Ola", TeamRole.Operations, null, "UTC", null, null),
    ]));

    [Theory]
    [InlineData(TriggerKind.Risk, Severity.Critical, Dana, true, Dana, RouteReasons.Owner)]
    [InlineData(TriggerKind.Onboarding, Severity.High, Dana, true, Dana, RouteReasons.Owner)]
    [InlineData(TriggerKind.Risk, Severity.Medium, Dana, false, Dana, RouteReasons.Digest)]
    [InlineData(TriggerKind.Risk, Severity.High, null, true, "#customer-success", RouteReasons.NoOwner)]
    [InlineData(TriggerKind.Risk, Severity.Low, null, false, null, RouteReasons.Digest)]
    [InlineData(TriggerKind.Advocacy, Severity.Low, Dana, false, Dana, RouteReasons.Digest)]
    [InlineData(TriggerKind.Expansion, Severity.Low, Dana, true, Sam, RouteReasons.Sales)]
    [InlineData(TriggerKind.Data, Severity.Medium, Dana, true, "ops@example.com", RouteReasons.Operations)]
    public void Severity_says_card_or_list_and_the_kind_says_who(
        TriggerKind kind, Severity severity, string? owner, bool card, string? reader, string reason) =>
        Assert.Equal(new Route(card, reader, reason), Decide(kind, severity, owner));

    [Fact]
    public void A_confidential_account_is_never_spoken_of_in_a_channel() =>
        Assert.Equal(new Route(false, null, RouteReasons.Nobody), Decide(TriggerKind.Risk, Severity.High, null, confidential: true));

    [Fact]
    public void The_accounts_own_sales_come_before_the_roles_only_member() => Assert.Equal(
        "kim@example.com",
        Decide(TriggerKind.Expansion, Severity.Low, Dana, accountTeam: [new AccountTeamMember(1, "sales", "kim@example.com")]).Reader);

    [Fact]
    public void Growth_waits_while_something_is_unpaid_or_broken_unless_it_is_on_a_card_already()
    {
        Assert.Equal(RouteReasons.WaitsForRisk, Decide(TriggerKind.Expansion, Severity.Low, Dana, hold: true).Reason);
        Assert.True(Decide(TriggerKind.Expansion, Severity.Low, Dana, hold: true, onCard: true).Card);
    }

    [Fact]
    public void What_was_handed_over_goes_to_whom_it_was_handed() =>
        Assert.Equal(new Route(true, Sam, RouteReasons.Assignee), Decide(TriggerKind.Risk, Severity.Medium, Dana, assignee: Sam));

    [Fact]
    public void An_observed_trigger_tells_nobody() =>
        Assert.Equal(RouteReasons.Observed, Decide(TriggerKind.Risk, Severity.Critical, Dana, mode: TriggerMode.Observe).Reason);

    private static Route Decide(
        TriggerKind kind, Severity severity, string? owner, bool confidential = false, bool hold = false, bool onCard = false,
        string? assignee = null, TriggerMode mode = TriggerMode.Live, IReadOnlyList<AccountTeamMember>? accountTeam = null)
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
        var account = new AccountSnapshot(
            1, "fernway", "Fernway", new DateOnly(2026, 6, 5), null, null, null, null, owner, confidential, 60, null, null, "", hold, [], false);
        return Router.Decide(alert, mode, account, [alert], accountTeam ?? [], onCard);
    }
}
