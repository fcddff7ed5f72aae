using AccountAlerts.Storage.Facts;
using AccountAlerts.Storage.Sqlite;
using AccountAlerts.TestKit.Contracts;
using AccountAlerts.TestKit.Fakes;

namespace AccountAlerts.Storage.Tests.Facts;

/// <summary>Stores in folders of their own.</summary>
internal static class SqliteFacts
{
    private static readonly Lazy<Task<byte[]>> EmptyDatabase = new(MigrateOnceAsync);

    public static async Task<FactsUnderTest> CreateAsync(FactStoreOptions options)
    {
        var folder = new TemporaryFolder();
        string path = folder["facts.db"];
        // Migrating takes longer than most tests: do it once and copy the file.
        await File.WriteAllBytesAsync(path, await EmptyDatabase.Value);
        var database = new SqliteDatabase(path);
        return new FactsUnderTest(new FactStore(database, options), new FactReader(database, options), async () =>
        {
            await database.DisposeAsync();
            folder.Dispose();
        });
    }

    private static async Task<byte[]> MigrateOnceAsync()
    {
        using var folder = new TemporaryFolder();
        string path = folder["empty.db"];
        await using (var database = new SqliteDatabase(path))
            await new SqliteSchema(database, TimeProvider.System).PrepareAsync(CancellationToken.None);
        return await File.ReadAllBytesAsync(path);
    }
}
