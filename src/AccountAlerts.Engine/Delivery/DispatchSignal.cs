using System.Threading.Channels;

namespace AccountAlerts.Engine.Delivery;

/// <summary>Wakes the dispatcher of this process; many calls before it looks count as one.</summary>
public sealed class DispatchSignal
{
    private readonly Channel<bool> _channel = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Wake() => _channel.Writer.TryWrite(true);

    /// <summary>Completes once woken, after the wake-up was taken.</summary>
    internal async Task WaitAsync(CancellationToken cancellation) => await _channel.Reader.ReadAsync(cancellation);
}
