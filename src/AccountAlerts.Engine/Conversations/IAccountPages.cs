using AccountAlerts.Domain.Health;
using AccountAlerts.Engine.Evaluation.Asked;

namespace AccountAlerts.Engine.Conversations;

/// <summary>Everything the inbox shows of one account.</summary>
public interface IAccountPages
{
    /// <param name="viewer">E-mail address of who looks.</param>
    /// <returns>Null if there is no such account, or none that the viewer may see.</returns>
    Task<AccountPage?> FindAsync(string accountId, string viewer, CancellationToken cancellation);

    /// <summary>All accounts that the viewer may see, worst score first; those without a score last.</summary>
    Task<IReadOnlyList<AccountLine>> ListAsync(string viewer, CancellationToken cancellation);
}

/// <summary>One row of the list of accounts.</summary>
/// <param name="Change">Against four weeks before; null where either end has no score.</param>
public sealed record AccountLine(string AccountId, string Name, int? Score, Band? Band, int? Change, string? Owner, int OpenAlerts)
{
    /// <summary>The band that one of us set for now, beside that of the score.</summary>
    public Band? SetTo { get; init; }
}

/// <param name="Facts">Short pairs for the head of the page: owner, tier, ARR, seats, renewal.</param>
/// <param name="Course">Ascending by day, one point a day or week; null where there was no score.</param>
/// <param name="Change">The last change worth telling; null where there is none.</param>
/// <param name="Alerts">Live ones first, then the latest of the past.</param>
/// <param name="Freshness">Per stream, in the reader's words: "Usage", "to 3 June".</param>
public sealed record AccountPage(
    string AccountId, string Name, DateOnly At, IReadOnlyList<Field> Facts, HealthResult Health, IReadOnlyList<CoursePoint> Course,
    AccountChange? Change, IReadOnlyList<AccountAlert> Alerts, IReadOnlyList<AccountPerson> People, IReadOnlyList<Field> Freshness)
{
    /// <summary>How much, how often, how deep, moments of value, how long, when last, how many.</summary>
    public IReadOnlyList<AnsweredQuestion> Questions { get; init; } = [];

    public NextStep? Next { get; init; }

    /// <summary>Days within the course on which the model behind the score changed, ascending.</summary>
    public IReadOnlyList<DateOnly> ModelChanges { get; init; } = [];

    /// <summary>What we think of the account, beside its score.</summary>
    public IReadOnlyList<string> Opinion { get; init; } = [];

    /// <summary>Notes and contacts as teammates wrote them down, the newest first.</summary>
    public IReadOnlyList<string> Said { get; init; } = [];
}

/// <summary>From one score to another, with causes whose points add up to the difference.</summary>
public sealed record AccountChange(DateOnly FromDay, int From, DateOnly ToDay, int To, IReadOnlyList<CauseLine> Causes);

/// <param name="Urgency">In the reader's words: "Today", "This week", "When you can".</param>
/// <param name="State">In the reader's words: "Open", "Dana is on it", "Asleep until Monday", "Back to normal".</param>
/// <param name="Trail">Ascending by time.</param>
public sealed record AccountAlert(
    string Title, Tone Tone, string Urgency, string State, bool Live, DateTimeOffset OpenedAt, IReadOnlyList<AuditLine> Trail);

/// <param name="Who">Who did it: a teammate's name, or "AccountAlerts".</param>
public sealed record AuditLine(DateTimeOffset At, string Who, string What);

/// <param name="Role">In the reader's words; empty for an ordinary user.</param>
/// <param name="LastActive">Null if never seen.</param>
public sealed record AccountPerson(string Label, string Role, string Department, DateOnly? LastActive, DateOnly? DeactivatedOn)
{
    /// <summary>How often, and what they did in 28 days; empty where it is not known.</summary>
    public string Use { get; init; } = "";
}
