using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Sources.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AccountAlerts.Sources.DropFolder;

/// <summary>Reads <c>Sources:&lt;name&gt;:{Path,Every,SettleFor}</c>.</summary>
public sealed class DropFolderType : ISourceType
{
    public string Name => "DropFolder";

    public Func<IServiceProvider, ISource> Read(SourceSettings settings)
    {
        DropFolderOptions options = new()
        {
            Name = settings.Name,
            Path = settings.Required("Path", "name the folder to watch, absolute or relative to the folder of appsettings.json") ?? "",
        };
        options = options with
        {
            Every = settings.Time("Every", options.Every, DropFolderOptions.LeastEvery, DropFolderOptions.MostEvery),
            SettleFor = settings.Time("SettleFor", options.SettleFor, TimeSpan.Zero, DropFolderOptions.MostSettleFor),
        };
        return services => new DropFolderSource(
            options with { Path = Path.GetFullPath(options.Path, services.GetRequiredService<IHostEnvironment>().ContentRootPath) });
    }
}
