namespace AccountAlerts.Proofs.Running;

/// <summary>Ways to start the product.</summary>
internal static class Product
{
    private static readonly string Dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>The product as it was built for these tests.</summary>
    public static IReadOnlyList<string> Built { get; } = [Dotnet, Path.Combine(AppContext.BaseDirectory, "AccountAlerts.dll")];

    /// <summary>The same, with a <see cref="Rigging.Rig"/> in it.</summary>
    public static IReadOnlyList<string> Rigged { get; } = [Dotnet, typeof(Product).Assembly.Location];

    /// <summary>A published output of the product.</summary>
    public static IReadOnlyList<string> Published(string folder) => [Path.Combine(Path.GetFullPath(folder), "AccountAlerts")];
}
