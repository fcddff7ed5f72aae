using System.Runtime.CompilerServices;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Evaluation.Guard;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Storage.Facts;
using AccountAlerts.Storage.Sql;
using AccountAlerts.Storage.Postgres;
using AccountAlerts.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

[assembly: InternalsVisibleTo("AccountAlerts.Storage.Tests")]

namespace AccountAlerts.Storage;

/// <summary>Puts the store together.</summary>
public static class StorageServices
{
    /// <summary>The SQLite database that every part of the store shares, and its schema. Call <see cref="ISqlSchema.PrepareAsync"/> before use.</summary>
    /// <param name="path">The database file.</param>
    public static IServiceCollection AddSqliteDatabase(this IServiceCollection services, string path)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => new SqliteDatabase(path));
        services.TryAddSingleton<SqlDatabase>(provider => provider.GetRequiredService<SqliteDatabase>());
        services.TryAddSingleton<ISqlSchema, SqliteSchema>();
        return services;
    }

    /// <summary>The PostgreSQL database that this process shares with its replicas, and its schema.</summary>
    /// <param name="connectionString">As Npgsql takes it.</param>
    public static IServiceCollection AddPostgresDatabase(this IServiceCollection services, string connectionString)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => new PostgresDatabase(connectionString));
        services.TryAddSingleton<SqlDatabase>(provider => provider.GetRequiredService<PostgresDatabase>());
        services.TryAddSingleton<ISqlSchema, PostgresSchema>();
        services.TryAddSingleton<DispatchSignal>();
        services.AddHostedService(provider => new PostgresListener(
            provider.GetRequiredService<PostgresDatabase>(), provider.GetRequiredService<DispatchSignal>().Wake,
            provider.GetRequiredService<ILogger<PostgresListener>>()));
        return services;
    }

    /// <summary>The facts in that database: <see cref="IFactStore"/> and <see cref="IFactReader"/>.</summary>
    public static IServiceCollection AddFacts(this IServiceCollection services, FactStoreOptions options)
    {
        services.TryAddSingleton(options);
        services.TryAddSingleton<IFactStore, FactStore>();
        services.TryAddSingleton<IFactReader, FactReader>();
        services.TryAddSingleton<ISourceReads, SourceReads>();
        return services;
    }
}
