using AccountAlerts.Engine;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Engine.Templating;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Alerts;

/// <summary>Small things to remember, by scope and key: cursors of sources, the clock's offset, last good texts of triggers.</summary>
public sealed class ProductValues(SqlDatabase database) : IProductValues, ISourceState, ITriggerTexts
{
    internal const string Upsert =
        "INSERT INTO product_values (scope, key, value) VALUES (?1, ?2, ?3) ON CONFLICT (scope, key) DO UPDATE SET value = excluded.value";

    private const string TriggerScope = "$trigger";

    public Task<string?> GetAsync(string scope, string key, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var reader = database.Read();
        return Task.FromResult(Find(reader, scope, key));
    }

    public Task<IReadOnlyDictionary<string, string>> ListAsync(string scope, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var reader = database.Read();
        return Task.FromResult(ListOf(reader, scope));
    }

    public Task<T> RememberAsync<T>(string scope, Func<IReadOnlyDictionary<string, string>, T> read, CancellationToken cancellation)
        where T : class
    {
        cancellation.ThrowIfCancellationRequested();
        using var reader = database.Read();
        return Task.FromResult(database.Memory.Of(reader, scope, read));
    }

    public Task SetAsync(string scope, string key, string? value, CancellationToken cancellation) =>
        database.WriteAsync(session => Store(session, scope, key, value), cancellation);

    public Task<bool> TrySetAsync(string scope, string key, string? expected, string? value, CancellationToken cancellation) => database.WriteAsync(
        session => CompareAndSet(session, scope, key, expected, value), cancellation);

    Task ISourceState.SetAsync(string source, string key, string value, CancellationToken cancellation) => SetAsync(source, key, value, cancellation);

    public Task<string?> LoadAsync(string trigger, CancellationToken cancellation) => GetAsync(TriggerScope, trigger, cancellation);

    public Task SaveAsync(string trigger, string text, CancellationToken cancellation) => SetAsync(TriggerScope, trigger, text, cancellation);

    internal static IReadOnlyDictionary<string, string> ListOf(SqlSession session, string scope)
    {
        using var rows = session.Prepare("SELECT key, value FROM product_values WHERE scope = ?1 ORDER BY key");
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (rows.Bind(1, scope); rows.Step();)
            values[rows.Text(0)] = rows.Text(1);
        return values;
    }

    internal static string? Find(SqlSession session, string scope, string key)
    {
        using var row = session.Prepare("SELECT value FROM product_values WHERE scope = ?1 AND key = ?2");
        return row.Bind(1, scope).Bind(2, key).Step() ? row.Text(0) : null;
    }

    // Compared and set by one statement: two replicas may try at once.
    private static bool CompareAndSet(SqlSession session, string scope, string key, string? expected, string? value)
    {
        if (expected is null && value is null)
            return Find(session, scope, key) is null;
        using var statement = session.Prepare((expected, value) switch
        {
            (null, _) => "INSERT INTO product_values (scope, key, value) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            (_, null) => "DELETE FROM product_values WHERE scope = ?1 AND key = ?2 AND value = ?3",
            _ => "UPDATE product_values SET value = ?3 WHERE scope = ?1 AND key = ?2 AND value = ?4",
        });
        statement.Bind(1, scope).Bind(2, key).Bind(3, value ?? expected);
        if (expected is not null && value is not null)
            statement.Bind(4, expected);
        if (statement.Execute() != 1)
            return false;
        ScopeMemory.Mark(session, [scope]);
        return true;
    }

    private static void Store(SqlSession session, string scope, string key, string? value)
    {
        using var statement = session.Prepare(value is null ? "DELETE FROM product_values WHERE scope = ?1 AND key = ?2" : Upsert);
        statement.Bind(1, scope).Bind(2, key);
        if (value is not null)
            statement.Bind(3, value);
        statement.Run();
        ScopeMemory.Mark(session, [scope]);
    }
}
