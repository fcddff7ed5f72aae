namespace AccountAlerts.Jobs;

/// <summary>
/// Reading every account leaves a heap many times larger than what is kept, and then little happens for an hour: without this the
/// memory would stay taken until something else needs it.
/// </summary>
internal static class SpareMemory
{
    private const long WorthWhile = 8 * 1024 * 1024;

    public static async Task GiveBackAsync()
    {
        // From a stack of its own: the frames of an evaluation that has just ended would keep alive what it read.
        await Task.Yield();
        if (GC.GetTotalMemory(forceFullCollection: false) > WorthWhile)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
