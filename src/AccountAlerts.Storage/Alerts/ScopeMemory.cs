using System.Collections.Concurrent;
using AccountAlerts.Engine;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Alerts;

/// <summary>
/// What was made of the values that everybody asks for, kept until they change. A change is marked in the database, so that the memory of
/// every process, and of every replica, hears of it with its next question.
/// </summary>
internal sealed class ScopeMemory
{
    private const string MarkScope = "$changed";

    private readonly ConcurrentDictionary<(string Scope, Type Made), Kept> _kept = new();

    /// <inheritdoc cref="IProductValues.RememberAsync"/>
    public T Of<T>(SqlSession session, string scope, Func<IReadOnlyDictionary<string, string>, T> read)
        where T : class
    {
        if (!OftenAsked.Scopes.Contains(scope))
            throw new ArgumentException($"Nobody marks changes of the scope {scope}.", nameof(scope));
        // The mark first: what changes in between has a later one than what is kept, and is read again.
        string? mark = ProductValues.Find(session, MarkScope, scope);
        if (_kept.TryGetValue((scope, typeof(T)), out var kept) && kept.Mark == mark)
            return (T)kept.Value;
        var made = read(ProductValues.ListOf(session, scope));
        _kept[(scope, typeof(T))] = new Kept(mark, made);
        return made;
    }

    /// <summary>Whatever the scopes are; those that nobody remembers need no mark.</summary>
    public static void Mark(SqlSession session, IEnumerable<string> scopes)
    {
        // In one order: two that mark the same scopes wait for each other, and never both.
        foreach (string scope in scopes.Where(OftenAsked.Scopes.Contains).Distinct().Order(StringComparer.Ordinal))
        {
            using var statement = session.Prepare("""
                INSERT INTO product_values (scope, key, value) VALUES (?1, ?2, '1')
                ON CONFLICT (scope, key) DO UPDATE SET value = CAST(CAST(product_values.value AS BIGINT) + 1 AS TEXT)
                """);
            statement.Bind(1, MarkScope).Bind(2, scope).Run();
        }
    }

    private sealed record Kept(string? Mark, object Value);
}
