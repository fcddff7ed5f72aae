namespace AccountAlerts.TestKit;

/// <summary>Waiting for what happens in real time: for the fact itself, however busy the machine is.</summary>
public static class Waiting
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    /// <summary>Long enough for a machine that has many other things to do; only a failure takes as long.</summary>
    public static TimeSpan AtMost { get; } = TimeSpan.FromMinutes(3);

    /// <summary>Looks until it is so.</summary>
    /// <param name="story">What is known, for the message of a failed test.</param>
    /// <exception cref="TimeoutException">It did not come to hold.</exception>
    public static async Task UntilAsync(Func<Task<bool>> holds, Func<string>? story = null)
    {
        for (long began = TimeProvider.System.GetTimestamp(); !await holds(); await Task.Delay(Look, TimeProvider.System))
        {
            if (TimeProvider.System.GetElapsedTime(began) > AtMost)
                throw new TimeoutException("What was waited for did not happen. " + story?.Invoke());
        }
    }
}
