namespace AccountAlerts.Domain.Accounts;

/// <summary>A streams of facts, one per file name of the drop folder contract.</summary>
public enum FactStream
{
    Accounts, AccountHistory, Contracts, Opportunities, People, Usage, Tickets, Feedback,
    Invoices, Touchpoints, Milestones, Context, Outcomes, Team, AccountTeam, Said,
}

/// <summary>Ascending by weight: of several the largest counts. Their numbers are stored, so new ones come with a new format of what is packed.</summary>
public enum PersonRole { User, PowerUser, Admin, Executive, Champion }

public enum Lifecycle { Trial, Onboarding, Active, Renewing, Churned }

public enum FeedbackKind { Nps, Csat, Ces }

/// <summary>What became of a renewal.</summary>
public enum RenewalOutcome { Renewed, Churned, Expanded, Contracted }

/// <summary>What was true of an account from a day on, by one source. Null means "this row says nothing of it".</summary>
/// <param name="SourceRank">Position of the source in the operator's order; the lowest that has a value wins a column.</param>
/// <param name="FromHistory">True for a row of <c>account_history</c>, which beats an import's own row of the same day.</param>
public sealed record AccountVersion(
    DateOnly EffectiveOn, int SourceRank, bool FromHistory, string? Segment, string? Plan, int? Seats, double? Arr,
    DateOnly? RenewalOn, string? OwnerEmail, Lifecycle? Lifecycle);

/// <summary>The columns of <c>accounts</c> that are taken as true of the past as well.</summary>
public sealed record AccountProfile(
    string AccountId, string Name, string? Domain, string? Country, string? Currency, string? ParentId,
    IReadOnlyList<string> Tags, DateOnly? CreatedOn, string? Segment);

/// <summary>A person's role and department from a day on.</summary>
/// <param name="EffectiveOn"><see cref="DateOnly.MinValue"/> for the first import, which counts as always true.</param>
public sealed record PersonVersion(DateOnly EffectiveOn, PersonRole? Role, string? Department);

/// <summary>A person who left turned up at another customer.</summary>
/// <param name="On">The first day on which they were seen there.</param>
/// <param name="AccountId">The store's key of that customer.</param>
/// <param name="Account">Its name; null where it must not be named here.</param>
public sealed record PersonMove(DateOnly On, int AccountId, string? Account);

/// <summary>Someone who works at the account.</summary>
/// <param name="Ordinal">The person's number within the account, from 1; what usage entries name.</param>
/// <param name="Versions">Ascending by day; at least one.</param>
public sealed record Person(
    int Ordinal, string PersonId, string? Name, string? Email, DateOnly? FirstSeen, DateOnly? DeactivatedOn,
    IReadOnlyList<PersonVersion> Versions)
{
    /// <summary>Ids under which sources know the same person, besides <see cref="PersonId"/>.</summary>
    public IReadOnlyList<string> OtherIds { get; init; } = [];

    /// <summary>Where somebody like them, gone from here as the champion, turned up; in no promised order.</summary>
    public IReadOnlyList<PersonMove> Moves { get; init; } = [];

    /// <summary>True for any id of the person.</summary>
    public bool IsKnownAs(string? personId) => PersonId == personId || (OtherIds.Count > 0 && OtherIds.Contains(personId));

    /// <summary>What to call the person on a card: the name, else the address, else the id.</summary>
    public string Label => Name ?? Email ?? PersonId;
}

/// <param name="Priority">1 (p1, most urgent) to 4; null if the source does not say.</param>
/// <param name="Sentiment">-1 to 1; known from the day the ticket closed.</param>
/// <param name="Csat">1 to 5; known from the day the ticket closed.</param>
public sealed record Ticket(
    string TicketId, int Person, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, int? Priority, bool Escalated,
    double? Sentiment, double? Csat, string? Subject);

public sealed record Feedback(int Person, DateOnly Date, FeedbackKind Kind, double Score, string? Comment);

public sealed record Invoice(string InvoiceId, DateOnly? IssuedOn, DateOnly DueOn, DateOnly? PaidOn, double Amount, string? Currency);

public sealed record Touchpoint(string TouchpointId, DateOnly Date, string Kind, bool? Attended, bool? Executive, double? ReplyHours, string? Note);

public sealed record Milestone(string Name, DateOnly? DueOn, DateOnly? ReachedOn);

public sealed record ContextEvent(DateOnly Date, string Kind, string? Note);

public sealed record Contract(string ContractId, DateOnly? StartsOn, DateOnly EndsOn, DateOnly? NoticeOn, bool? AutoRenew, double? Arr, string? Currency);

public sealed record Opportunity(string OpportunityId, string Kind, string? Stage, double? Amount, string? Currency, DateOnly? CloseOn, string? Outcome);

/// <summary>What became of the renewal of a day.</summary>
public sealed record Outcome(DateOnly RenewalOn, RenewalOutcome Result);

/// <summary>Everything stored about one account, whatever its date; <c>AccountView</c> cuts it at a day.</summary>
public sealed record AccountFacts
{
    /// <summary>The store's own key.</summary>
    public required int Id { get; init; }

    public required AccountProfile Profile { get; init; }

    /// <summary>Ascending by day; within a day by source rank, history rows after imports.</summary>
    public IReadOnlyList<AccountVersion> Versions { get; init; } = [];

    public IReadOnlyList<Person> People { get; init; } = [];

    /// <summary>The same people as the sources tell of them; null where nothing that teammates said stands before it.</summary>
    public IReadOnlyList<Person>? NamedBySources { get; init; }

    public IReadOnlyList<Person> SourcePeople => NamedBySources ?? People;

    public UsageHistory Usage { get; init; } = UsageHistory.None;

    public IReadOnlyList<Ticket> Tickets { get; init; } = [];

    public IReadOnlyList<Feedback> Feedback { get; init; } = [];

    public IReadOnlyList<Invoice> Invoices { get; init; } = [];

    public IReadOnlyList<Touchpoint> Touchpoints { get; init; } = [];

    public IReadOnlyList<Milestone> Milestones { get; init; } = [];

    public IReadOnlyList<ContextEvent> Context { get; init; } = [];

    public IReadOnlyList<Contract> Contracts { get; init; } = [];

    public IReadOnlyList<Opportunity> Opportunities { get; init; } = [];

    public IReadOnlyList<Outcome> Outcomes { get; init; } = [];

    /// <summary>What teammates said of the account, ascending by instant; what was taken back is not in it.</summary>
    public IReadOnlyList<SaidFact> Said { get; init; } = [];
}
