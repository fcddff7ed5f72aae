using AccountAlerts.Engine;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;
using AccountAlerts.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AccountAlerts.Storage.Alerts;

public static class SqliteAlertServices
{
    /// <summary>Alerts, cards, outbox, mailbox and remembered values on the shared <see cref="SqliteDatabase"/>.</summary>
    public static IServiceCollection AddSqliteAlerts(this IServiceCollection services)
    {
        services.TryAddSingleton<DispatchSignal>();
        services.TryAddSingleton<IAlertStore, SqliteAlertStore>();
        services.TryAddSingleton<IAlertReader, SqliteAlertReader>();
        services.TryAddSingleton<IMailbox, SqliteMailbox>();
        // Leases run by the database's clock; SQLite has none but the machine's, and the product's may be moved.
        services.TryAddSingleton<IOutbox>(provider => new SqliteOutbox(provider.GetRequiredService<SqliteDatabase>(), TimeProvider.System));
        services.TryAddSingleton<SqliteValues>();
        services.TryAddSingleton<IProductValues>(provider => provider.GetRequiredService<SqliteValues>());
        services.TryAddSingleton<ITellings, SqliteTellings>();
        services.TryAddSingleton<ISourceState>(provider => provider.GetRequiredService<SqliteValues>());
        services.TryAddSingleton<ITriggerTexts>(provider => provider.GetRequiredService<SqliteValues>());
        return services;
    }
}
