using AccountAlerts.Engine;
using AccountAlerts.Storage.Sqlite;
using AccountAlerts.Storage.Tests.Alerts;
using Microsoft.Data.Sqlite;

namespace AccountAlerts.Storage.Tests.Sqlite;

/// <summary>What happens when the disk is full, the file cannot be written, or it is damaged.</summary>
public sealed class StoreHealthTests : IDisposable
{
    private readonly TemporaryStore _store = new();

    private SqliteDatabase Database => (SqliteDatabase)_store.Database;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_full_disk_is_said_and_passes_when_there_is_space_again()
    {
        await PutAsync("before");
        await Database.WriteAsync(session => session.Execute($"PRAGMA max_page_count = {Pages()}"), default);

        await Assert.ThrowsAnyAsync<SqliteException>(() => FillAsync());
        Assert.Equal((StoreTrouble.CannotWrite, "No space is left for the database"), Database.Health.State);

        await Database.ProbeAsync(default);
        // SQLite undoes the transaction of a full disk, and a fresh connection has no limit: there is space again.
        await FillAsync();
        await Database.ProbeAsync(default);
        Assert.Equal(StoreTrouble.None, Database.Health.State.Trouble);
        Assert.Equal("before", await GetAsync());
    }

    [Fact]
    public async Task A_database_that_cannot_be_written_is_said_and_loses_nothing()
    {
        await PutAsync("before");
        await Database.WriteAsync(session => session.Execute("PRAGMA query_only = ON"), default);

        await Assert.ThrowsAnyAsync<SqliteException>(() => PutAsync("refused"));
        Assert.Equal((StoreTrouble.CannotWrite, "The database cannot be written"), Database.Health.State);
        Assert.Equal("before", await GetAsync());

        // The queue goes on with a fresh connection, which may write again.
        await Database.ProbeAsync(default);
        Assert.Equal(StoreTrouble.None, Database.Health.State.Trouble);
        await PutAsync("after");
        Assert.Equal("after", await GetAsync());
    }

    [Fact]
    public async Task Nothing_is_written_to_a_damaged_file_and_the_way_to_restore_it_is_said()
    {
        await PutAsync("before");
        await Database.WriteAsync(session => session.Execute("DELETE FROM product_values"), default);
        string said = "";
        await using var damaged = new SqliteDatabase(Damage());
        damaged.Health.Changed += (_, text) => said = text;

        await Assert.ThrowsAnyAsync<SqliteException>(() => damaged.WriteAsync(
            session =>
            {
                using var count = session.Prepare("SELECT count(*), max(value) FROM product_values");
                count.Step();
            },
            default));

        Assert.Equal(StoreTrouble.Damaged, damaged.Health.State.Trouble);
        Assert.Contains($"cp YOUR-BACKUP '{damaged.Path}'", said, StringComparison.Ordinal);
        await Assert.ThrowsAsync<DamagedStoreException>(() => damaged.WriteAsync(session => session.Execute("DELETE FROM fences"), default));
        await damaged.ProbeAsync(default);
        Assert.Equal(StoreTrouble.Damaged, damaged.Health.State.Trouble);
    }

    /// <summary>A copy of the database in which every page but the first is overwritten.</summary>
    private string Damage()
    {
        using (var connection = new SqliteConnection($"Data Source={Database.Path};Pooling=False"))
        {
            connection.Open();
            using var checkpoint = connection.CreateCommand();
            checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            checkpoint.ExecuteNonQuery();
        }

        string copy = Database.Path + ".copy";
        byte[] bytes = File.ReadAllBytes(Database.Path);
        bytes.AsSpan(4096).Fill(0xA5);
        File.WriteAllBytes(copy, bytes);
        return copy;
    }

    private long Pages()
    {
        using var reader = Database.Read();
        using var pages = reader.Prepare("PRAGMA page_count");
        pages.Step();
        return pages.Int64(0);
    }

    private Task FillAsync() => Database.WriteAsync(
        session =>
        {
            using var insert = session.Prepare("INSERT INTO product_values (scope, key, value) VALUES ('fill', ?1, ?2)");
            for (int i = 0; i < 50; i++)
                insert.Bind(1, $"{i}").Bind(2, new string('x', 20_000)).Run();
        },
        default);

    private Task PutAsync(string value) => new Storage.Alerts.ProductValues(Database).SetAsync("test", "value", value, default);

    private Task<string?> GetAsync() => new Storage.Alerts.ProductValues(Database).GetAsync("test", "value", default);
}
