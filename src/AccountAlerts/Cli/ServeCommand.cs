using System.CommandLine;
using AccountAlerts.Encryption;
using AccountAlerts.Hosting;
using AccountAlerts.Settings;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Cli;

/// <summary>Runs the service until it is told to stop.</summary>
internal static class ServeCommand
{
    public const string Name = "serve";

    public static Command Create(Launch launch)
    {
        var urls = new Option<string?>("--urls") { Description = "Where the inbox listens; beats the setting Inbox:Urls.", HelpName = "http://localhost:5080" };
        var contentRoot = new Option<string?>("--contentRoot") { Hidden = true };
        var command = new Command(Name, "Run the service: read sources, evaluate, deliver, and show the inbox. Stop it with Ctrl+C.") { urls, contentRoot };

        // Test hosts put these before the product's own arguments; the product has one environment and one name.
        command.Add(new Option<string?>("--environment") { Hidden = true });
        command.Add(new Option<string?>("--applicationName") { Hidden = true });

        command.SetAction((parsed, cancellation) =>
        {
            Launch told = launch.With("Inbox:Urls", parsed.GetValue(urls));
            return RunAsync(parsed.GetValue(contentRoot) is { } root ? told with { ContentRoot = ContentRoot.Find(root) } : told, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(Launch launch, CancellationToken cancellation)
    {
        IConfigurationRoot configuration = launch.LoadConfiguration();
        ProductSettings settings = ProductSettings.Read(configuration);
        while (await RunUntilItCannotAsync(launch, configuration, settings, cancellation))
        {
            // The demo is over and the next round has the real facts, or the store may be usable by now.
        }

        return ExitCode.Done;
    }

    /// <returns>True to start again.</returns>
    private static async Task<bool> RunUntilItCannotAsync(Launch launch, IConfigurationRoot configuration, ProductSettings settings, CancellationToken cancellation)
    {
        StoreFault fault;
        try
        {
            return await RunOnceAsync(launch, configuration, settings, cancellation);
        }
        catch (Exception e) when (StoreFault.Of(e, StorePlace.Of(settings, launch).Name) is { } known)
        {
            fault = known;
        }

        return await WaitingHost.RunAsync(configuration, settings, fault);
    }

    /// <returns>True to start again.</returns>
    private static async Task<bool> RunOnceAsync(Launch launch, IConfigurationRoot configuration, ProductSettings settings, CancellationToken cancellation)
    {
        ProductMode mode = await ProductMode.ChooseAsync(settings, launch, cancellation);
        using ServeLock? only = mode.Store is StorePlace.DatabaseFile file ? ServeLock.Take(file.FullPath) : null;
        await using WebApplication app = ServeHost.Build(launch, configuration, settings, mode);
        await app.Services.PrepareAsync(remember: true, cancellation);
        await app.Services.GetRequiredService<KeyAgreement>().HoldAsync(cancellation);
        await StartAsync(app, settings, cancellation);
        await app.WaitForShutdownAsync(cancellation);
        return app.Services.GetService<DemoEnd>() is { Came: true };
    }

    private static async Task StartAsync(WebApplication app, ProductSettings settings, CancellationToken cancellation)
    {
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new CommandException(ExitCode.Usage, $"{settings.Inbox.Urls} is taken by another program. Choose another address with --urls http://localhost:5081 or the setting Inbox:Urls.");
        }
    }
}
