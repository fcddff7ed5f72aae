namespace AccountAlerts.Engine.Delivery;

/// <summary>Wakes the dispatcher of this process; many calls before it looks count as one, and everybody who waits is woken.</summary>
public sealed class DispatchSignal
{
    private volatile TaskCompletionSource _next = New();

    /// <summary>Completes at the next <see cref="Wake"/>. Take it before looking for work, so that no news is missed in between.</summary>
    internal Task Next => _next.Task;

    public void Wake() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
