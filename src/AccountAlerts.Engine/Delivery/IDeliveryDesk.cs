using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Engine.Delivery;

/// <summary>How delivery stands.</summary>
/// <param name="Pending">Rows whose shown state is not the desired one, dead ones left out.</param>
/// <param name="Dead">Messages that a platform refused for good.</param>
/// <param name="Broken">Conversations that take nothing now, with the reason.</param>
public sealed record DeliveryCounts(int Pending, int Dead, IReadOnlyList<BrokenDestination> Broken);

/// <param name="Conversation">Empty for the whole workspace.</param>
/// <param name="Since">By the database's clock, as is <paramref name="NextTry"/>.</param>
/// <param name="Waiting">How many messages wait for it.</param>
public sealed record BrokenDestination(
    string Platform, string Workspace, string Conversation, string Reason, DateTimeOffset Since, DateTimeOffset NextTry, int Waiting);

/// <param name="Oldest">How long the oldest message that could go out now has been waiting; null if none does.</param>
public sealed record QueueState(string Platform, int Pending, int Blocked, TimeSpan? Oldest);

/// <summary>From "it should be shown" to "it is shown", of everything that was shown in the last hour.</summary>
public sealed record DeliveryDelays(int Count, TimeSpan Median, TimeSpan Ninetieth, TimeSpan NinetyNinth, TimeSpan Longest)
{
    public static DeliveryDelays None { get; } = new(0, default, default, default, default);

    /// <param name="sorted">Ascending.</param>
    public static DeliveryDelays Of(IReadOnlyList<TimeSpan> sorted) => sorted.Count == 0
        ? None
        : new DeliveryDelays(sorted.Count, At(sorted, 0.5), At(sorted, 0.9), At(sorted, 0.99), sorted[^1]);

    // The smallest value that at least this share of all values does not exceed.
    private static TimeSpan At(IReadOnlyList<TimeSpan> sorted, double share) =>
        sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
}

/// <summary>A message that its platform refused twice, as it was and in its plainest form.</summary>
/// <param name="Key">Of the message; for a card, the card's.</param>
/// <param name="Headline">The message's one line; not everybody may read it.</param>
/// <param name="At">When it was refused, by the database's clock.</param>
public sealed record DeadLetter(long Id, string Key, Conversation Conversation, string Headline, string Reason, DateTimeOffset At, int Attempts);

/// <summary>A message that may have been shown twice.</summary>
/// <param name="CleanedUp">True once the copy is away, or says that it does not count.</param>
public sealed record PossibleDouble(string Key, Conversation Conversation, string Headline, DateTimeOffset At, bool CleanedUp);

/// <param name="Key">Of the message; for a card, the card's.</param>
/// <param name="MessageId">The platform's name of it.</param>
public sealed record ShownMessage(string Key, string MessageId);

/// <summary>A message beside the recorded one, to be taken away.</summary>
/// <param name="MessageId">The platform's name of the copy; empty: it has to be looked for by the key.</param>
/// <param name="Recorded">The message that counts; null if none is recorded yet.</param>
public sealed record StrayCopy(long Id, Conversation Conversation, string Key, string MessageId, string? Recorded);

/// <summary>What came of a copy. Stored as a number: never renumber.</summary>
public enum StrayEnd
{
    /// <summary>It was the message itself: nothing was doubled.</summary>
    None = 0,

    /// <summary>It may still be there: the platform cannot be asked, or takes nothing away.</summary>
    Left = 1,

    CleanedUp = 2,
}

/// <summary>Everything that the page about delivery shows.</summary>
public sealed record DeliveryOverview(
    IReadOnlyList<QueueState> Queues, DeliveryDelays Delays, IReadOnlyList<BrokenDestination> Broken, IReadOnlyList<DeadLetter> Dead,
    int DeadInAll, IReadOnlyList<PossibleDouble> Doubles, int DoublesInAll);

/// <summary>What people look at and can do about delivery.</summary>
public interface IDeliveryDesk
{
    Task<DeliveryCounts> CountAsync(CancellationToken cancellation);

