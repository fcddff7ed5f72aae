using AccountAlerts.Slack.Inbound;
using AccountAlerts.Slack.Settings;
using Microsoft.AspNetCore.Http.Features;

namespace AccountAlerts.Endpoints;

/// <summary>Where Slack brings events, presses and commands over HTTP. The signature is the door, over the bytes as they come.</summary>
internal static class SlackEndpoints
{
    public const string Events = "/slack/events";
    public const string Interactions = "/slack/interactions";
    public const string Commands = "/slack/commands";

    /// <summary>True for requests that need neither the inbox's password nor its machine, since they are signed.</summary>
    public static bool IsOurs(HttpRequest request, SlackOptions options) =>
        options.Signs && HttpMethods.IsPost(request.Method) && (request.Path == Events || request.Path == Interactions || request.Path == Commands);

    /// <summary>Only where a signing secret is set: without one nobody can sign.</summary>
    public static void MapSlack(this IEndpointRouteBuilder app, SlackOptions options)
    {
        if (!options.Signs)
            return;
        app.MapPost(Events, (HttpContext context, SlackDoor door) => TakeAsync(context, door, SlackKind.Event));
        app.MapPost(Interactions, (HttpContext context, SlackDoor door) => TakeAsync(context, door, SlackKind.Interaction));
        app.MapPost(Commands, (HttpContext context, SlackDoor door) => TakeAsync(context, door, SlackKind.Command));
    }

    private static async Task<IResult> TakeAsync(HttpContext context, SlackDoor door, SlackKind kind)
    {
        // A press brings the whole message along, a form its whole view.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = SlackDoor.MostBytes;
        if (context.Request.ContentLength > SlackDoor.MostBytes)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        using var body = new MemoryStream((int)(context.Request.ContentLength ?? 4096));
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);

        var headers = context.Request.Headers;
        var answer = await door.TakeAsync(kind, headers["X-Slack-Request-Timestamp"], headers["X-Slack-Signature"], body.GetBuffer().AsMemory(0, (int)body.Length));
        return answer.Body is null ? Results.StatusCode(answer.Status) : Results.Text(answer.Body, "application/json", statusCode: answer.Status);
    }
}
