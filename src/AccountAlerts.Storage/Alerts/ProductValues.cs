using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Engine.Templating;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Alerts;

/// <summary>Small things to remember, by scope and key: cursors of sources, the clock's offset, last good texts of triggers.</summary>
public sealed class ProductValues(SqlDatabase database) : ISourceState, ITriggerTexts
{
    private const string TriggerScope = "$trigger";

    public Task<string?> GetAsync(string source, string key, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var reader = database.Read();
        using var row = reader.Prepare("SELECT value FROM product_values WHERE scope = ?1 AND key = ?2");
        return Task.FromResult(row.Bind(1, source).Bind(2, key).Step() ? row.Text(0) : null);
    }

    public Task SetAsync(string source, string key, string value, CancellationToken cancellation) => database.WriteAsync(
        session =>
        {
            using var insert = session.Prepare(
                "INSERT INTO product_values (scope, key, value) VALUES (?1, ?2, ?3) ON CONFLICT (scope, key) DO UPDATE SET value = excluded.value");
            insert.Bind(1, source).Bind(2, key).Bind(3, value).Run();
        },
        cancellation);

    public Task<string?> LoadAsync(string trigger, CancellationToken cancellation) => GetAsync(TriggerScope, trigger, cancellation);

    public Task SaveAsync(string trigger, string text, CancellationToken cancellation) => SetAsync(TriggerScope, trigger, text, cancellation);
}