    /// <summary>Conversations that take nothing now. Asked at every click, so it counts nothing.</summary>
    async Task<IReadOnlyList<BrokenDestination>> BrokenAsync(CancellationToken cancellation) => (await CountAsync(cancellation)).Broken;

    /// <param name="most">The longest list; the counts beside it are complete.</param>
    Task<DeliveryOverview> OverviewAsync(int most, CancellationToken cancellation);

    /// <summary>Sends a dead letter again, in its full form.</summary>
    /// <returns>False if there is no such dead letter (any more).</returns>
    Task<bool> ReplayAsync(long id, CancellationToken cancellation);

    /// <summary>Tries a broken destination at once.</summary>
    /// <param name="conversation">Empty for the whole workspace.</param>
    /// <returns>False if it is not broken (any more).</returns>
    Task<bool> TryNowAsync(string platform, string workspace, string conversation, CancellationToken cancellation);

    /// <summary>How many cards were posted to a conversation, or are about to be, since an instant of the product's clock.</summary>
    Task<int> CardsSinceAsync(Conversation conversation, DateTimeOffset since, CancellationToken cancellation);

    /// <summary>What a conversation shows of ours, thread lines among it.</summary>
    async Task<IReadOnlyList<ShownMessage>> ShownInAsync(Conversation conversation, CancellationToken cancellation) => await Task.FromResult<IReadOnlyList<ShownMessage>>([]);

    /// <summary>Nothing of this is edited, posted or waited for any more: we left.</summary>
    Task LeaveAsync(Conversation conversation, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Somebody used a message of which nobody knew whether it had arrived: from now on it is the one that is kept up to date.</summary>
    /// <param name="key">Of the message; for a card, the card's.</param>
    /// <param name="place">Where it was used; what stands elsewhere is another one.</param>
    /// <returns>False if nothing was to be found: the message is known, or is on its way at this moment.</returns>
    Task<bool> FoundAsync(string key, Conversation place, string messageId, CancellationToken cancellation) => Task.FromResult(false);

    /// <summary>For a message that may stand twice, or more often, on a platform that cannot be asked: the one that counts.</summary>
    /// <param name="key">Of the message; for a card, the card's.</param>
    /// <returns>Null for a message that stands once, as far as is known.</returns>
    Task<ShownMessage?> DoubledAsync(string key, CancellationToken cancellation) => Task.FromResult<ShownMessage?>(null);

    /// <summary>Another one was found, and says by now that it does not count.</summary>
    Task SettleDoubleAsync(string key, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Copies that are to be taken away.</summary>
    Task<IReadOnlyList<StrayCopy>> StraysAsync(CancellationToken cancellation);

    /// <summary>Writes down what came of a copy; nobody looks for it any more.</summary>
    /// <returns>False if another one of the same message has come up meanwhile, or another process was first.</returns>
    Task<bool> SettleStrayAsync(StrayCopy stray, StrayEnd end, CancellationToken cancellation);

    /// <summary>What should be on its way and is not: see <see cref="OverdueMessages"/>.</summary>
    /// <param name="now">By the product's clock, by which news is decided; what is on its way goes by the database's.</param>
    /// <param name="after">How long something may be due.</param>
    Task<OverdueMessages> OverdueAsync(DateTimeOffset now, TimeSpan after, CancellationToken cancellation);

    /// <summary>Dead letters that were refused within this time and that nobody sent again.</summary>
    Task<int> FreshlyDeadAsync(TimeSpan within, CancellationToken cancellation);
}

/// <summary>What the auditor looks for in the outbox.</summary>
/// <param name="Due">Messages due for longer than they should be, though nothing blocks them.</param>
/// <param name="Leases">Leases that ended long ago and that nobody took up or gave back.</param>
/// <param name="CardsWithoutMessage">Live cards that no row of the outbox stands for.</param>
/// <param name="Untold">Alerts that hold, were to be told by a card, and are on none.</param>
public sealed record OverdueMessages(int Due, TimeSpan? Longest, int Leases, int CardsWithoutMessage, int Untold);
