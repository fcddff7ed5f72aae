using AccountAlerts.Inbox;
using AccountAlerts.Teams.Door;
using AccountAlerts.Teams.Settings;
using Microsoft.AspNetCore.Http.Features;

namespace AccountAlerts.Endpoints;

/// <summary>Where Teams brings everything. The token is the door; who is refused is not told why.</summary>
internal static class TeamsEndpoints
{
    public const string Messages = "/api/messages";

    /// <summary>True for requests that need neither the inbox's password nor its machine, since they bring a token, or are looked at closer.</summary>
    public static bool IsOurs(HttpRequest request, TeamsOptions options) =>
        options.IsSet && request.Path == Messages && (HttpMethods.IsPost(request.Method) || HttpMethods.IsHead(request.Method));

    public static void MapTeams(this IEndpointRouteBuilder app, TeamsOptions options)
    {
        if (!options.IsSet)
            return;
        app.MapPost(Messages, TakeAsync);
        // Local clients ask so whether anybody is there.
        app.MapMethods(Messages, [HttpMethods.Head], () => Results.Ok());
    }

    private static async Task<IResult> TakeAsync(HttpContext context, TeamsDoor door)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = TeamsDoor.MostBytes;
        if (context.Request.ContentLength > TeamsDoor.MostBytes)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        // Anything else a page of a browser could post here without being asked.
        if (!context.Request.HasJsonContentType())
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        using var body = new MemoryStream((int)(context.Request.ContentLength ?? 4096));
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);

        bool fromHere = LoopbackGuard.Refusal(context.Connection.RemoteIpAddress, context.Request) is null && context.Request.Headers.Origin.Count == 0;
        // Who hangs up early does not undo what was asked.
        var answer = await door.TakeAsync(context.Request.Headers.Authorization, fromHere, body.GetBuffer().AsMemory(0, (int)body.Length), CancellationToken.None);
        return answer.Body is { } said ? new JsonBytes(answer.Status, said) : Results.StatusCode(answer.Status);
    }

    /// <summary>JSON that is in UTF-8 already.</summary>
    private sealed class JsonBytes(int status, ReadOnlyMemory<byte> json) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            (response.StatusCode, response.ContentType, response.ContentLength) = (status, "application/json; charset=utf-8", json.Length);
            await response.BodyWriter.WriteAsync(json, httpContext.RequestAborted);
        }
    }
}
