using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Tests.Conversations;

public sealed class AccessRuleTests
{
    private const string Dana = "dana@example.com";

    private static readonly TeamDirectory Team = new(
    [
        Mate("dana", "noor", backup: "sam@example.com"), Mate("lee", "noor"), Mate("kim", "max"), Mate("sam", "max"),
        Mate("noor", "vera", TeamRole.Manager), Mate("max", "vera", TeamRole.Manager), Mate("vera", null, TeamRole.Executive),
        Mate("ola", null, TeamRole.Operations),
    ]);

    [Theory]
    [InlineData("dana", true, true, true, true, "the owner")]
    [InlineData("sam", true, true, true, true, "who covers for the owner")]
    [InlineData("noor", true, true, true, true, "the owner's manager")]
    [InlineData("vera", true, true, true, true, "the manager's manager")]
    [InlineData("lee", true, true, false, false, "a colleague with the same manager")]
    [InlineData("kim", true, false, false, false, "a colleague of another team")]
    [InlineData("max", true, false, false, false, "another team's manager")]
    [InlineData("ola", true, true, true, false, "operations minds all data but what is confidential")]
    [InlineData("stranger", false, false, false, false, "nobody whom the team file names")]
    public void Access_is_all_the_team_or_ones_own(string who, bool all, bool team, bool own, bool confidential, string why)
    {
        string reader = who + "@example.com";
        var account = new AccountHead(Dana, false, []);

        Assert.True(all == AccessRule.May(AccessScope.All, reader, account, Team), why);
        Assert.True(team == AccessRule.May(AccessScope.Team, reader, account, Team), why);
        Assert.True(own == AccessRule.May(AccessScope.Own, reader, account, Team), why);
        Assert.True(confidential == AccessRule.May(AccessScope.All, reader, account with { Confidential = true }, Team), why);
    }

    [Fact]
    public void Who_has_a_role_for_an_account_sees_it_unless_it_is_confidential()
    {
        var account = new AccountHead(Dana, false, ["kim@example.com"]);

        Assert.True(AccessRule.May(AccessScope.Own, "kim@example.com", account, Team));
        Assert.False(AccessRule.May(AccessScope.Own, "kim@example.com", account with { Confidential = true }, Team));
    }

    [Fact]
    public void Whom_the_owner_named_sees_what_the_owner_sees()
    {
        var account = new AccountHead(Dana, true, []) { Cover = "kim@example.com" };

        Assert.True(AccessRule.May(AccessScope.Own, "Kim@example.com", account, Team));
        Assert.False(AccessRule.May(AccessScope.Own, "lee@example.com", account, Team));
    }

    [Fact]
    public void A_cover_is_one_for_as_long_as_the_absence_lasts()
    {
        var away = new TeamDirectory(
            [new Teammate(Dana, "Dana", TeamRole.Csm, null, "Pacific/Honolulu", null, null)],
            said: new Dictionary<string, SaidAbsence>(StringComparer.OrdinalIgnoreCase) { [Dana] = new(new DateOnly(2026, 6, 8), "kim@example.com", null) });

        Assert.Equal("kim@example.com", away.CoverOf("Dana@example.com", new DateTimeOffset(2026, 6, 8, 9, 59, 0, TimeSpan.Zero)));
        Assert.Null(away.CoverOf(Dana, new DateTimeOffset(2026, 6, 8, 10, 0, 0, TimeSpan.Zero)));
        Assert.Null(away.CoverOf("kim@example.com", default));
    }

    [Fact]
    public void An_account_without_an_owner_is_everybodys_and_without_a_team_file_so_is_every_account()
    {
        Assert.True(AccessRule.May(AccessScope.Own, "kim@example.com", new AccountHead(null, false, []), Team));
        Assert.True(AccessRule.May(AccessScope.Own, "kim@example.com", new AccountHead(Dana, true, []), new TeamDirectory([])));
    }

    [Fact]
    public void Managers_in_a_ring_end_the_search()
    {
        var ring = new TeamDirectory([Mate("dana", "noor"), Mate("noor", "dana"), Mate("kim", null)]);

        Assert.False(AccessRule.May(AccessScope.Own, "kim@example.com", new AccountHead(Dana, false, []), ring));
    }

    private static Teammate Mate(string name, string? manager, TeamRole role = TeamRole.Csm, string? backup = null) =>
        new(name + "@example.com", name, role, manager is null ? null : manager + "@example.com", "UTC", backup, null);
}
