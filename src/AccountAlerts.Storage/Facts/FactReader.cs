using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>Stored facts: the reading side.</summary>
internal sealed class FactReader(SqlDatabase database, FactStoreOptions options) : IFactReader
{
    public Task<IFactSession> OpenAsync(CancellationToken cancellation)
    {
        SqlReader reader = database.Read();
        try
        {
            reader.Freeze();
            return Task.FromResult<IFactSession>(new FactSession(reader, options));
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }
}
