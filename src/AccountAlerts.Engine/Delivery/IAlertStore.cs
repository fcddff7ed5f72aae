using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Explanations;
using AccountAlerts.Domain.Health;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Delivery;

/// <summary>An alert with its words.</summary>
public sealed record StoredAlert(Alert Alert, CauseWords Text);

/// <summary>Everything stored about the alerts of one account: the newest episode of each key, and the newest card of each kind and conversation.</summary>
public sealed record AccountFile(
    int AccountId, AccountSnapshot? Snapshot, IReadOnlyList<StoredAlert> Alerts, IReadOnlyList<StoredCard> Cards);

/// <param name="DesiredHash">Of the message that the card should show.</param>
public sealed record StoredCard(Card Card, string DesiredHash);

/// <summary>What an evaluation begins with.</summary>
/// <param name="Epoch">The evaluation's number; the store takes a commit only from the newest.</param>
/// <param name="Alerts">By account: the newest episode of each key.</param>
/// <param name="WithCards">Accounts that have a live card.</param>
/// <param name="Known">What took part in an evaluation before.</param>
/// <param name="Held">By account: the score that alerts go by.</param>
public sealed record TickStart(
    long Epoch, IReadOnlyDictionary<int, IReadOnlyList<Alert>> Alerts, IReadOnlySet<int> WithCards, FirstSights Known,
    IReadOnlyDictionary<int, HeldHealth> Held);

/// <summary>Accounts, triggers, health models and kinds of facts: what holds at the first sight of one is no news.</summary>
/// <param name="Models">By <see cref="HealthModelHash"/>.</param>
/// <param name="Streams">Kinds of facts that any source delivers, by name.</param>
public sealed record FirstSights(
    IReadOnlySet<int> Accounts, IReadOnlySet<string> Triggers, IReadOnlySet<string> Models, IReadOnlySet<string> Streams)
{
    public static FirstSights None { get; } = new(new HashSet<int>(), new HashSet<string>(), new HashSet<string>(), new HashSet<string>());

    /// <summary>Those that <paramref name="known"/> does not have.</summary>
    public FirstSights Except(FirstSights known) => new(
        Accounts.Except(known.Accounts).ToHashSet(), Triggers.Except(known.Triggers).ToHashSet(), Models.Except(known.Models).ToHashSet(),
        Streams.Except(known.Streams).ToHashSet());
}

/// <param name="Text">New words; null leaves what is stored.</param>
public sealed record AlertChange(Transition Transition, CauseWords? Text);

/// <param name="Card">As it should be after the change; its version is one above the one that was seen (1 for a new card).</param>
/// <param name="Desired">What its message should show.</param>
public sealed record CardChange(Card Card, Message Desired, Priority Priority)
{
    /// <summary>The same in its stored form, where that is known already.</summary>
    public ReadOnlyMemory<byte>? Written { get; init; }
}

/// <summary>Something said once.</summary>
/// <param name="UniqueKey">The same key again is refused quietly.</param>
/// <param name="MessageKey">Random; travels with the message.</param>
public sealed record Post(string UniqueKey, string MessageKey, int? AccountId, Conversation Conversation, Message Message, Priority Priority)
{
    /// <summary>Key of the card under which it is said, as a line of its thread; null for a message of its own.</summary>
    public string? ThreadOf { get; init; }

    /// <summary>Whom it is for: an e-mail address or a channel. Null: the conversation is called like its reader.</summary>
    public string? Reader { get; init; }
}

/// <summary>A post that shows something else by now. It is edited where it stands, never said a second time; one that is unknown is left alone.</summary>
public sealed record PostEdit(string UniqueKey, Message Message);

/// <summary>A score that a card or an answer shows, kept with its inputs and points, so that it can be explained later.</summary>
public sealed record SaidScore(int AccountId, DateOnly At, int? Score, string HealthJson);

