using System.CommandLine;
using AccountAlerts.Hosting;
using AccountAlerts.Settings;

namespace AccountAlerts.Cli;

/// <summary>Runs the service until it is told to stop.</summary>
internal static class ServeCommand
{
    public const string Name = "serve";

    public static Command Create(Launch launch)
    {
        var urls = new Option<string?>("--urls") { Description = "Where the inbox listens; beats the setting Inbox:Urls.", HelpName = "http://localhost:5080" };
        var command = new Command(Name, "Run the service: read sources, evaluate, deliver, and show the inbox. Stop it with Ctrl+C.") { urls };

        // Test hosts put these before the product's own arguments; the product decides all three itself.
        foreach (string name in (string[])["--environment", "--contentRoot", "--applicationName"])
            command.Add(new Option<string?>(name) { Hidden = true });

        command.SetAction((parsed, cancellation) => RunAsync(launch.With("Inbox:Urls", parsed.GetValue(urls)), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Launch launch, CancellationToken cancellation)
    {
        IConfigurationRoot configuration = launch.LoadConfiguration();
        ProductSettings settings = ProductSettings.Read(configuration);
        ProductMode mode = new(false, "");
        await using WebApplication app = ServeHost.Build(launch, configuration, settings, mode);
        await app.Services.PrepareAsync(writes: true, cancellation);
        await app.StartAsync(cancellation);
        await app.WaitForShutdownAsync(cancellation);
        return ExitCode.Done;
    }
}
