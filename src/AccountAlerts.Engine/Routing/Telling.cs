using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;

namespace AccountAlerts.Engine.Routing;

/// <summary>How a piece of news reaches a reader. Stored as a number: never renumber.</summary>
public enum TellingWay
{
    /// <summary>As a card of its own: it interrupts.</summary>
    Card = 0,

    /// <summary>As a row of the reader's next digest; a row has the buttons of a card.</summary>
    Digest = 1,

    /// <summary>As a row of one message about many customers.</summary>
    Bundle = 2,

    /// <summary>Not yet: decided anew at each evaluation, and from <see cref="Telling.Until"/> on at the latest.</summary>
    Held = 3,

    /// <summary>Never aloud; counted, and listed on the pages.</summary>
    Silent = 4,
}

/// <summary>
/// How one piece of news (one announcement of one alert) is told to one reader, and why so. Everything that keeps a card back is such a
/// decision, so that "what was not sent, and why" has one place.
/// </summary>
/// <param name="News">Which announcement of the episode: <see cref="AlertStatus.News"/>.</param>
/// <param name="Reader">E-mail address in lower case, or a channel.</param>
/// <param name="Reason">Machine-readable, one of <see cref="TellingReasons"/>.</param>
/// <param name="Until">For what is held: when it is looked at again at the latest; null: at each evaluation.</param>
/// <param name="ToldAt">When it was put into a card, a digest or a bundle; null while it waits.</param>
/// <param name="ToldIn">The card's key, or the unique key of the post that told it.</param>
/// <param name="Money">Money at risk when it was decided, in the base currency; null where unknown.</param>
public sealed record Telling(
    AlertKey Alert, int Episode, int News, string Reader, TellingWay Way, string Reason, DateTimeOffset DecidedAt, DateTimeOffset? Until,
    DateTimeOffset? ToldAt, string? ToldIn, TriggerKind Kind, Severity Severity, double? Money)
{
    /// <summary>Whose news it is, if <see cref="Reader"/> stands in for somebody who is away; lower case.</summary>
    public string? StandsFor { get; init; }

    /// <summary>The role as which the reader gets it: <c>owner</c>, <c>manager</c>...</summary>
    public string Role { get; init; } = Roles.Owner;

    /// <summary>True for what may still be told otherwise: it waits, or is a row that no digest has told yet.</summary>
    public bool IsWaiting => ToldAt is null && Way is (TellingWay.Held or TellingWay.Digest or TellingWay.Bundle);

    /// <summary>Whose news it is, whoever reads it.</summary>
    public string Meant => StandsFor ?? Reader;
}

/// <summary>Why news is told the way it is. Stored: never rename one.</summary>
public static class TellingReasons
{
    /// <summary>Urgent enough to interrupt.</summary>
    public const string Urgent = "urgent";

    /// <summary>Of a severity that belongs to the digest.</summary>
    public const string Digest = "digest";

    /// <summary>A route of the settings says so.</summary>
    public const string Route = "route";
    public const string Quiet = "quiet-hours";
    public const string Budget = "budget";
    public const string Bundle = "bundle";

    /// <summary>Many customers at once: the data is checked first.</summary>
    public const string Guard = "guard";
    public const string Stale = "stale-source";

    /// <summary>The service was away for hours: nothing is replayed.</summary>
    public const string Gap = "gap";
    public const string Observed = "observed";
    public const string Standing = "standing";
    public const string Handover = "handover";

    /// <summary>Growth is not spoken of while something is on fire.</summary>
    public const string WaitsForRisk = "waits-for-risk";

    /// <summary>The owner hears of it some working hours before the executive does.</summary>
    public const string OwnerFirst = "owner-first";
    public const string HeldByOwner = "held-by-owner";

    /// <summary>Neither critical and large, nor near its decision, nor asked for by a manager: no executive hears of it yet.</summary>
    public const string NotForSponsor = "not-for-sponsor";
    public const string Muted = "muted";

    /// <summary>The reader wants to hear nothing of the account.</summary>
    public const string MutedByReader = "muted-by-reader";

    /// <summary>Somebody of ours gave it to the reader.</summary>
    public const string HandedOver = "handed-over";

    /// <summary>Not urgent, and a card about the account is there or comes anyway: it says this too.</summary>
    public const string Joined = "on-card";

    /// <summary>Somebody was on it before it was told.</summary>
    public const string Taken = "taken";

    /// <summary>Somebody else reads it now.</summary>
    public const string Moved = "moved";

    /// <summary>The same alert was announced anew before this was told.</summary>
    public const string Overtaken = "overtaken";
    public const string Nobody = "nobody";
}

/// <summary>What was told, and what waits to be.</summary>
public interface ITellings
{
    /// <summary>Of all readers, what was decided for an account's newest episodes.</summary>
    Task<IReadOnlyList<Telling>> OfAccountsAsync(IReadOnlyCollection<int> accountIds, CancellationToken cancellation);

    /// <summary>What waits for a reader's next digest (<see cref="TellingWay.Digest"/> and <see cref="TellingWay.Held"/>, not yet told, of alerts that still live), the worst first.</summary>
    Task<IReadOnlyList<Telling>> WaitingAsync(string reader, CancellationToken cancellation);

    /// <summary>What waits, of all readers, for one message about many customers; of alerts that still live.</summary>
    Task<IReadOnlyList<Telling>> BundledAsync(CancellationToken cancellation);

    /// <summary>Everything told or decided since an instant, of all readers: what budgets and reviews count.</summary>
    Task<IReadOnlyList<Telling>> SinceAsync(DateTimeOffset since, CancellationToken cancellation);

    /// <summary>Held news that is to be looked at again by now.</summary>
    Task<int> CountDueAsync(DateTimeOffset now, CancellationToken cancellation);

    /// <summary>The first moment after another at which time alone changes something: held news is due, or a snooze or what keeps an alert back ends.</summary>
    /// <returns>Null if nothing waits for a moment.</returns>
    Task<DateTimeOffset?> NextDueAsync(DateTimeOffset after, CancellationToken cancellation);
}
