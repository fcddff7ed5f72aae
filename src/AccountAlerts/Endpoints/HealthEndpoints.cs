using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Endpoints;

/// <summary>For whoever watches the process. They answer any peer, and say nothing of any customer.</summary>
public static class HealthEndpoints
{
    public const string Prefix = "/healthz";

    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder health = app.MapGroup(Prefix);
        health.MapGet("/live", () => Results.Text("live\n"));
        health.MapGet("/ready", ReadyAsync);
        return app;
    }

    /// <summary>For a service that waits for its store.</summary>
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder app, StoreFault fault)
    {
        RouteGroupBuilder health = app.MapGroup(Prefix);
        health.MapGet("/live", () => Results.Text("live\n"));
        health.MapGet("/ready", () => NotReady($"nothing can be stored: {fault.Reason}\n"));
        return app;
    }

    /// <summary>Ready once the store answers and takes what is written, and everything was evaluated once.</summary>
    private static async Task<IResult> ReadyAsync(IFactStore store, SqlDatabase database, Readiness readiness, ILoggerFactory logs, CancellationToken cancellation)
    {
        if (database.Health.Fault is { } fault)
            return NotReady($"nothing can be stored: {fault.Reason}\n");
        try
        {
            await store.HasFactsAsync(cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.StoreBroken(logs.CreateLogger("AccountAlerts.Health"), e);
            return NotReady("the store does not answer\n");
        }

        return readiness.LastEvaluation is null
            ? NotReady("starting: the first evaluation is not done\n")
            : Results.Text("ready\n");
    }

    private static IResult NotReady(string reason) => Results.Text(reason, statusCode: StatusCodes.Status503ServiceUnavailable);
}

internal static partial class Log
{
    [LoggerMessage(110, LogLevel.Error, "The store does not answer")]
    public static partial void StoreBroken(ILogger logger, Exception exception);
}
