using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Storage.Sqlite;

namespace AccountAlerts.Storage.Facts;

/// <summary>Facts in SQLite: the reading side.</summary>
internal sealed class SqliteFactReader(SqliteDatabase database, FactStoreOptions options) : IFactReader
{
    public Task<IFactSession> OpenAsync(CancellationToken cancellation)
    {
        SqliteReader reader = database.Read();
        try
        {
            reader.Freeze();
            return Task.FromResult<IFactSession>(new SqliteFactSession(reader, options));
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }
}
