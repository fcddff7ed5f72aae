using AccountAlerts.Storage.Postgres;
using AccountAlerts.Storage.Sql;
using AccountAlerts.TestKit.Postgres;

namespace AccountAlerts.Storage.Tests.Postgres;

[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "Ended by IAsyncLifetime.DisposeAsync.")]
public sealed class PostgresDatabaseTests : IAsyncLifetime
{
    private PostgresTestDatabase? _place;
    private PostgresDatabase? _database;

    private PostgresDatabase Database => _database ?? throw new InvalidOperationException("Not begun.");

    public async Task InitializeAsync()
    {
        PostgresServer server = await PostgresServer.SharedAsync();
        _place = await server.CreateAsync();
        _database = new PostgresDatabase(_place.ConnectionString);
        await Database.WriteAsync(
            session => session.Execute("CREATE TABLE acts (id bigint PRIMARY KEY, name text COLLATE \"C\", amount double precision, blob bytea, flag bigint)"),
            CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await (_database?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_place?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(50)]
    [InlineData(10_000)]
    public async Task However_many_runs_are_queued_they_are_stored_as_one_by_one(int count)
    {
        await WriteAsync(session =>
        {
            using SqlStatement insert = session.Prepare("INSERT INTO acts (id, name, amount, blob, flag) VALUES (?1, ?2, ?3, ?4, 7)");
            for (int i = 0; i < count; i++)
            {
                insert.Bind(1, i).Bind(2, i % 3 == 0 ? null : $"n\0{i}");
                _ = i % 2 == 0 ? insert.Bind(3, i / 4.0) : insert.BindNull(3);
                insert.Bind(4, new byte[] { 0, (byte)i }).Queue(() => new InvalidOperationException());
            }

            // Read in the same work: what was put off is there.
            using SqlStatement seen = session.Prepare("SELECT count(*) FROM acts");
            seen.Step();
            Assert.Equal(count, seen.Int64(0));
        });

        using SqlReader reader = Database.Read();
        using SqlStatement rows = reader.Prepare("SELECT id, name, amount, blob, flag FROM acts ORDER BY id");
        for (int i = 0; i < count; i++)
        {
            Assert.True(rows.Step());
            Assert.Equal(i, rows.Int64(0));
            Assert.Equal(i % 3 == 0 ? null : $"n\0{i}", rows.TextOrNull(1));
            Assert.Equal(i % 2 == 0 ? i / 4.0 : null, rows.RealOrNull(2));
            Assert.Equal(new byte[] { 0, (byte)i }, rows.Bytes(3).ToArray());
            Assert.Equal(7, rows.Int64(4));
        }

        Assert.False(rows.Step());
    }

    [Theory]
    [InlineData("UPDATE acts SET flag = ?2 WHERE id = ?1")]
    [InlineData("DELETE FROM acts WHERE id = ?1 AND ?2 > 0")]
    [InlineData("INSERT INTO acts (id, flag) VALUES (?1, ?2) ON CONFLICT DO NOTHING")]
    [InlineData("INSERT INTO acts (id, flag) SELECT ?1 + 1000, ?2 FROM acts a WHERE a.id = ?1")]
    [InlineData("INSERT INTO acts (id, flag) VALUES (?1 + 1000, (SELECT max(id) FROM acts WHERE id = ?1) + ?2)")]
    public async Task A_joined_run_that_changes_nothing_is_found_and_named(string sql)
    {
        bool inserts = sql.Contains("VALUES (?1, ?2)", StringComparison.Ordinal);
        await WriteAsync(session =>
        {
            foreach (int id in inserts ? [3] : Enumerable.Range(0, 10).Where(id => id != 3))
                Insert(session, id);
        });
        bool always = sql.Contains("(SELECT max", StringComparison.Ordinal);

        Task work = WriteAsync(session =>
        {
            using SqlStatement statement = session.Prepare(sql);
            for (int i = 0; i < 10; i++)
            {
                int id = i;
                statement.Bind(1, id).Bind(2, 1).Queue(() => new InvalidOperationException($"no {id}"));
            }
        });

        if (always)
            await work;
        else
            Assert.Equal("no 3", (await Assert.ThrowsAsync<InvalidOperationException>(() => work)).Message);
        Assert.Equal(always ? 19 : inserts ? 1 : 9, Count());
    }

    [Fact]
    public async Task Two_runs_that_upsert_one_row_are_done_in_their_order()
    {
        await WriteAsync(session =>
        {
            using SqlStatement upsert = session.Prepare("INSERT INTO acts (id, name) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET name = excluded.name");
            foreach (string name in (string[])["first", "second", "last"])
                upsert.Bind(1, 1).Bind(2, name).Queue();
        });
        using SqlReader reader = Database.Read();
        using SqlStatement row = reader.Prepare("SELECT name FROM acts");
        row.Step();
        Assert.Equal("last", row.Text(0));
    }

    [Fact]
    public async Task Statements_may_be_stepped_in_turns()
    {
        await WriteAsync(session =>
        {
            for (int i = 0; i < 100; i++)
                Insert(session, i);
        });
        using SqlReader reader = Database.Read();
        reader.Freeze();
        using SqlStatement up = reader.Prepare("SELECT id FROM acts ORDER BY id");
        using SqlStatement down = reader.Prepare("SELECT id FROM acts WHERE id < ?1 ORDER BY id DESC");
        down.Bind(1, 100);
        for (int i = 0; i < 100; i++)
        {
            Assert.True(up.Step());
            Assert.True(down.Step());
            Assert.Equal((i, 99 - i), (up.Int64(0), down.Int64(0)));
        }

        Assert.False(up.Step());
        Assert.False(down.Step());
    }

    [Fact]
    public async Task A_frozen_reader_does_not_see_what_is_committed_later()
    {
        using SqlReader frozen = Database.Read();
        frozen.Freeze();
        await WriteAsync(session => Insert(session, 1));
        using SqlStatement count = frozen.Prepare("SELECT count(*) FROM acts");
        count.Step();
        Assert.Equal((0, 1), (count.Int64(0), Count()));
    }

    [Fact]
    public async Task A_work_that_fails_is_undone_alone()
    {
        Task failing = Database.WriteAsync(
            session =>
            {
                Insert(session, 1);
                throw new InvalidOperationException("no");
            },
            CancellationToken.None);
        await WriteAsync(session => Insert(session, 2));
        Assert.Equal("no", (await Assert.ThrowsAsync<InvalidOperationException>(() => failing)).Message);
        Assert.Equal(1, Count());
    }

    [Fact]
    public async Task Works_of_one_area_never_overlap_and_none_is_lost()
    {
        // Reads, then writes what follows from it: right only if nobody comes between.
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Database.WriteAsync(
            WriteArea.Facts,
            session =>
            {
                using SqlStatement last = session.Prepare("SELECT coalesce(max(id), 0) FROM acts");
                last.Step();
                Insert(session, last.Int64(0) + 1);
            },
            CancellationToken.None)));
        Assert.Equal(40, Count());
    }

