using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Hosting;
using AccountAlerts.Settings;
using AccountAlerts.Slack.Inbound;
using AccountAlerts.Sources.DropFolder;
using AccountAlerts.Sources.DropFolder.Reading;
using AccountAlerts.Teams.Inbound;
using AccountAlerts.TestKit;
using AccountAlerts.TestKit.Fakes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AccountAlerts.Tests.EndToEnd;

/// <summary>The whole service as it ships, on its own database and a real port. Only its ticks are ours: tests say when, and what time it is.</summary>
internal sealed partial class RunningProduct : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Installation _at;
    private Dispatcher? _sending;

    private RunningProduct(WebApplication app, Installation at, FakeClock clock, LogMemory log)
    {
        _app = app;
        _at = at;
        Clock = clock;
        Log = log;
    }

    public FakeClock Clock { get; }

    public LogMemory Log { get; }

    public Uri Address => new(_app.Urls.First());

    /// <param name="change">What a test puts in the place of a service, at last.</param>
    public static async Task<RunningProduct> StartAsync(Installation at, bool demo = false, FakeClock? clock = null, Action<IServiceCollection>? change = null)
    {
        clock ??= new FakeClock(new DateTimeOffset(2026, 6, 10, 9, 0, 0, TimeSpan.Zero));
        LogMemory log = new();
        Launch launch = at.Launch(TextWriter.Null, TextWriter.Null).With("Inbox:Urls", "http://127.0.0.1:0") with
        {
            Services = services =>
            {
                services.RemoveAll<IHostedService>();
                services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
                services.AddSingleton<Dispatcher>();
                services.AddSingleton<ILoggerProvider>(log);
                // However slow the machine is, whoever presses or asks gets the whole answer; a test of what takes too long moves the clock.
                OnOurClock<SlackDesk, SlackDesk>(services);
                OnOurClock<ITeamsDesk, TeamsDesk>(services);
                change?.Invoke(services);
            },
        };
        IConfigurationRoot configuration = launch.LoadConfiguration();
        ProductSettings settings = ProductSettings.Read(configuration);
        ProductMode mode = demo ? await ProductMode.ChooseAsync(settings, launch, CancellationToken.None) : ProductMode.Real(settings, launch);
        Assert.Equal(demo, mode.Demo);
        WebApplication app = ServeHost.Build(launch, configuration, settings, mode);
        await app.Services.PrepareAsync(remember: true, CancellationToken.None);
        await app.StartAsync();
        return new RunningProduct(app, at, clock, log);
    }

    public T Service<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Time passes, and the service is alive all the while.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        ServiceGaps life = Service<ServiceGaps>();
        await life.NoticeAsync(Clock.GetUtcNow(), CancellationToken.None);
        for (TimeSpan step = TimeSpan.FromHours(1); time > TimeSpan.Zero; time -= step)
        {
            Clock.Advance(time < step ? time : step);
            await life.NoticeAsync(Clock.GetUtcNow(), CancellationToken.None);
        }
    }

    /// <summary>Every source is asked once.</summary>
    public async Task PollAsync()
    {
        foreach (ISource source in _app.Services.GetServices<ISource>())
            await source.PollAsync(Service<IFactStore>(), Clock.GetUtcNow(), CancellationToken.None);
    }

    /// <summary>Takes files of the contract, by name, as a source that somebody feeds.</summary>
    public async Task TakeAsync(params (string Name, string Text)[] files)
    {
        using TemporaryFolder folder = new();
        foreach ((string name, string text) in files)
            folder.Write(name, text);
        FolderImport import = new(Service<IFactStore>(), _at["data/failed"], FileLimits.Default);
        ImportReport report = await import.RunAsync(folder.Path, Clock.GetUtcNow(), null, CancellationToken.None);
        Assert.All(report.Files, file => Assert.Equal((0L, null), (file.Rejected, file.Refusal)));
    }

    /// <summary>One evaluation, and everything it has to say is delivered.</summary>
    public async Task TickAsync()
    {
        await Service<IEvaluationRound>().RunAsync(CancellationToken.None);
        await Service<Dispatcher>().DrainAsync(CancellationToken.None);
    }

    /// <summary>From now on messages go out as they do in service: by themselves, at real time's pace.</summary>
    public Task SendByItselfAsync()
    {
        _sending = ActivatorUtilities.CreateInstance<Dispatcher>(_app.Services, TimeProvider.System);
        return _sending.StartAsync(CancellationToken.None);
    }

    /// <summary>From now on messages stay in the outbox.</summary>
    public async Task StopSendingAsync()
    {
        if (_sending is not null)
            await _sending.StopAsync(CancellationToken.None);
        _sending?.Dispose();
        _sending = null;
    }

    /// <summary>Waits until everything is out that can go out.</summary>
    public Task SentAsync()
    {
        IDeliveryDesk desk = Service<IDeliveryDesk>();
        long pending = 0;
        return Waiting.UntilAsync(
            async () =>
            {
                DeliveryCounts counts = await desk.CountAsync(CancellationToken.None);
                pending = counts.Pending;
                return pending <= counts.Broken.Sum(broken => broken.Waiting);
            },
            () => $"{pending} messages are still on their way.");
    }

    /// <summary>What a reader has in the inbox, newest first.</summary>
    public Task<IReadOnlyList<MailboxMessage>> InboxAsync(string reader) =>
        Service<IMailbox>().ReadAsync(InboxPlatform.ConversationOf(reader), 100, CancellationToken.None);

    public Task<Answer> ClickAsync(string reader, string action, MailboxMessage message, params (string Name, string Value)[] inputs)
    {
        Button button = message.Message.Buttons.Single(button => button.Action == action);
        return Service<IConversationDesk>().ClickAsync(
            new Click($"click-{message.Sequence}-{action}", $"inbox:{reader}", reader, message.Conversation, action, button.Value, inputs.ToDictionary(input => input.Name, input => input.Value)),
            CancellationToken.None);
    }

    /// <summary>A browser in which somebody has said who they are.</summary>
    /// <param name="shownBy">The service that showed the form; this one if none is named. Cookies are kept by host, whatever the port.</param>
    public async Task<HttpClient> BrowserAsync(string email, RunningProduct? shownBy = null)
    {
        HttpClient client = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        Match token = TokenField().Match(await client.GetStringAsync(new Uri((shownBy ?? this).Address, "/who")));
        Assert.True(token.Success);
        using FormUrlEncodedContent form = new(new Dictionary<string, string> { [token.Groups[1].Value] = token.Groups[2].Value, ["email"] = email });
        HttpResponseMessage picked = await client.PostAsync("/who", form);
        picked.EnsureSuccessStatusCode();
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await StopSendingAsync();
        await _app.DisposeAsync();
    }

    private static void OnOurClock<TService, TDesk>(IServiceCollection services)
        where TService : class
        where TDesk : class, TService
    {
        if (services.Any(service => service.ServiceType == typeof(TService)))
            services.Replace(ServiceDescriptor.Singleton<TService>(provider => ActivatorUtilities.CreateInstance<TDesk>(provider)));
    }

    [GeneratedRegex("""<input type="hidden" name="([^"]*[Tt]oken[^"]*)" value="([^"]+)""")]
    private static partial Regex TokenField();

    /// <summary>Remembers what was logged, from Information on.</summary>
    internal sealed class LogMemory : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IReadOnlyList<string> Lines => [.. _lines];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                _lines.Enqueue($"{logLevel}: {formatter(state, exception)}");
        }

        public void Dispose()
        {
        }
    }
}
