using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Wire;
using AccountAlerts.Slack.Api;
using AccountAlerts.Slack.Inbound;
using AccountAlerts.Slack.Installations;
using AccountAlerts.Slack.Settings;
using AccountAlerts.Slack.Wire;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AccountAlerts.Slack.Sockets;

/// <summary>
/// Socket Mode: Slack brings everything over connections that we open, so no public address is needed. Several are kept per app; one that is
/// asked to leave stays until its successor is ready. docs.slack.dev/apis/events-api/using-socket-mode.
/// </summary>
public sealed partial class SlackSocketMode(
    SlackInstallations installations, SlackClient client, SlackDesk desk, SlackOptions options, IEnumerable<IOperationsNotice> notices, TimeProvider machineClock,
    ILogger<SlackSocketMode> logger) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>How long a connection that was asked to leave is still listened to.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(30);

    /// <summary>A connection that breaks as soon as it is open is not opened again at once.</summary>
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    /// <summary>Nothing but a person can mend these.</summary>
    private static readonly HashSet<string> Final = new(StringComparer.Ordinal)
    {
        "not_authed", "invalid_auth", "account_inactive", "user_removed_from_team", "team_disabled", "forbidden_team", "token_revoked", "missing_scope",
        "not_allowed_token_type", "link_disabled",
    };

    /// <summary>How many connections are ready now.</summary>
    public int Ready => Volatile.Read(ref _ready);

    private readonly OwnConnections _own = new(machineClock);
    private int _ready;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        // Workspaces of one app share its connections.
        var apps = installations.All.Select(installation => installation.Keys.AppToken).OfType<string>().Where(token => token.Length > 0).Distinct(StringComparer.Ordinal);
        await Task.WhenAll(apps.SelectMany(token => Enumerable.Range(0, options.Connections).Select(_ => KeepAsync(token, stoppingToken))));
    }

    /// <summary>Keeps one connection open, whatever happens to it.</summary>
    private async Task KeepAsync(string token, CancellationToken stopping)
    {
        var leaving = new List<Task>();
        for (int failures = 0; !stopping.IsCancellationRequested;)
        {
            try
            {
                var socket = await OpenAsync(token, stopping);
                failures = 0;
                // The successor listens: its predecessors may go.
                leaving.RemoveAll(former => former.IsCompleted);
                long began = machineClock.GetTimestamp();
                var ended = ListenAsync(socket, stopping);
                await Task.WhenAny(ended, socket.Leaving);
                if (!socket.Leaving.IsCompleted && machineClock.GetElapsedTime(began) < Short)
                    await Task.Delay(Short, machineClock, stopping);
                if (socket.Leaving.IsCompleted && await socket.Leaving == "link_disabled")
                    throw new SlackRefusedException("link_disabled");
                leaving.Add(ended);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (SlackRefusedException fault) when (Final.Contains(fault.Error))
            {
                Log.Stopped(logger, fault.Error);
                await TellAsync(fault.Error, stopping);
                break;
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                var pause = TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, failures++)));
                if (fault is SlackRefusedException { After: { } after } && after > pause)
                    pause = after;
                Log.NotOpen(logger, fault is SlackRefusedException refused ? refused.Error : fault.GetType().Name, pause.TotalSeconds);
                await Task.Delay(pause, machineClock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await Task.WhenAll(leaving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <returns>A connection that got its hello.</returns>
    private async Task<SlackSocket> OpenAsync(string token, CancellationToken cancellation)
    {
        switch (await client.CallAsync("apps.connections.open", token, new Dictionary<string, string?>(), cancellation))
        {
            case SlackReply.Ok ok when ok.Body.Text("url") is { } url && Uri.TryCreate(url, UriKind.Absolute, out var address) && IsAllowed(address):
                var socket = new SlackSocket(desk, installations, machineClock, logger);
                _own.Begin();
                try
                {
                    int count = await socket.ConnectAsync(address, cancellation);
                    Log.Open(logger, count);
                    int own = _own.Count;
                    if (count > own)
                        Log.Others(logger, count, own);
                    return socket;
                }
                catch
                {
                    _own.End();
                    socket.Dispose();
                    throw;
                }

            case SlackReply.Refused refused:
                throw new SlackRefusedException(refused.Error);
            case SlackReply.Limited limited:
                throw new SlackRefusedException("ratelimited") { After = limited.After };
            case var other:
                throw new SlackRefusedException(other.GetType().Name);
        }
    }

    private async Task ListenAsync(SlackSocket socket, CancellationToken stopping)
    {
        Interlocked.Increment(ref _ready);
        try
        {
            await socket.ListenAsync(Farewell, stopping);
        }
        finally
        {
            Interlocked.Decrement(ref _ready);
            _own.End();
            socket.Dispose();
        }
    }

    private bool IsAllowed(Uri address) => address.Scheme == "wss" || (address.Scheme == "ws" && address.IsLoopback && options.ApiUrl.IsLoopback);

    private async Task TellAsync(string error, CancellationToken cancellation)
    {
        string text = $"Slack brings nothing any more: Socket Mode was refused ({error}). Cards are still sent. Switch Socket Mode on, or set a new Slack:AppToken, and restart.";
        var message = new Message { Text = text, Tone = Tone.Data, Blocks = [new Paragraph([new Span(text)])] };
        foreach (var notice in notices)
            await notice.TellAsync($"slack-socket/{error}", message, cancellation);
    }

    private static partial class Log
    {
        [LoggerMessage(3061, LogLevel.Information, "A Socket Mode connection is open; Slack counts {Count}.")]
        public static partial void Open(ILogger logger, int count);

        [LoggerMessage(3062, LogLevel.Warning, "Slack counts {Count} Socket Mode connections of this app, and this service has at most {Own}: with no other replica, somebody else takes a share of what people press.")]
        public static partial void Others(ILogger logger, int count, int own);

        [LoggerMessage(3063, LogLevel.Warning, "A Socket Mode connection could not be opened or broke: {Reason}; again in {Seconds:0} s.")]
        public static partial void NotOpen(ILogger logger, string reason, double seconds);

        [LoggerMessage(3064, LogLevel.Error, "Socket Mode is over until a restart: {Reason}. `check` says how to mend it.")]
        public static partial void Stopped(ILogger logger, string reason);
    }
}

/// <summary>Slack refused a connection.</summary>
internal sealed class SlackRefusedException(string error) : Exception(error)
{
    public string Error { get; } = error;

    public TimeSpan? After { get; init; }
}
