using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Storage.Alerts;
using AccountAlerts.TestKit.Fakes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AccountAlerts.Storage.Tests.Alerts;

/// <summary>Real outbox, real dispatcher, a chat platform with a script, and a clock that stands still.</summary>
public abstract class DeliveryScene : IAsyncLifetime
{
    protected static readonly Conversation Dana = new("fake", "w", "dana@example.com");
    protected static readonly Conversation Lee = new("fake", "w", "lee@example.com");
    protected static readonly TimeSpan Timeout = new DeliveryOptions().Timeout;

    /// <summary>The lease, the time-out after it, and a second.</summary>
    protected static readonly TimeSpan AfterTheLease = new DeliveryOptions().Lease + Timeout + TimeSpan.FromSeconds(1);

    private StoreUnderTest? _store;

    protected FakeClock Clock { get; } = new();

    protected FakePlatform Platform { get; } = new();

    protected DispatchSignal Signal { get; } = new();

    protected StoreUnderTest Store => _store ?? throw new InvalidOperationException("The scene is not set.");

    protected Outbox Outbox => new(Store.Database, new DeliveryOptions());

    protected DeliveryDesk Desk => new(Store.Database, Signal);

    protected AlertStore Alerts => new(Store.Database, Signal);

    protected abstract Task<StoreUnderTest> OpenAsync(TimeProvider clock);

    public async Task InitializeAsync() => _store = await OpenAsync(Clock);

    public async Task DisposeAsync() => await Store.DisposeAsync();

    protected static Card Card(string key, int account = 1, TriggerKind kind = TriggerKind.Risk, Conversation? at = null) => new()
    {
        Key = key,
        AccountId = account,
        Kind = kind,
        Conversation = at ?? Dana,
        Generation = 1,
        Causes = [],
        Version = 0,
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    protected static Message Text(string text) => new() { Text = text, Blocks = [new Paragraph([new Span(text)])] };

    protected async Task<Card> PutAsync(Card card, string text, Priority priority = Priority.Alert)
    {
        var next = card with { Version = card.Version + 1 };
        var outcome = await Alerts.CommitAsync(
            new AlertCommit { At = Clock.GetUtcNow(), Cards = [new CardChange(next, Text(text), priority)] }, default);
        Assert.IsType<CommitOutcome.Stored>(outcome);
        return next;
    }

    protected async Task PostAsync(string key, Conversation at, Priority priority = Priority.Digest, string? unique = null, string? threadOf = null) =>
        await Alerts.CommitAsync(
            new AlertCommit
            {
                At = Clock.GetUtcNow(),
                Posts = [new Post(unique ?? key, key, null, at, Text(key), priority) { ThreadOf = threadOf }],
            },
            default);

    protected async Task<IReadOnlyList<OutboxItem>> ClaimAsync(int most = 8) =>
        (await Outbox.TurnAsync("fake", Platform.Limits, [], most, default)).Claimed;

    protected async Task<bool> RecordAsync(OutboxItem item, OutboxResult result) =>
        (await Outbox.TurnAsync("fake", Platform.Limits, [new OutboxDone(item, result, TimeSpan.Zero, TimeSpan.Zero)], 0, default)).Lost.Count == 0;

    /// <summary>How long until something becomes due.</summary>
    protected async Task<TimeSpan?> NextDueAsync() => (await Outbox.TurnAsync("fake", Platform.Limits, [], 0, default)).NextDue;

    protected Dispatcher Build(int parallel = 8) => new(
        Outbox, [Platform], Signal, Options.Create(new DeliveryOptions { Parallel = parallel }), Clock, NullLogger<Dispatcher>.Instance);

    protected async Task<int> DrainAsync(int parallel = 8)
    {
        using var dispatcher = Build(parallel);
        return await dispatcher.DrainAsync(default);
    }

    protected StrayCleanup Cleanup => CleanupOn(Platform);

    protected StrayCleanup CleanupOn(IChatPlatform platform) => new(Desk, [platform], NullLogger<StrayCleanup>.Instance);
}
