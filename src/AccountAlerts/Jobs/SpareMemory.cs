namespace AccountAlerts.Jobs;

/// <summary>
/// Reading every account leaves a heap many times larger than what is kept, and then little happens for an hour: without this the
/// memory would stay taken until something else needs it.
/// </summary>
internal static class SpareMemory
{
    private const long WorthWhile = 8 * 1024 * 1024;

    public static void GiveBack()
    {
        if (GC.GetTotalMemory(forceFullCollection: false) > WorthWhile)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
