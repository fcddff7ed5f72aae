using AccountAlerts.Storage.Facts;
using AccountAlerts.Storage.Sqlite;
using AccountAlerts.TestKit.Contracts;

namespace AccountAlerts.Storage.Tests.Facts;

/// <summary>Stores in folders of their own.</summary>
internal static class SqliteFacts
{
    private static readonly Lazy<Task<byte[]>> EmptyDatabase = new(MigrateOnceAsync);

    public static string NewFolder() => Directory.CreateTempSubdirectory("account-alerts-").FullName;

    public static async Task<FactsUnderTest> CreateAsync(FactStoreOptions options)
    {
        string folder = NewFolder();
        string path = Path.Combine(folder, "facts.db");
        // Migrating takes longer than most tests: do it once and copy the file.
        await File.WriteAllBytesAsync(path, await EmptyDatabase.Value);
        var database = new SqliteDatabase(path);
        return new FactsUnderTest(new FactStore(database, options), new FactReader(database, options), async () =>
        {
            await database.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        });
    }

    private static async Task<byte[]> MigrateOnceAsync()
    {
        string folder = NewFolder();
        string path = Path.Combine(folder, "empty.db");
        await using (var database = new SqliteDatabase(path))
            await new SqliteSchema(database, TimeProvider.System).PrepareAsync(CancellationToken.None);
        byte[] bytes = await File.ReadAllBytesAsync(path);
        Directory.Delete(folder, recursive: true);
        return bytes;
    }
}
