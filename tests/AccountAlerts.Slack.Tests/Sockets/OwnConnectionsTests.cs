using AccountAlerts.Slack.Sockets;
using AccountAlerts.TestKit.Fakes;

namespace AccountAlerts.Slack.Tests.Sockets;

/// <summary>Only connections that cannot be ours are somebody else's.</summary>
public sealed class OwnConnectionsTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void While_two_are_replaced_at_once_four_are_ours_until_Slack_has_noticed_the_end_of_the_old_ones()
    {
        var own = new OwnConnections(_clock);
        own.Begin();
        own.Begin();
        Assert.Equal(2, own.Count);

        // Both successors are being opened; Slack counts up to four, whichever hello comes first.
        own.Begin();
        own.Begin();
        Assert.Equal(4, own.Count);
        own.End();
        own.End();
        Assert.Equal(4, own.Count);

        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(2, own.Count);
    }

    [Fact]
    public void One_that_broke_and_is_opened_again_may_be_counted_twice_for_a_minute()
    {
        var own = new OwnConnections(_clock);
        own.Begin();
        own.End();
        own.Begin();

        Assert.Equal(2, own.Count);
        _clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(1, own.Count);
    }
}
