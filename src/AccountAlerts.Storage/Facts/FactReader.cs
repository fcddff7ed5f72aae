using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>Stored facts: the reading side.</summary>
internal sealed class FactReader(SqlDatabase database, FactStoreOptions options) : IFactReader
{
    private readonly TeamMemory _team = new(database.Memory);
    private volatile FactLore? _lore;

    public Task<IFactSession> OpenAsync(CancellationToken cancellation)
    {
        SqlReader reader = database.Read();
        try
        {
            reader.Freeze();
            var lore = FactLore.Of(reader, options, _lore);
            // A session may be older than the one before; the newer knowledge stays.
            if (lore.Imports >= (_lore?.Imports ?? 0))
                _lore = lore;
            return Task.FromResult<IFactSession>(new FactSession(reader, lore, _team));
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }
}
