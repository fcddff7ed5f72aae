using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Settings;
using AccountAlerts.Storage;
using AccountAlerts.Storage.Facts;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Hosting;

/// <summary>Whether the service shows invented accounts because it was given no real ones.</summary>
/// <param name="Demo">Every page and message says so.</param>
/// <param name="Database">Full path of the database in use.</param>
public sealed record ProductMode(bool Demo, string Database)
{
    private const string DemoFile = "demo.db";

    /// <summary>The database for real facts, whether it exists or not.</summary>
    public static ProductMode Real(ProductSettings settings, Launch launch) =>
        new(false, Path.GetFullPath(settings.ConnectionStrings.DataSource ?? "", launch.ContentRoot));

    /// <summary>With any source set, or any fact ever stored, it is real; else it is the demo, in a database of its own.</summary>
    public static async Task<ProductMode> ChooseAsync(ProductSettings settings, Launch launch, CancellationToken cancellation)
    {
        ProductMode real = Real(settings, launch);
        return settings.HasSources || await HasFactsAsync(real.Database, cancellation)
            ? real
            : new ProductMode(true, Path.Combine(Path.GetDirectoryName(real.Database) ?? launch.ContentRoot, DemoFile));
    }

    /// <summary>Looks without leaving a trace: a file that is not there is not made.</summary>
    public static async Task<bool> HasFactsAsync(string database, CancellationToken cancellation)
    {
        if (!File.Exists(database))
            return false;
        await using ServiceProvider store = new ServiceCollection().AddSqliteDatabase(database).AddFacts(new FactStoreOptions()).BuildServiceProvider();
        await store.GetRequiredService<ISqlSchema>().PrepareAsync(cancellation);
        return await store.GetRequiredService<IFactStore>().HasFactsAsync(cancellation);
    }
}
