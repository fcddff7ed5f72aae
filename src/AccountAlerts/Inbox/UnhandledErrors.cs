namespace AccountAlerts.Inbox;

/// <summary>A page that breaks says so in words; the reason is in the log only.</summary>
internal sealed partial class UnhandledErrors(RequestDelegate next, ILogger<UnhandledErrors> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, e.StatusCode, "The request could not be read.\n");
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The browser went away; nobody is there to be told.
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            LogBroken(context.Request.Method, context.Request.Path, e);
            await AnswerAsync(context, StatusCodes.Status500InternalServerError, "Something broke on our side; the log of the service says what. Nothing you did is lost: try again.\n");
        }
    }

    private static Task AnswerAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    [LoggerMessage(120, LogLevel.Error, "{Method} {Path} broke")]
    private partial void LogBroken(string method, string path, Exception exception);
}
