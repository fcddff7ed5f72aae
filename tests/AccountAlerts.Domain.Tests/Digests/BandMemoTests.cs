using AccountAlerts.Domain.Digests;
using AccountAlerts.Domain.Health;

namespace AccountAlerts.Domain.Tests.Digests;

public sealed class BandMemoTests
{
    private static readonly DateOnly Today = new(2026, 6, 3);

    [Fact]
    public void The_first_sight_of_a_band_is_no_change()
    {
        Assert.Equal((new BandMemo(Band.Critical, null, null), false), BandMemo.Step(null, 12, Today));
    }

    [Theory]
    [InlineData(Band.Healthy, 78, false, "two below the edge may swing back")]
    [InlineData(Band.Healthy, 77, true, "three below the edge")]
    [InlineData(Band.Healthy, 49, true, "past the nearest edge by far, if only just past the next")]
    [InlineData(Band.AtRisk, 48, false, "two below")]
    [InlineData(Band.AtRisk, 47, true, "three below")]
    [InlineData(Band.AtRisk, 82, false, "two above")]
    [InlineData(Band.AtRisk, 83, true, "three above")]
    [InlineData(Band.Critical, 52, false, "two above")]
    [InlineData(Band.Critical, 81, true, "two bands up")]
    public void A_change_is_said_three_points_past_the_edge(Band said, int score, bool expected, string why)
    {
        Assert.True(expected == BandMemo.Step(new BandMemo(said, null, null), score, Today).Say, why);
    }

    [Fact]
    public void A_small_change_is_said_once_it_has_lasted_two_days()
    {
        var (first, saidFirst) = BandMemo.Step(new BandMemo(Band.Healthy, null, null), 79, Today);
        var (second, saidSecond) = BandMemo.Step(first, 79, Today.AddDays(1));
        var (third, saidThird) = BandMemo.Step(second, 79, Today.AddDays(2));

        Assert.Equal((false, false, true), (saidFirst, saidSecond, saidThird));
        Assert.Equal(new BandMemo(Band.AtRisk, null, null), third);
        Assert.False(BandMemo.Step(third, 79, Today.AddDays(3)).Say);
    }

    [Fact]
    public void One_that_swings_back_begins_anew()
    {
        var (away, _) = BandMemo.Step(new BandMemo(Band.Healthy, null, null), 79, Today);
        var (back, _) = BandMemo.Step(away, 81, Today.AddDays(1));

        Assert.False(BandMemo.Step(back, 79, Today.AddDays(2)).Say);
    }
}
