using System.Collections.Concurrent;
using AccountAlerts.Engine;
using AccountAlerts.Storage.Sql;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace AccountAlerts.Storage.Sqlite;

/// <summary>
/// One SQLite file: read connections that each see one consistent state (WAL), and one queue through which everything in this
/// process is written. Other processes (an import beside the service) take their turn by SQLite's own write lock.
/// </summary>
public sealed class SqliteDatabase : SqlDatabase
{
    private readonly ConcurrentBag<CachingConnection> _idleReaders = [];
    private readonly Lazy<SqliteWriteQueue> _writes;
    private readonly TimeProvider _machineClock;
    private readonly string _connectionString;
    private int _disposed;

    // Every connection is used by one work at a time, so the library need not lock itself at each of the thousands of calls of an answer.
    // It takes this only before its first use in a process; later it says no, and goes on locking.
    static SqliteDatabase()
    {
        Batteries_V2.Init();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
    }

    /// <param name="path">The database file; its folder is made if it is missing.</param>
    /// <param name="machineClock">By which leases run; null for the system's.</param>
    public SqliteDatabase(string path, TimeProvider? machineClock = null)
    {
        _machineClock = machineClock ?? TimeProvider.System;
        Path = System.IO.Path.GetFullPath(path);
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            ForeignKeys = true,
            DefaultTimeout = (int)BusyTimeout.TotalSeconds,
            Pooling = false,
        }.ToString();
        _writes = new Lazy<SqliteWriteQueue>(() => new SqliteWriteQueue(OpenWriter, fault => SqliteFaults.Report(this, fault)));
    }

    /// <summary>How long a write waits for another process's write before it fails.</summary>
    public static TimeSpan BusyTimeout { get; } = TimeSpan.FromSeconds(30);

    /// <summary>The full path of the database file.</summary>
    public string Path { get; }

    public override bool ServesOne => true;

    public override string ScratchFolder => System.IO.Path.GetDirectoryName(Path)!;

    /// <inheritdoc/>
    /// <remarks>Works that wait at the same time share one commit, imports excepted; each is rolled back alone if it throws. They run on the writer's thread.</remarks>
    public override Task<T> WriteAsync<T>(WriteArea area, Func<SqlSession, T> work, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        // Whatever is written into a damaged file may damage more of it.
        if (Health.State is { Trouble: StoreTrouble.Damaged, Text: var text })
            return Task.FromException<T>(new DamagedStoreException(text));
        return _writes.Value.WriteAsync(connection => work(new SqliteSession(connection, _machineClock)), alone: area == WriteArea.Facts, cancellation);
    }

    public override SqlReader Read() => ReadHere();

    internal SqliteReader ReadHere()
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        return new SqliteReader(this, _idleReaders.TryTake(out CachingConnection? idle) ? idle : OpenReader(), _machineClock);
    }

    /// <summary>An Entity Framework context on a connection, for the schema.</summary>
    public static SqliteAlertsContext ContextOn(SqliteConnection connection) =>
        new(new DbContextOptionsBuilder<SqliteAlertsContext>().UseSqlite(connection).Options);

    public override async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        if (_writes.IsValueCreated)
            await _writes.Value.DisposeAsync();
        while (_idleReaders.TryTake(out CachingConnection? connection))
            await connection.DisposeAsync();
    }

    internal void Return(CachingConnection connection)
    {
        if (_disposed != 0)
            connection.Dispose();
        else
            _idleReaders.Add(connection);
    }

    /// <summary>A connection of the caller's own, for the schema; everybody else reads and writes through the pool and the queue.</summary>
    internal CachingConnection Open()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        var connection = new CachingConnection(_connectionString);
        try
        {
            connection.Open();
            Execute(connection, $"PRAGMA busy_timeout = {(int)BusyTimeout.TotalMilliseconds}");
        }
        catch (SqliteException fault)
        {
            connection.Dispose();
            SqliteFaults.Report(this, fault);
            throw;
        }

        SqliteFaults.Watch(connection, this);
        return connection;
    }

    internal static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        // Every caller passes a text of this assembly, never input.
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    // 16 MB of log before it is worked into the file: in a rush the same pages are written again and again.
    // FULL: a commit is on the disk when it is answered. NORMAL would lose the last acts after a power cut.
    private CachingConnection OpenWriter()
    {
        CachingConnection connection = Open();
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -8000; PRAGMA temp_store = MEMORY");
        return connection;
    }

    // No memory map and a small cache: a pass reads each page once, and every idle reader would hold the whole file in this process's memory.
    private CachingConnection OpenReader()
    {
        CachingConnection connection = Open();
        Execute(connection, "PRAGMA query_only = ON; PRAGMA mmap_size = 0; PRAGMA cache_size = -2000");
        return connection;
    }
}
