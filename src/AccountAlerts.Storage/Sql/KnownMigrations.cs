using System.Reflection;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AccountAlerts.Storage.Sql;

/// <summary>The migrations that this version knows. Asked of the assembly: Entity Framework would build its model first, which takes longer than a short command.</summary>
internal static class KnownMigrations
{
    public static string[] Of(Type context) =>
    [
        .. typeof(KnownMigrations).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Migration)) && type.GetCustomAttribute<DbContextAttribute>()?.ContextType == context)
            .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id)
            .OfType<string>(),
    ];
}
