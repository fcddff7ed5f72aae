using AccountAlerts.Engine.Delivery;

namespace AccountAlerts.Engine.Tests.Delivery;

public sealed class DeliveryDelaysTests
{
    [Fact]
    public void A_share_is_the_smallest_value_that_so_many_do_not_exceed()
    {
        var delays = DeliveryDelays.Of([.. Enumerable.Range(1, 200).Select(i => TimeSpan.FromSeconds(i))]);

        Assert.Equal((100.0, 180.0, 198.0, 200.0), (delays.Median.TotalSeconds, delays.Ninetieth.TotalSeconds, delays.NinetyNinth.TotalSeconds, delays.Longest.TotalSeconds));
        Assert.Equal(DeliveryDelays.None, DeliveryDelays.Of([]));
        Assert.Equal(TimeSpan.FromSeconds(7), DeliveryDelays.Of([TimeSpan.FromSeconds(7)]).NinetyNinth);
    }
}
