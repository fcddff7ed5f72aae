using System.Threading.Channels;

namespace AccountAlerts.Storage.Sqlite;

/// <summary>
/// The one writer of a process. Works that are waiting when a transaction begins go into it together, each within a savepoint,
/// so many small acts share one wait for the disk; nobody is answered before the commit. A work that says that it is large has a
/// transaction of its own: a savepoint keeps a copy of every page that it changes, which for an import is most of the table.
/// </summary>
internal sealed class SqliteWriteQueue : IAsyncDisposable
{
    // Bounds how long the first of a group waits for the others.
    private const int LargestGroup = 64;

    private readonly Channel<Item> _waiting = Channel.CreateUnbounded<Item>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Func<CachingConnection> _open;
    private readonly Task _loop;

    private readonly Action<Exception> _faulted;

    /// <param name="faulted">Hears of every fault, of one work or of a whole group.</param>
    public SqliteWriteQueue(Func<CachingConnection> open, Action<Exception>? faulted = null)
    {
        _open = open;
        _faulted = faulted ?? (_ => { });
        _loop = Task.Run(RunAsync);
    }

    /// <param name="alone">Whether the work changes so much that it shares no transaction.</param>
    public Task<T> WriteAsync<T>(Func<CachingConnection, T> work, bool alone, CancellationToken cancellation)
    {
        var item = new Item<T>(work, alone, cancellation);
        ObjectDisposedException.ThrowIf(!_waiting.Writer.TryWrite(item), typeof(SqliteDatabase));
        return item.Answer;
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _loop;
    }

    private async Task RunAsync()
    {
        CachingConnection? connection = null;
        try
        {
            while (await _waiting.Reader.WaitToReadAsync())
            {
                var group = new List<Item>();
                try
                {
                    connection ??= _open();
                    CommitGroup(connection, group);
                }
                catch (Exception fault)
                {
                    // The whole group failed (disk full, lock not obtained): each caller hears it, the queue goes on with a fresh connection,
                    // and closing the old one undoes what it has begun.
                    if (group.Count == 0 && _waiting.Reader.TryRead(out Item? first))
                        group.Add(first);
                    _faulted(fault);
                    group.ForEach(item => item.Fail(fault));
                    connection?.Dispose();
                    connection = null;
                }
            }
        }
        finally
        {
            connection?.Dispose();
        }
    }

    private void CommitGroup(CachingConnection connection, List<Item> group)
    {
        // IMMEDIATE: take the write lock now and wait for it here, not in the middle of a work.
        connection.Run("BEGIN IMMEDIATE");
        if (Next(alone: true) is { } large)
        {
            group.Add(large);
            Exception? fault = large.Run(connection);
            if (fault is not null)
                _faulted(fault);
            connection.Run(fault is null ? "COMMIT" : "ROLLBACK");
            large.Complete();
            return;
        }

        while (group.Count < LargestGroup && Next(alone: false) is { } item)
        {
            group.Add(item);
            connection.Run("SAVEPOINT work");
            if (item.Run(connection) is { } fault)
            {
                _faulted(fault);
                connection.Run("ROLLBACK TO work");
            }

            connection.Run("RELEASE work");
        }

        connection.Run("COMMIT");
        group.ForEach(item => item.Complete());
    }

    /// <returns>The work that waits longest, if it is of that sort; else null.</returns>
    private Item? Next(bool alone) =>
        _waiting.Reader.TryPeek(out Item? waiting) && waiting.Alone == alone && _waiting.Reader.TryRead(out Item? next) ? next : null;

    private abstract class Item(bool alone)
    {
        public bool Alone => alone;

        /// <returns>Why the work must be rolled back; null if it went well.</returns>
        public abstract Exception? Run(CachingConnection connection);

        public abstract void Complete();

        public abstract void Fail(Exception fault);
    }

    private sealed class Item<T>(Func<CachingConnection, T> work, bool alone, CancellationToken cancellation) : Item(alone)
    {
        private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _value;
        private Exception? _fault;

        public Task<T> Answer => _answer.Task;

        public override Exception? Run(CachingConnection connection)
        {
            try
            {
                cancellation.ThrowIfCancellationRequested();
                _value = work(connection);
                return null;
            }
            catch (Exception fault)
            {
                return _fault = fault;
            }
        }

        public override void Complete()
        {
            if (_fault is OperationCanceledException && cancellation.IsCancellationRequested)
                _answer.TrySetCanceled(cancellation);
            else if (_fault is not null)
                _answer.TrySetException(_fault);
            else
                _answer.TrySetResult(_value!);
        }

        public override void Fail(Exception fault) => _answer.TrySetException(_fault ?? fault);
    }
}
