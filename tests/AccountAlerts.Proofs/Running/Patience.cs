namespace AccountAlerts.Proofs.Running;

/// <summary>Waiting for effects of another process: the only place of these tests where real time passes.</summary>
internal static class Patience
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(2);

    /// <summary>Looks until it is so.</summary>
    /// <param name="every">How often; where looking is costly, not too often.</param>
    /// <returns>False if it was not so within the time.</returns>
    public static async Task<bool> UntilAsync(Func<bool> isSo, TimeSpan atMost, TimeSpan? every = null)
    {
        long start = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(every ?? Look, TimeProvider.System);
        while (!isSo())
        {
            if (TimeProvider.System.GetElapsedTime(start) > atMost)
                return false;
            await timer.WaitForNextTickAsync();
        }

        return true;
    }

    public static Task PassAsync(TimeSpan time) => time > TimeSpan.Zero ? Task.Delay(time, TimeProvider.System) : Task.CompletedTask;
}
