using System.Net;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.TestKit.Fakes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AccountAlerts.Engine.Tests.Delivery;

public sealed class AuditorTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 6, 3, 9, 0, 0, TimeSpan.Zero);

    private readonly MemoryValues _values = new();
    private readonly QuietDesk _desk = new();
    private readonly RecordingWatch _watch = new();

    public void Dispose() => _watch.Dispose();

    [Fact]
    public async Task A_clean_look_is_remembered_and_the_watch_is_told()
    {
        await EvaluatedAsync(Now);
        await AuditAsync(Now);
        await BeatAsync(Now);

        Assert.True((await AuditReport.LastAsync(_values, default))!.Clean);
        Assert.Equal(["https://watch.example.com/ping"], _watch.Calls);
    }

    [Theory]
    [InlineData(1, 0, 0, 0, "due")]
    [InlineData(0, 1, 0, 0, "lease")]
    [InlineData(0, 0, 1, 0, "card-without-message")]
    [InlineData(0, 0, 0, 1, "untold")]
    public async Task What_is_due_and_not_sent_is_a_finding_and_keeps_the_heartbeat_away(int due, int leases, int cards, int untold, string code)
    {
        await EvaluatedAsync(Now);
        _desk.Overdue = new OverdueMessages(due, TimeSpan.FromMinutes(9), leases, cards, untold);
        Assert.Equal(1, await AuditAsync(Now));
        Assert.Equal(0, await AuditAsync(Now.AddMinutes(1)));
        await BeatAsync(Now.AddMinutes(1));

        var finding = Assert.Single((await AuditReport.LastAsync(_values, default))!.Findings);
        Assert.Equal((code, Now), (finding.Code, finding.Since));
        Assert.Empty(_watch.Calls);
    }

    [Fact]
    public async Task A_fresh_dead_letter_or_a_late_evaluation_keeps_the_heartbeat_away()
    {
        await AuditAsync(Now);
        await BeatAsync(Now);
        await EvaluatedAsync(Now.AddHours(-2).AddMinutes(-1));
        await AuditAsync(Now);
        await BeatAsync(Now);
        await EvaluatedAsync(Now);
        _desk.Dead = 1;
        await AuditAsync(Now);
        await BeatAsync(Now);

        Assert.Empty(_watch.Calls);
        Assert.Equal("a message was refused for good within the last day", (await AuditReport.LastAsync(_values, default))!.Quiet);
    }

    [Fact]
    public async Task An_old_look_says_nothing_about_now()
    {
        await EvaluatedAsync(Now);
        await AuditAsync(Now);
        await BeatAsync(Now.AddMinutes(4));

        Assert.Empty(_watch.Calls);
    }

    [Fact]
    public async Task A_watch_that_does_not_answer_stops_nothing()
    {
        await EvaluatedAsync(Now);
        await AuditAsync(Now);
        _watch.Answer = () => throw new HttpRequestException("no route");
        await BeatAsync(Now);
        _watch.Answer = () => new HttpResponseMessage(HttpStatusCode.NotFound);
        await BeatAsync(Now);

        Assert.Null(await _values.GetAsync(AuditReport.Scope, Heartbeat.SentKey, default));
    }

    private Task EvaluatedAsync(DateTimeOffset at) =>
        _values.SetAsync(DeliveryAuditor.EvaluationScope, DeliveryAuditor.EvaluatedAt, InstantText.Write(at), default);

    private Task<int> AuditAsync(DateTimeOffset now) => new DeliveryAuditor(
        _desk, _values, Options.Create(new EvaluationOptions { Every = TimeSpan.FromHours(1) }), NullLogger<DeliveryAuditor>.Instance).RunAsync(now, default);

    private async Task BeatAsync(DateTimeOffset now)
    {
        var options = new HeartbeatOptions { Url = new Uri("https://watch.example.com/ping") };
        using var http = new HttpMessageInvoker(_watch, disposeHandler: false);
        await new Heartbeat(Options.Create(options), _values, http, NullLogger<Heartbeat>.Instance).RunAsync(now, default);
    }

    private sealed class RecordingWatch : HttpMessageHandler
    {
        public List<string> Calls { get; } = [];

        public Func<HttpResponseMessage> Answer { get; set; } = () => new HttpResponseMessage(HttpStatusCode.OK);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Calls.Add(request.RequestUri!.ToString());
            return Task.FromResult(Answer());
        }
    }

    /// <summary>A desk on which only what the test lays there is.</summary>
    private sealed class QuietDesk : IDeliveryDesk
    {
        public OverdueMessages Overdue { get; set; } = new(0, null, 0, 0, 0);

        public int Dead { get; set; }

        public Task<DeliveryCounts> CountAsync(CancellationToken cancellation) => Task.FromResult(new DeliveryCounts(0, 0, []));

        public Task<DeliveryOverview> OverviewAsync(int most, CancellationToken cancellation) =>
            Task.FromResult(new DeliveryOverview([], DeliveryDelays.None, [], [], Dead, [], 0));

        public Task<bool> ReplayAsync(long id, CancellationToken cancellation) => Task.FromResult(false);

        public Task<bool> TryNowAsync(string platform, string workspace, string conversation, CancellationToken cancellation) => Task.FromResult(false);

        public Task<int> CardsSinceAsync(Conversation conversation, DateTimeOffset since, CancellationToken cancellation) => Task.FromResult(0);

        public Task<IReadOnlyList<StrayCopy>> StraysAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<StrayCopy>>([]);

        public Task<bool> SettleStrayAsync(StrayCopy stray, StrayEnd end, CancellationToken cancellation) => Task.FromResult(true);

        public Task<OverdueMessages> OverdueAsync(DateTimeOffset now, TimeSpan after, CancellationToken cancellation) => Task.FromResult(Overdue);

        public Task<int> FreshlyDeadAsync(TimeSpan within, CancellationToken cancellation) => Task.FromResult(Dead);
    }
}
