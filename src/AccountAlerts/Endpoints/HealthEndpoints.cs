using AccountAlerts.Engine;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Hosting;
using AccountAlerts.Jobs;

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
    /// <param name="reason">Why it is not ready.</param>
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder app, string reason)
    {
        RouteGroupBuilder health = app.MapGroup(Prefix);
        health.MapGet("/live", () => Results.Text("live\n"));
        health.MapGet("/ready", () => Results.Text(reason + "\n", statusCode: StatusCodes.Status503ServiceUnavailable));
        return app;
    }

    /// <summary>Ready once the store answers and everything was evaluated once, by this service or by another one on the same store.</summary>
    private static async Task<IResult> ReadyAsync(
        IFactStore store, IWatchedStore watched, Readiness readiness, ProductMode mode, IProductValues values, ILoggerFactory logs, CancellationToken cancellation)
    {
        bool evaluated = readiness.LastEvaluation is not null;
        try
        {
            await store.HasFactsAsync(cancellation);
            evaluated = evaluated || (mode.Store.IsShared && await EvaluationMark.ReadAsync(values, cancellation) is not null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.StoreBroken(logs.CreateLogger("AccountAlerts.Health"), e);
            return Results.Text("the store does not answer\n", statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        if (watched.Health.State is { Trouble: not StoreTrouble.None, Text: var text })
            return Results.Text(text + "\n", statusCode: StatusCodes.Status503ServiceUnavailable);
        return evaluated
            ? Results.Text("ready\n")
            : Results.Text("starting: the first evaluation is not done\n", statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}

internal static partial class Log
{
    [LoggerMessage(110, LogLevel.Error, "The store does not answer")]
    public static partial void StoreBroken(ILogger logger, Exception exception);
}
