using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace AccountAlerts.Proofs.Chat;

/// <summary>
/// The other side of the webhook, with a script and a memory. It outlives every service that talks to it, answers as it is told, and records
/// what it accepted: a second post of a key that it has already is no less recorded than the first.
/// </summary>
internal sealed class ChatServer : IAsyncDisposable
{
    /// <summary>Visibly no real one.</summary>
    public const string Secret = "not-a-secret-only-for-these-proofs";

    private readonly WebApplication _app;
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private readonly ConcurrentQueue<ChatCall> _calls = new();
    private readonly ConcurrentQueue<Accepted> _accepted = new();
    private readonly ConcurrentDictionary<string, string> _keys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _ids = new(StringComparer.Ordinal);
    private long _number;
    private long _posts;

    private ChatServer(WebApplication app) => _app = app;

    /// <summary>What to do with a request; by default everything is taken. It may also do something of its own first, such as kill the caller.</summary>
    public Func<ChatCall, ChatAnswer> Script { get; set; } = _ => ChatAnswer.Take;

    /// <summary>Told of what was accepted, before the answer is sent.</summary>
    public Action<Accepted> OnAccepted { get; set; } = _ => { };

    public Uri Url => new(_app.Urls.First());

    /// <summary>How long the server runs.</summary>
    public TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(_start);

    /// <summary>Every request, accepted or not.</summary>
    public IReadOnlyList<ChatCall> Calls => [.. _calls];

    /// <summary>Every message and edit that was accepted, in the order of their acceptance.</summary>
    public IReadOnlyList<Accepted> Accepts => [.. _accepted];

    public long Posts => Interlocked.Read(ref _posts);

    public static async Task<ChatServer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MinResponseDataRate = null;
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var chat = new ChatServer(app);
        app.Run(chat.HandleAsync);
        await app.StartAsync();
        return chat;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        var call = await ReadAsync(context.Request);
        _calls.Enqueue(call);
        switch (Script(call))
        {
            case ChatAnswer.Accept take:
                if (take.Delay > TimeSpan.Zero)
                    await Task.Delay(take.Delay, TimeProvider.System, context.RequestAborted);
                await AnswerAsync(context, Accept(call));
                break;
            case ChatAnswer.AcceptInSilence:
                Accept(call);
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            case ChatAnswer.AcceptSlowly slowly:
                await AnswerAsync(context, Accept(call), slowly.Lasting);
                break;
            case ChatAnswer.TooMany many:
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                context.Response.Headers.RetryAfter = many.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
                break;
            case ChatAnswer.Status status:
                if (status.Accepted)
                    Accept(call);
                context.Response.StatusCode = status.Code;
                break;
            case ChatAnswer.Reset reset:
                if (reset.Accepted)
                    Accept(call);
                context.Abort();
                break;
        }
    }

    private async Task<ChatCall> ReadAsync(HttpRequest request)
    {
        long number = Interlocked.Increment(ref _number);
        if (HttpMethods.IsGet(request.Method))
            return new ChatCall(number, Elapsed, CallKind.Find, request.Query["conversation"].ToString(), request.Query["key"].ToString(), "", "");

        var (key, conversation, text) = await WireMessage.ReadAsync(request);
        if (HttpMethods.IsPost(request.Method))
            return new ChatCall(number, Elapsed, CallKind.Post, conversation, key, "", text);
        string id = request.Path.Value!.Split('/')[^1];
        return new ChatCall(number, Elapsed, CallKind.Edit, conversation, _ids.GetValueOrDefault(id, ""), id, text);
    }

    /// <returns>The message's id; null where there is none of that name.</returns>
    private string? Accept(ChatCall call)
    {
        if (call.Kind == CallKind.Find)
            return _keys.GetValueOrDefault(call.Key);
        if (call.Key.Length == 0)
            return null;
        string id;
        if (call.Kind == CallKind.Post)
        {
            id = string.Create(CultureInfo.InvariantCulture, $"m{Interlocked.Increment(ref _posts)}");
            // Of two posts with one key a look-up finds the first.
            _keys.TryAdd(call.Key, id);
            _ids[id] = call.Key;
        }
        else
        {
            id = call.MessageId;
        }

        var accepted = new Accepted(call, id);
        _accepted.Enqueue(accepted);
        OnAccepted(accepted);
        return id;
    }

    private static async Task AnswerAsync(HttpContext context, string? id, TimeSpan lasting = default)
    {
        if (id is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        string body = $$"""{"id":"{{id}}"}""";
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        if (lasting == TimeSpan.Zero)
        {
            await context.Response.WriteAsync(body);
            return;
        }

        foreach (char letter in body)
        {
            await context.Response.WriteAsync(letter.ToString(), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(lasting / body.Length, TimeProvider.System, context.RequestAborted);
        }
    }
}