/// <summary>A click that changed something, with its answer: the same click again gets the same answer and changes nothing.</summary>
public sealed record ClickRecord(string ClickId, string Actor, DateTimeOffset At, Answer Answer);

/// <summary>One state change with everything that it entails; all of it is stored, or nothing.</summary>
public sealed record AlertCommit
{
    public required DateTimeOffset At { get; init; }

    /// <summary>For evaluations: <see cref="TickStart.Epoch"/>.</summary>
    public long? Epoch { get; init; }

    public IReadOnlyList<AlertChange> Alerts { get; init; } = [];

    public IReadOnlyList<CardChange> Cards { get; init; } = [];

    public IReadOnlyList<Post> Posts { get; init; } = [];

    public IReadOnlyList<PostEdit> Edits { get; init; } = [];

    public IReadOnlyList<AccountSnapshot> Snapshots { get; init; } = [];

    public IReadOnlyList<SaidScore> Said { get; init; } = [];

    public FirstSights New { get; init; } = FirstSights.None;

    public ClickRecord? Click { get; init; }

    /// <summary>Replace what is stored for the same news and reader.</summary>
    public IReadOnlyList<Telling> Tellings { get; init; } = [];

    public IReadOnlyList<ProductValue> Values { get; init; } = [];

    /// <summary>A name such as <c>digest/dana@example.com/2026-06-03</c>: if a commit with it was stored before, nothing of this one is.</summary>
    public string? Once { get; init; }
}

/// <summary>What an act is about: a card by its key, or else an account.</summary>
/// <param name="ClickId">Null where the same act may be meant twice.</param>
public sealed record ActLook(string? ClickId, string? CardKey, int AccountId);

/// <param name="Earlier">The answer that the same click got before.</param>
/// <param name="Card">Whatever its phase; null if no card was asked for, or none has the key.</param>
/// <param name="File">Of the card's account; of the one that was asked for where no card was. Null if the card is unknown.</param>
public sealed record ActSight(Answer? Earlier, Card? Card, AccountFile? File);

/// <summary>How a commit ended.</summary>
public abstract record CommitOutcome
{
    public sealed record Stored : CommitOutcome;

    /// <summary>Nothing is stored: somebody changed this account's alerts or cards meanwhile. Look again and decide again.</summary>
    public sealed record Conflict(int AccountId) : CommitOutcome;

    /// <summary>Nothing is stored: a newer evaluation has begun.</summary>
    public sealed record Overtaken : CommitOutcome;

    /// <summary>Nothing is stored: a commit of that name (<see cref="AlertCommit.Once"/>) was stored before.</summary>
    public sealed record AlreadyDone : CommitOutcome;

    /// <summary>Nothing is stored: the click was answered before.</summary>
    public sealed record Repeated(Answer Answer) : CommitOutcome;
}

/// <summary>The store of alerts, cards and what is said about them.</summary>
public interface IAlertStore
{
    /// <summary>Begins an evaluation; every earlier one that is still running can no longer commit.</summary>
    Task<TickStart> BeginTickAsync(CancellationToken cancellation);

    Task<CommitOutcome> CommitAsync(AlertCommit commit, CancellationToken cancellation);

    /// <summary>One file per account asked for, in that order; an empty one where nothing is stored.</summary>
    Task<IReadOnlyList<AccountFile>> ReadAsync(IReadOnlyCollection<int> accountIds, CancellationToken cancellation);

    /// <returns>What alerts say of an account; null where nothing was said.</returns>
    Task<AccountSnapshot?> SnapshotAsync(int accountId, CancellationToken cancellation);

    /// <returns>The card, whatever its phase; null if no card has the key.</returns>
    Task<Card?> FindCardAsync(string key, CancellationToken cancellation);

    /// <summary>Everything that deciding about an act begins with, as of one moment.</summary>
    Task<ActSight> LookAsync(ActLook look, CancellationToken cancellation);
}
