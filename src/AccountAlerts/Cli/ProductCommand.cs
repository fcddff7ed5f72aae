using System.CommandLine;
using AccountAlerts.Hosting;
using AccountAlerts.Settings;

namespace AccountAlerts.Cli;

/// <summary>How a command other than serve runs: settings, a small set of services without the web, the work, the end.</summary>
internal static class ProductCommand
{
    /// <summary>Gives a command its action.</summary>
    public static Command Does(this Command command, Launch launch, Func<ParseResult, CommandScope, CancellationToken, Task<int>> work)
    {
        command.SetAction(async (parsed, cancellation) =>
        {
            IConfigurationRoot configuration = launch.LoadConfiguration();
            ProductSettings settings = ProductSettings.Read(configuration);
            var services = new ServiceCollection();
            services.AddSingleton<IHostEnvironment>(new CommandEnvironment(launch.ContentRoot));
            services.AddProductLogging(configuration, settings.Log, stderrOnly: true);
            bool writes = command.Name == ImportCommand.Name;
            ProductMode mode = writes ? ProductMode.Real(settings, launch) : await ProductMode.ChooseAsync(settings, launch, cancellation);
            services.AddProduct(configuration, settings, launch, mode);
            launch.Services(services);
            await using ServiceProvider provider = services.BuildServiceProvider();
            await provider.PrepareAsync(remember: writes, cancellation);
            return await work(parsed, new CommandScope(provider, launch, new Terminal(launch)), cancellation);
        });
        return command;
    }
}

/// <summary>What a running command has at hand.</summary>
internal sealed record CommandScope(IServiceProvider Services, Launch Launch, Terminal Terminal)
{
    /// <summary>Today by the product's clock.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
}
