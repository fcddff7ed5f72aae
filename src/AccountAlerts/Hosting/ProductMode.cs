using AccountAlerts.Settings;

namespace AccountAlerts.Hosting;

/// <summary>Whether the service shows invented accounts because it was given no real ones.</summary>
/// <param name="Demo">Every page and message says so.</param>
/// <param name="Store">The store in use.</param>
public sealed record ProductMode(bool Demo, StorePlace Store)
{
    private const string DemoFile = "demo.db";

    // Where a SQLite store would be by default: with PostgreSQL the demo leaves the shared database alone.
    private const string DemoFolder = "data";

    /// <summary>The store for real facts, whether it exists or not.</summary>
    public static ProductMode Real(ProductSettings settings, Launch launch) => new(false, StorePlace.Of(settings, launch));

    /// <summary>With any source set, or any fact ever stored, it is real; else it is the demo, in a file of its own.</summary>
    public static async Task<ProductMode> ChooseAsync(ProductSettings settings, Launch launch, CancellationToken cancellation)
    {
        ProductMode real = Real(settings, launch);
        return settings.HasSources || await real.Store.HasFactsAsync(cancellation)
            ? real
            : new ProductMode(true, new StorePlace.DatabaseFile(Path.Combine(FolderOf(real.Store, launch), DemoFile)));
    }

    /// <summary>Where keys are kept that are not in the store.</summary>
    public string KeysFolder(Launch launch) => Path.Combine(FolderOf(Store, launch), "keys");

    /// <summary>Where files beside the store go.</summary>
    public static string FolderOf(StorePlace store, Launch launch) =>
        store is StorePlace.DatabaseFile file ? Path.GetDirectoryName(file.FullPath) ?? launch.ContentRoot : Path.Combine(launch.ContentRoot, DemoFolder);
}
