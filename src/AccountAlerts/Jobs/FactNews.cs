using AccountAlerts.Engine.Ingestion;

namespace AccountAlerts.Jobs;

/// <summary>Notices imports of other processes too, such as the command line's beside the service.</summary>
internal sealed class FactNews(IFactStore store)
{
    // The first evaluation after a start happens anyway.
    private long? seen;

    /// <returns>True if anything was imported since the last call.</returns>
    public async Task<bool> CameAsync(CancellationToken cancellation)
    {
        long count = await store.CountImportsAsync(cancellation);
        bool came = seen is { } before && before != count;
        seen = count;
        return came;
    }
}
