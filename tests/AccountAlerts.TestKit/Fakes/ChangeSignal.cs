namespace AccountAlerts.TestKit.Fakes;

/// <summary>For fakes with a memory: whoever waits for something to hold looks again whenever anything changed.</summary>
internal sealed class ChangeSignal
{
    /// <summary>What is waited for may depend on more than the fake.</summary>
    private static readonly TimeSpan LookAnyway = TimeSpan.FromMilliseconds(200);

    private TaskCompletionSource _changed = New();

    /// <summary>Lets everybody who waits look again.</summary>
    public void Changed() => Interlocked.Exchange(ref _changed, New()).SetResult();

    /// <param name="within">Null for as long as only a failure takes.</param>
    /// <param name="story">What is known, for the message of a failed test.</param>
    /// <exception cref="TimeoutException">It did not come to hold.</exception>
    public async Task WhenAsync(Func<bool> holds, TimeSpan? within, Func<string> story, CancellationToken stopping)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        over.CancelAfter(within ?? Waiting.AtMost);
        while (true)
        {
            Task changed = Volatile.Read(ref _changed).Task;
            if (holds())
                return;
            if (over.IsCancellationRequested)
                throw new TimeoutException("What was waited for did not happen. " + story());
            await Task.WhenAny(changed, Task.Delay(LookAnyway, TimeProvider.System, over.Token));
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
