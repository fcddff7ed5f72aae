using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace AccountAlerts.Storage.Sqlite;

/// <summary>
/// The one writer of a process. Works that are waiting when a transaction begins go into it together, each within a savepoint,
/// so many small acts share one wait for the disk; nobody is answered before the commit.
/// </summary>
internal sealed class SqliteWriteQueue : IAsyncDisposable
{
    // Bounds how long the first of a group waits for the others.
    private const int LargestGroup = 64;

    private static readonly ConditionalWeakTable<SqliteConnection, SqliteTransaction> OpenTransactions = [];

    private readonly Channel<Item> _waiting = Channel.CreateUnbounded<Item>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Func<SqliteConnection> _open;
    private readonly Task _loop;

    private readonly Action<Exception> _faulted;

    /// <param name="faulted">Hears of every fault, of one work or of a whole group.</param>
    public SqliteWriteQueue(Func<SqliteConnection> open, Action<Exception>? faulted = null)
    {
        _open = open;
        _faulted = faulted ?? (_ => { });
        _loop = Task.Run(RunAsync);
    }

    /// <summary>The transaction that the queue holds open on a connection; null for any other connection.</summary>
    public static SqliteTransaction? TransactionOf(SqliteConnection connection) =>
        OpenTransactions.TryGetValue(connection, out SqliteTransaction? transaction) ? transaction : null;

    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellation)
    {
        var item = new Item<T>(work, cancellation);
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
        SqliteConnection? connection = null;
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
                    // The whole group failed (disk full, lock not obtained): each caller hears it, the queue goes on with a fresh connection.
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

    private void CommitGroup(SqliteConnection connection, List<Item> group)
    {
        // IMMEDIATE: take the write lock now and wait for it here, not in the middle of a work.
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        OpenTransactions.Add(connection, transaction);
        try
        {
            while (group.Count < LargestGroup && _waiting.Reader.TryRead(out Item? item))
            {
                group.Add(item);
                transaction.Save("work");
                if (item.Run(connection) is { } fault)
                {
                    _faulted(fault);
                    transaction.Rollback("work");
                }

                transaction.Release("work");
            }

            transaction.Commit();
        }
        finally
        {
            OpenTransactions.Remove(connection);
        }

        group.ForEach(item => item.Complete());
    }

    private abstract class Item
    {
        /// <returns>Why the work must be rolled back; null if it went well.</returns>
        public abstract Exception? Run(SqliteConnection connection);

        public abstract void Complete();

        public abstract void Fail(Exception fault);
    }

    private sealed class Item<T>(Func<SqliteConnection, T> work, CancellationToken cancellation) : Item
    {
        private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _value;
        private Exception? _fault;

        public Task<T> Answer => _answer.Task;

        public override Exception? Run(SqliteConnection connection)
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