    [Fact]
    public async Task Works_that_lock_each_other_out_are_done_again()
    {
        await WriteAsync(session =>
        {
            Insert(session, 1);
            Insert(session, 2);
        });
        using var both = new Barrier(2);
        int runs = 0;
        await Task.WhenAll(CrossAsync(1, 2), CrossAsync(2, 1));
        using SqlReader reader = Database.Read();
        using SqlStatement sum = reader.Prepare("SELECT CAST(sum(flag) AS bigint) FROM acts");
        sum.Step();
        Assert.Equal(4, sum.Int64(0));
        Assert.True(runs > 2);

        Task CrossAsync(int first, int second) => WriteAsync(session =>
        {
            bool meets = Interlocked.Increment(ref runs) <= 2;
            using SqlStatement add = session.Prepare("UPDATE acts SET flag = coalesce(flag, 0) + 1 WHERE id = ?1");
            add.Bind(1, first).Run();
            if (meets)
                both.SignalAndWait(TimeSpan.FromSeconds(20));
            add.Bind(1, second).Run();
        });
    }

    [Fact]
    public async Task A_connection_that_was_cut_is_replaced_and_the_work_done_again()
    {
        await WriteAsync(session => Insert(session, 1));
        int runs = 0;
        await WriteAsync(session =>
        {
            Insert(session, 2);
            if (++runs == 1)
                session.Execute("SELECT pg_terminate_backend(pg_backend_pid())");
        });
        Assert.Equal((2, 2), (runs, Count()));
    }

    [Fact]
    public async Task Now_is_the_servers_time()
    {
        long before = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        long now = await Database.WriteAsync(session => session.NowMs, CancellationToken.None);
        Assert.InRange(now, before - 1, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() + 1);
    }

    private Task WriteAsync(Action<SqlSession> work) => Database.WriteAsync(work, CancellationToken.None);

    private static void Insert(SqlSession session, long id)
    {
        using SqlStatement insert = session.Prepare("INSERT INTO acts (id) VALUES (?)");
        insert.Bind(1, id).Run();
    }

    private long Count()
    {
        using SqlReader reader = Database.Read();
        using SqlStatement count = reader.Prepare("SELECT count(*) FROM acts");
        count.Step();
        return count.Int64(0);
    }
}
