using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Storage.Facts;
using AccountAlerts.Storage.Sqlite;
using AccountAlerts.TestKit.Fakes;

namespace AccountAlerts.Storage.Tests.Facts;

public sealed class CrashTests
{
    [Fact]
    public async Task An_import_that_is_abandoned_leaves_neither_facts_nor_files_that_the_next_one_minds()
    {
        using var folder = new TemporaryFolder();
        string path = folder["facts.db"];
        var options = new FactStoreOptions { StagingBytes = 100 };
        await using var first = new SqliteDatabase(path);
        await new SqliteSchema(first, TimeProvider.System).PrepareAsync(CancellationToken.None);
        var header = new ImportHeader("import", FactStream.Usage, "usage.csv", "AB", DateTimeOffset.UnixEpoch);
        // Neither committed nor disposed, as after SIGKILL; it has spilled.
        IFactImport abandoned = await new FactStore(first, options).BeginAsync(header, CancellationToken.None);
        for (int day = 0; day < 500; day++)
            abandoned.AddUsage("acme", "ines", 730_000 + day, "logins", day);
        if (!OperatingSystem.IsWindows())
            Assert.Empty(Directory.GetFiles(folder.Path, "*.import"));

        await using var second = new SqliteDatabase(path);
        var store = new FactStore(second, options);
        Assert.False(await store.HasFactsAsync(CancellationToken.None));
        await using (IFactImport again = await store.BeginAsync(header, CancellationToken.None))
        {
            again.AddUsage("acme", "ines", 730_000, "logins", 1);
            Assert.Equal(new ImportResult(1, 0, null) with { Accounts = null }, await again.CommitAsync(CancellationToken.None) with { Accounts = null });
        }

        Assert.True(await store.WasImportedAsync("import", FactStream.Usage, "AB", CancellationToken.None));
        await abandoned.DisposeAsync();
    }
}
