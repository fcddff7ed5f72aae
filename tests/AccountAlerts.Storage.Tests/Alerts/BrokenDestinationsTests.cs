using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Storage.Alerts;
using AccountAlerts.TestKit.Fakes;

namespace AccountAlerts.Storage.Tests.Alerts;

/// <summary>A destination that takes nothing is told to operations elsewhere, and the router can see since when.</summary>
public sealed class BrokenDestinationsTests : DeliveryScene, IAsyncDisposable
{
    private readonly FakeFacts _facts = new();
    private readonly RecordingNotice _notice = new();

    ValueTask IAsyncDisposable.DisposeAsync() => _facts.DisposeAsync();

    [Fact]
    public async Task Operations_is_told_once_on_every_other_way_and_the_time_is_kept_until_it_is_mended()
    {
        _facts.Team.Add(new Teammate("ops@example.com", "Olu", TeamRole.Operations, null, "UTC", null, null));
        Platform.Then(Wire.NoSuchConversation);
        await PutAsync(Card("c1"), "hello");
        await DrainAsync();
        var since = Clock.GetUtcNow();

        Assert.Equal(2, await RunAsync());
        Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(0, await RunAsync());

        Assert.Equal("Messages cannot reach dana@example.com on fake", Assert.Single(_notice.Told).Text);
        Assert.Equal("inbox", Assert.Single((await Desk.OverviewAsync(10, default)).Queues, queue => queue.Pending == 1 && queue.Blocked == 0).Platform);
        var kept = Assert.Single(await Values.ListAsync(BrokenDestinations.UnreachableScope, default));
        Assert.Equal(("fake/w/dana@example.com", InstantText.Write(since)), (kept.Key, kept.Value));

        Clock.Advance(TimeSpan.FromHours(1));
        await DrainAsync();
        await RunAsync();
        Assert.Empty(await Values.ListAsync(BrokenDestinations.UnreachableScope, default));
    }

    [Fact]
    public async Task A_way_that_fails_is_tried_again_and_the_others_are_not()
    {
        _notice.Works = false;
        Platform.Then(Wire.BadToken);
        await PutAsync(Card("c1"), "hello");
        await DrainAsync();
        Assert.Equal(1, await RunAsync());
        _notice.Works = true;

        Assert.Equal(1, await RunAsync());
        Assert.Equal("fake refuses every message", _notice.Told[^1].Text);
    }

    protected override Task<StoreUnderTest> OpenAsync(TimeProvider clock) => StoreUnderTest.SqliteAsync(clock);

    private ProductValues Values => new(Store.Database);

    private Task<int> RunAsync() =>
        new BrokenDestinations(Desk, Values, Alerts, _facts, new CountingIds(), [_notice]).RunAsync(Clock.GetUtcNow(), default);

    private sealed class RecordingNotice : IOperationsNotice
    {
        public bool Works { get; set; } = true;

        public List<Message> Told { get; } = [];

        public Task<bool> TellAsync(string key, Message message, CancellationToken cancellation)
        {
            Told.Add(message);
            return Task.FromResult(Works);
        }
    }
}
