using AccountAlerts.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AccountAlerts.Storage;

/// <summary>Puts the store together.</summary>
public static class StorageServices
{
    /// <summary>The SQLite database that every part of the store shares, and its schema. Call <see cref="SqliteSchema.PrepareAsync"/> before use.</summary>
    /// <param name="path">The database file.</param>
    public static IServiceCollection AddSqliteDatabase(this IServiceCollection services, string path)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => new SqliteDatabase(path));
        services.TryAddSingleton<SqliteSchema>();
        return services;
    }
}
