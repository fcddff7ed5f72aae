using AccountAlerts.Domain.Health;

namespace AccountAlerts.Domain.Tests.Health;

public sealed class GroupHealthTests
{
    [Fact]
    public void Scores_are_weighted_by_money_and_who_has_none_is_left_out()
    {
        var group = GroupHealth.Of([Member("a", 90, 30), Member("b", 38, 10), Member("c", null, 1000), Member("d", 60, 20)]);

        // (90 x 30 + 38 x 10 + 60 x 20) / 60 = 71.33
        Assert.Equal((4, 3, 71, Band.AtRisk, 1), (group.Accounts, group.Scored, group.Score, group.Band, group.Critical));
        Assert.Equal([(Band.Critical, 10.0), (Band.AtRisk, 20.0), (Band.Healthy, 30.0)], group.ArrByBand);
        Assert.Equal(("b", 38), (group.Lowest?.AccountId, group.Lowest?.Score));
    }

    [Fact]
    public void Where_nobody_knows_any_money_all_weigh_the_same() =>
        Assert.Equal(70, GroupHealth.Of([Member("a", 90, null), Member("b", 50, null)]).Score);

    [Fact]
    public void Who_has_no_money_beside_others_who_have_weighs_nothing() =>
        Assert.Equal(90, GroupHealth.Of([Member("a", 90, 5), Member("b", 50, null)]).Score);

    [Fact]
    public void A_half_is_rounded_up() => Assert.Equal(50, GroupHealth.Of([Member("a", 49, 1), Member("b", 50, 1)]).Score);

    [Fact]
    public void Without_any_score_there_is_none()
    {
        var group = GroupHealth.Of([Member("a", null, 1), Member("b", null, 1)]);
        Assert.Equal((2, 0, null, null, 0, null), (group.Accounts, group.Scored, group.Score, group.Band, group.Critical, group.Lowest));
    }

    private static GroupMember Member(string id, int? score, double? arr) => new(id, id.ToUpperInvariant(), score, arr);
}
