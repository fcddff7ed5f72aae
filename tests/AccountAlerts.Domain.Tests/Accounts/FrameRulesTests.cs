using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Domain.Tests.Accounts;

public sealed class FrameRulesTests
{
    private const int HoldFor = 14;

    private static readonly DateOnly Today = new(2026, 6, 5);

    [Theory]
    [InlineData(0, 0, -1, "today is still running")]
    [InlineData(0, -1, -1, "yesterday arrived")]
    [InlineData(0, -3, -3, "the pipeline is two days late")]
    [InlineData(-10, -10, -10, "a past day is complete")]
    [InlineData(-10, -12, -12, "a past day without a row of anybody is a late day, not a silent one")]
    [InlineData(5, 0, -1, "a day to come is live too")]
    public void Usage_is_complete_through_the_newest_whole_day(int asOf, int newest, int complete, string why)
    {
        var freshness = FrameRules.Usage(Today.AddDays(asOf), Today, Today.AddDays(newest), HoldFor);

        Assert.True(freshness is { Connected: true, Stale: false } && freshness.CompleteThrough == Today.AddDays(complete), why);
    }

    [Theory]
    [InlineData(-14, false)]
    [InlineData(-15, true)]
    public void Usage_goes_stale_after_the_holding_time(int newest, bool stale) =>
        Assert.Equal(stale, FrameRules.Usage(Today, Today, Today.AddDays(newest), HoldFor).Stale);

    [Fact]
    public void Usage_that_nobody_has_a_row_of_was_never_connected() =>
        Assert.Equal(StreamFreshness.Never, FrameRules.Usage(Today, Today, null, HoldFor));

    [Fact]
    public void Other_streams_are_complete_through_their_last_read_when_live_and_through_the_day_when_past()
    {
        Assert.Equal(new StreamFreshness(true, Today.AddDays(-2), false), FrameRules.Other(Today, Today, Today.AddDays(-90), Today.AddDays(-2), HoldFor));
        Assert.Equal(new StreamFreshness(true, Today.AddDays(-20), true), FrameRules.Other(Today, Today, Today.AddDays(-90), Today.AddDays(-20), HoldFor));
        Assert.Equal(
            new StreamFreshness(true, Today.AddDays(-40), false), FrameRules.Other(Today.AddDays(-40), Today, Today.AddDays(-90), Today.AddDays(-60), HoldFor));
    }

    [Fact]
    public void A_stream_is_connected_from_the_day_of_its_first_row()
    {
        Assert.False(FrameRules.Other(Today.AddDays(-40), Today, Today.AddDays(-39), Today, HoldFor).Connected);
        Assert.False(FrameRules.Other(Today, Today, null, Today, HoldFor).Connected);
        Assert.True(FrameRules.Other(Today, Today, Today.AddDays(-90), null, HoldFor).Stale);
    }

    [Fact]
    public void What_is_said_of_the_account_itself_does_not_go_stale() =>
        Assert.Equal(
            new StreamFreshness(true, Today, false), FrameRules.Of(FactStream.Accounts, Today, Today, null, null, Today.AddDays(-300), HoldFor));
}
