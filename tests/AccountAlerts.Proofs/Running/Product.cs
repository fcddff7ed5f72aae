using AccountAlerts.Hosting;

namespace AccountAlerts.Proofs.Running;

/// <summary>Ways to start the product.</summary>
internal static class Product
{
    private static readonly Lazy<Task<string>> ForAll = new(PublishAsync);

    public static string Dotnet { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>The published product where there is one, since it starts in half the time; else as it was built for these tests.</summary>
    public static IReadOnlyList<string> Built { get; } = [Dotnet, Path.Combine(There ?? AppContext.BaseDirectory, "AccountAlerts.dll")];

    /// <summary>The same, with a <see cref="Rigging.Rig"/> in it.</summary>
    public static IReadOnlyList<string> Rigged { get; } = [Dotnet, typeof(Product).Assembly.Location];

    /// <summary>
    /// A folder with the published product. <c>ACCOUNTALERTS_PUBLISHED</c> names one that is there already; else it is made, once per run.
    /// </summary>
    public static Task<string> PublishedAsync() => ForAll.Value;

    /// <summary>A published output of the product.</summary>
    public static IReadOnlyList<string> Published(string folder) => [Path.Combine(Path.GetFullPath(folder), "AccountAlerts")];

    private static string? There => Environment.GetEnvironmentVariable("ACCOUNTALERTS_PUBLISHED") is { Length: > 0 } there ? Path.GetFullPath(there) : null;

    private static Task<string> PublishAsync() => Task.Run(() =>
    {
        if (There is { } there)
            return there;
        string project = Path.Combine(ContentRoot.Find(AppContext.BaseDirectory), "src", "AccountAlerts");
        string folder = Directory.CreateTempSubdirectory("aa-published-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        // As the Dockerfile does.
        Shell.Run($"'{Dotnet}' publish '{project}' -c Release -r linux-x64 --no-self-contained --nologo -v q --disable-build-servers -o '{folder}'");
        return folder;
    });
}
