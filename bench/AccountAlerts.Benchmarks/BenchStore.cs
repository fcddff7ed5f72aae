using AccountAlerts.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AccountAlerts.Benchmarks;

/// <summary>The store that a measurement runs on: a new SQLite file, or the empty PostgreSQL database that the environment names.</summary>
internal static class BenchStore
{
    /// <summary>A connection string of an empty database; what is measured stays in it.</summary>
    public const string Variable = "BENCH_POSTGRES";

    public static IServiceCollection AddBenchStore(this IServiceCollection services, string file) =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } postgres ? services.AddPostgresDatabase(postgres) : services.AddSqliteDatabase(file);
}
