using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace AccountAlerts.Telemetry;

/// <summary>Metrics and traces by OTLP, only where an endpoint is set.</summary>
public static class TelemetryServices
{
    public static IServiceCollection AddProductTelemetry(this IServiceCollection services, Uri? endpoint)
    {
        if (endpoint is null)
            return services;

        void Export(OtlpExporterOptions options)
        {
            options.Endpoint = endpoint;
            options.Protocol = OtlpExportProtocol.Grpc;
        }

        new Builder(services)
            .ConfigureResource(resource => resource.AddService("accountalerts"))
            .WithTracing(traces => traces.AddSource(Instruments.Name, "Microsoft.AspNetCore").AddOtlpExporter(Export))
            .WithMetrics(metrics => metrics.AddMeter(Instruments.Name, "Microsoft.AspNetCore.Hosting", "System.Runtime").AddOtlpExporter(Export));
        return services.AddHostedService<Starter>();
    }

    /// <summary>OpenTelemetry's builder without its hosting package, which the registry lacks.</summary>
    private sealed class Builder(IServiceCollection services) : IOpenTelemetryBuilder
    {
        public IServiceCollection Services => services;
    }

    /// <summary>Providers listen from the moment they are made, so somebody has to ask for them; the container flushes them at the end.</summary>
    private sealed class Starter(IServiceProvider services) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            services.GetService<TracerProvider>();
            services.GetService<MeterProvider>();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
