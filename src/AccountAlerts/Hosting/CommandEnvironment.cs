using Microsoft.Extensions.FileProviders;

namespace AccountAlerts.Hosting;

/// <summary>Says to a command's services what the web host says to those of the service: where relative paths of the settings begin.</summary>
internal sealed class CommandEnvironment(string contentRoot) : IHostEnvironment
{
    public string ApplicationName { get; set; } = "AccountAlerts";

    public string EnvironmentName { get; set; } = Environments.Production;

    public string ContentRootPath { get; set; } = contentRoot;

    public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
}
