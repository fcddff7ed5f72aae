using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Teams.Api;
using AccountAlerts.Teams.Settings;
using AccountAlerts.Teams.Tokens;
using AccountAlerts.TestKit.Fakes;
using AccountAlerts.TestKit.Teams;
using Microsoft.Extensions.Logging.Abstractions;

namespace AccountAlerts.Teams.Tests.Api;

/// <summary>Calls that are not the outbox's keep within the limits of Teams too. Time is moved by whoever waits.</summary>
public sealed class ConnectorPaceTests : IAsyncLifetime, IDisposable
{
    private readonly FakeClock _clock = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    private FakeTeams? _fake;

    private FakeTeams Fake => _fake ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync()
    {
        _fake = await FakeTeams.StartAsync(_clock);
        _fake.ChecksTokens = false;
        _fake.Limits.On = true;
    }

    public async Task DisposeAsync() => await Fake.DisposeAsync();

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_list_of_many_pages_is_read_at_the_pace_that_Teams_takes(bool paced)
    {
        var team = Fake.AddTeam("Everybody", [.. Enumerable.Range(0, 40).Select(number => Fake.AddUser($"u{number}@example.com", $"U {number}"))]);
        FakeTeams.InstallSilently(team);
        Fake.PageSize = 2;
        int met = 0;

        var reply = await Client(paced).MembersAsync(Fake.ServiceUrl, Fake.TenantId, team.Id, _ => met++, default);

        // Without a pace the fifteenth page within a second is one too many.
        Assert.Equal(paced ? 40 : 28, met);
        Assert.Equal(paced, reply is TeamsReply.Ok);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Chats_are_opened_at_the_pace_that_a_tenant_takes(bool paced)
    {
        var client = Client(paced);
        int made = 0;
        for (int number = 0; number < 80; number++)
        {
            var user = Fake.AddUser($"u{number}@example.com", $"U {number}");
            FakeTeams.InstallSilently(user);
            for (TeamsReply? reply = null; reply is null or TeamsReply.PutOff;)
            {
                reply = await client.CreateChatAsync(Fake.ServiceUrl, Fake.TenantId, null, user.AadObjectId, default);
                if (reply is TeamsReply.PutOff { After: var wait })
                    _clock.Advance(wait);
                made += reply is TeamsReply.Ok ? 1 : 0;
            }
        }

        Assert.Equal(paced ? 80 : Fake.Limits.PerTenant, made);
    }

    [Fact]
    public async Task Who_waits_at_a_screen_is_not_kept_waiting_for_long()
    {
        var pace = new ConnectorPace(new Buckets(_clock) { Wait = TimeSpan.FromSeconds(3) }, _clock);

        var reply = await pace.CallAsync(
            new ConnectorTurn(new Conversation("teams", "t", "c"), CallKind.Read, TimeSpan.FromSeconds(2)), () => throw new InvalidOperationException("No call."), default);

        Assert.Equal(TimeSpan.FromSeconds(3), Assert.IsType<TeamsReply.PutOff>(reply).After);
    }

    private ConnectorClient Client(bool paced) => new(
        _http, new NoTokens(), new ServiceHosts(new TeamsOptions { Anonymous = true }), NullLogger<ConnectorClient>.Instance,
        paced ? new ConnectorPace(new Buckets(_clock), new Impatient(_clock)) : null);

    /// <summary>Buckets as the store keeps them, by the one clock.</summary>
    private sealed class Buckets(FakeClock clock) : ICallBuckets
    {
        private readonly Dictionary<string, long> _full = new(StringComparer.Ordinal);

        public TimeSpan? Wait { get; init; }

        public Task<TimeSpan> TakeAsync(Conversation place, CallKind kind, PlatformLimits limits, CancellationToken cancellation)
        {
            if (Wait is { } fixedWait)
                return Task.FromResult(fixedWait);
            long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
            var (own, all) = kind == CallKind.Read ? (limits.Reads, limits.LookUps) : (limits.Conversation, limits.Posts);
            string ownName = $"{place}/{kind == CallKind.Read}", allName = $"{kind}";
            long next = Math.Max(TokenBucket.NextAt(own, _full.GetValueOrDefault(ownName)), TokenBucket.NextAt(all, _full.GetValueOrDefault(allName)));
            if (next > now)
                return Task.FromResult(TimeSpan.FromMilliseconds(next - now));
            _full[ownName] = TokenBucket.Take(own, _full.GetValueOrDefault(ownName), now);
            _full[allName] = TokenBucket.Take(all, _full.GetValueOrDefault(allName), now);
            return Task.FromResult(TimeSpan.Zero);
        }
    }

    /// <summary>Whoever waits by it moves the clock instead.</summary>
    private sealed class Impatient(FakeClock clock) : TimeProvider
    {
        public override long TimestampFrequency => clock.TimestampFrequency;

        public override long GetTimestamp() => clock.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            clock.Advance(dueTime);
            return clock.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
