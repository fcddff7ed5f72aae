using Microsoft.AspNetCore.Antiforgery;

namespace AccountAlerts.Inbox;

/// <summary>Every form of the inbox proves that it came from one of our own pages.</summary>
internal static class Forms
{
    /// <summary>The header with which the script asks for a piece instead of a page.</summary>
    public const string PieceHeader = "X-Inbox-Piece";

    public static RouteHandlerBuilder WithForm(this RouteHandlerBuilder endpoint) => endpoint.AddEndpointFilter(async (call, next) =>
    {
        HttpContext context = call.HttpContext;
        try
        {
            await context.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(context);
        }
        catch (AntiforgeryValidationException)
        {
            return Results.Text("This page is too old, or the form came from somewhere else. Nothing was done. Reload the page and try again.\n", statusCode: StatusCodes.Status400BadRequest);
        }

        return await next(call);
    });

    public static bool WantsPiece(this HttpRequest request) => request.Headers.ContainsKey(PieceHeader);
}
