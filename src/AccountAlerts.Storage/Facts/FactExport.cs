using System.Runtime.CompilerServices;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Storage.Sqlite;

namespace AccountAlerts.Storage.Facts;

internal sealed class FactExport(SqliteDatabase database, FactStoreOptions options)
{
    public async IAsyncEnumerable<Cell[]> RowsAsync(FactStream stream, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        _ = options; _ = database;
        yield break;
    }
}
