using AccountAlerts.Storage.Sql;
using AccountAlerts.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AccountAlerts.Tests.EndToEnd;

/// <summary>A database that counts what is written through it, each work being a wait for the disk, and that can be as slow as a test wants.</summary>
internal sealed class CountedDatabase(SqlDatabase behind) : SqlDatabase
{
    private volatile TaskCompletionSource? _held;
    private int _works;

    /// <summary>How many works were written, or wait to be.</summary>
    public int Works => Volatile.Read(ref _works);

    public override string ScratchFolder => behind.ScratchFolder;

    public override bool ServesOne => behind.ServesOne;

    /// <summary>Takes the place of the file that a service would have.</summary>
    public static void Add(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<SqlDatabase>(
        provider => new CountedDatabase(provider.GetRequiredService<SqliteDatabase>())));

    /// <summary>From now on works wait.</summary>
    public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void LetGo()
    {
        var held = _held;
        _held = null;
        held?.SetResult();
    }

    public override SqlReader Read() => behind.Read();

    public override async Task<T> WriteAsync<T>(WriteArea area, Func<SqlSession, T> work, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _works);
        if (_held is { } held)
            await held.Task;
        return await behind.WriteAsync(area, work, cancellation);
    }

    public override ValueTask DisposeAsync() => behind.DisposeAsync();
}
