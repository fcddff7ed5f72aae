using AccountAlerts.Cli;
using AccountAlerts.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace AccountAlerts.Tests.Running;

/// <summary>A command run in this process, in a folder of its own.</summary>
public sealed class Run : IDisposable
{
    public Run(string? settings = null)
    {
        Folder = Directory.CreateTempSubdirectory("accountalerts-").FullName;
        if (settings is not null)
            File.WriteAllText(Path.Combine(Folder, "appsettings.json"), settings);
    }

    public string Folder { get; }

    public StringWriter Out { get; } = new();

    public StringWriter Error { get; } = new();

    public Dictionary<string, string?> Settings { get; } = [];

    public Action<IServiceCollection> Services { get; set; } = _ => { };

    public Task<int> Async(params string[] args) => CommandTree.RunAsync(args, new Launch
    {
        ContentRoot = Folder,
        WorkingDirectory = Folder,
        Out = Out,
        Error = Error,
        SecretsFolder = Path.Combine(Folder, "secrets"),
        Overrides = Settings,
        Services = Services,
    });

    public void Dispose()
    {
        Out.Dispose();
        Error.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
