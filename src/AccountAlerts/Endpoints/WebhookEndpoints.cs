using System.Text;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Webhook;
using Microsoft.AspNetCore.Http.Features;

namespace AccountAlerts.Endpoints;

/// <summary>Where the webhook's receiver brings what people press and type. The signature is the door; who is refused is not told why.</summary>
internal static class WebhookEndpoints
{
    public const string Clicks = "/webhook/clicks";
    public const string Commands = "/webhook/commands";

    private const int MostBytes = 64 * 1024;

    /// <summary>True for requests that need neither the inbox's password nor its machine, since they are signed.</summary>
    public static bool IsOurs(HttpRequest request, WebhookOptions options) =>
        options.IsSet && HttpMethods.IsPost(request.Method) && (request.Path == Clicks || request.Path == Commands);

    /// <summary>Only where a webhook is set: without a secret nobody can sign.</summary>
    public static void MapWebhook(this IEndpointRouteBuilder app, WebhookOptions options)
    {
        if (!options.IsSet)
            return;
        app.MapPost(Clicks, ClickAsync);
        app.MapPost(Commands, CommandAsync);
    }

    private static Task<IResult> ClickAsync(
        HttpContext context, InboundReader reader, IConversationDesk desk, CancellationToken cancellation) =>
        AnswerAsync(context, reader.Click, click => click.Teammate, click => desk.ClickAsync(click, cancellation), cancellation);

    private static Task<IResult> CommandAsync(
        HttpContext context, InboundReader reader, IConversationDesk desk, CancellationToken cancellation) =>
        AnswerAsync(context, reader.Command, command => command.Teammate, command => desk.CommandAsync(command, cancellation), cancellation);

    private static async Task<IResult> AnswerAsync<T>(
        HttpContext context, Func<ReadOnlySpan<byte>, Inbound<T>> read, Func<T, string> teammateOf, Func<T, Task<Answer>> act,
        CancellationToken cancellation)
        where T : class
    {
        if (await BodyAsync(context.Request, cancellation) is not { } body)
            return Results.Text("the body is longer than 64 KB\n", statusCode: StatusCodes.Status413PayloadTooLarge);
        if (!IsSigned(context, body))
            return Results.Text("not signed\n", statusCode: StatusCodes.Status401Unauthorized);
        var inbound = read(body);
        if (inbound.Value is not { } said)
            return Results.Text(inbound.Problem + "\n", statusCode: StatusCodes.Status400BadRequest);
        if (!await context.RequestServices.GetRequiredService<OneOfUs>().IsAsync(teammateOf(said), cancellation))
            return Results.Text("not for you\n", statusCode: StatusCodes.Status403Forbidden);

        var answer = await act(said);
        string message = answer.Message is null ? "null" : MessageJson.Write(answer.Message);
        return Results.Text($"{{\"message\":{message}}}", "application/json", Encoding.UTF8);
    }

    private static bool IsSigned(HttpContext context, ReadOnlySpan<byte> body)
    {
        var headers = context.Request.Headers;
        return context.RequestServices.GetRequiredService<WebhookDoor>().Opens(
            headers[WebhookSignature.TimestampHeader], headers[WebhookSignature.SignatureHeader], context.Request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, body);
    }

    /// <returns>Null for a body that is too long.</returns>
    private static async Task<byte[]?> BodyAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > MostBytes)
            return null;
        using var body = new MemoryStream();
        byte[] piece = new byte[4096];
        while (await request.Body.ReadAsync(piece, cancellation) is > 0 and var read)
        {
            body.Write(piece, 0, read);
            if (body.Length > MostBytes)
                return null;
        }

        return body.ToArray();
    }
}
