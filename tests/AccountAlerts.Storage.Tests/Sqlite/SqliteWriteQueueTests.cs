using AccountAlerts.Storage.Sql;
using AccountAlerts.Storage.Sqlite;
using AccountAlerts.TestKit.Fakes;

namespace AccountAlerts.Storage.Tests.Sqlite;

public sealed class SqliteWriteQueueTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteDatabase _database;

    public SqliteWriteQueueTests() => _database = new SqliteDatabase(_folder["queue.db"]);

    public Task InitializeAsync() => _database.WriteAsync(
        session => session.Execute("CREATE TABLE acts (id INTEGER PRIMARY KEY)"), CancellationToken.None);

    public async Task DisposeAsync() => await _database.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_work_that_fails_is_undone_alone_and_tells_its_caller_why()
    {
        using var gate = new ManualResetEventSlim();
        // The first work holds the queue until the others wait behind it and share its commit.
        Task first = _database.WriteAsync(
            session =>
            {
                gate.Wait();
                Insert(session, 1);
            },
            CancellationToken.None);
        Task second = _database.WriteAsync(
            session =>
            {
                Insert(session, 2);
                throw new InvalidOperationException("no");
            },
            CancellationToken.None);
        Task third = _database.WriteAsync(session => Insert(session, 3), CancellationToken.None);
        gate.Set();
        await first;
        Assert.Equal("no", (await Assert.ThrowsAsync<InvalidOperationException>(() => second)).Message);
        await third;
        Assert.Equal([1L, 3], Ids());
    }

    [Fact]
    public async Task An_import_that_fails_takes_nothing_with_it_and_what_waits_before_and_after_is_stored_in_order()
    {
        using var gate = new ManualResetEventSlim();
        Task<int> Work(WriteArea area, int id, bool fails = false) => _database.WriteAsync(
            area,
            session =>
            {
                gate.Wait();
                Insert(session, id);
                return fails ? throw new InvalidOperationException("no") : Ids(session).Count;
            },
            CancellationToken.None);
        Task<int>[] works = [Work(WriteArea.None, 1), Work(WriteArea.Facts, 2, fails: true), Work(WriteArea.None, 3), Work(WriteArea.Facts, 4), Work(WriteArea.Facts, 5)];
        gate.Set();
        await Assert.ThrowsAsync<InvalidOperationException>(() => works[1]);
        int[] seen = await Task.WhenAll(works.Where((_, index) => index != 1));
        Assert.Equal([1, 2, 3, 4], seen);
        Assert.Equal([1L, 3, 4, 5], Ids());
    }

    [Fact]
    public async Task A_cancelled_work_is_not_done()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _database.WriteAsync(session => Insert(session, 1), new CancellationToken(canceled: true)));
        Assert.Empty(Ids());
    }

    [Fact]
    public async Task What_is_answered_can_be_read()
    {
        await Task.WhenAll(Enumerable.Range(1, 200).Select(id => _database.WriteAsync(session => Insert(session, id), CancellationToken.None)));
        Assert.Equal(200, Ids().Count);
    }

    [Fact]
    public async Task A_frozen_reader_does_not_see_what_is_committed_later()
    {
        using SqlReader frozen = _database.Read();
        frozen.Freeze();
        await _database.WriteAsync(session => Insert(session, 1), CancellationToken.None);
        Assert.Empty(Ids(frozen));
        Assert.Single(Ids());
    }

    private static void Insert(SqlSession session, long id)
    {
        using var insert = session.Prepare("INSERT INTO acts (id) VALUES (?)");
        insert.Bind(1, id).Run();
    }

    private List<long> Ids()
    {
        using SqlReader reader = _database.Read();
        return Ids(reader);
    }

    private static List<long> Ids(SqlSession session)
    {
        var ids = new List<long>();
        using var select = session.Prepare("SELECT id FROM acts ORDER BY id");
        while (select.Step())
            ids.Add(select.Int64(0));
        return ids;
    }
}
