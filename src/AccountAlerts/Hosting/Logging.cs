using AccountAlerts.Settings;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Json;
using Serilog.Settings.Configuration;
using Serilog.Sinks.SystemConsole.Themes;

namespace AccountAlerts.Hosting;

/// <summary>Serilog on the console, plain or JSON.</summary>
public static class Logging
{
    private const string Line = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}";

    /// <param name="stderrOnly">True for commands, whose standard output is the result alone.</param>
    public static IServiceCollection AddProductLogging(this IServiceCollection services, IConfiguration configuration, LogSettings settings, bool stderrOnly)
    {
        LogEventLevel? toError = stderrOnly ? LogEventLevel.Verbose : null;
        var logging = new LoggerConfiguration()
            .MinimumLevel.Is(stderrOnly ? LogEventLevel.Warning : LogEventLevel.Information)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Quartz", LogEventLevel.Warning);

        // Naming the assemblies keeps Serilog from searching for them, which costs more than the rest of a short command.
        if (configuration.GetSection("Serilog").GetChildren().Any())
            logging.ReadFrom.Configuration(configuration, new ConfigurationReaderOptions(typeof(ConsoleLoggerConfigurationExtensions).Assembly));

        if (settings.Format == LogFormat.Json)
            logging.WriteTo.Console(new JsonFormatter(renderMessage: true), standardErrorFromLevel: toError);
        else
            logging.WriteTo.Console(outputTemplate: Line, formatProvider: System.Globalization.CultureInfo.InvariantCulture, standardErrorFromLevel: toError, theme: ConsoleTheme.None);

        return services.AddLogging(builder => builder.ClearProviders().AddSerilog(logging.CreateLogger(), dispose: true));
    }
}
