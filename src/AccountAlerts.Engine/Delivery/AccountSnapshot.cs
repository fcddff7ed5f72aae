using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Explanations;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Money;
using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Engine.Delivery;

/// <summary>What cards and lists say of an account, as last evaluated; kept, so that a click needs no evaluation.</summary>
/// <param name="At">The day of the evaluation.</param>
/// <param name="DaysToDecision">To the decision on the renewal; negative once past.</param>
/// <param name="OwnerEmail">Lower case; null without one.</param>
/// <param name="Exact">The score before it was rounded.</param>
/// <param name="Reason">Why there is no score.</param>
/// <param name="Freshness">How far the data reaches, and from how many inputs the score is worked out.</param>
/// <param name="Course">Scores of the last eight weeks; empty unless the account has a card.</param>
/// <param name="Demo">Invented data: every surface says so.</param>
public sealed record AccountSnapshot(
    int Id, string AccountId, string Name, DateOnly At, string? Segment, double? Arr, string? Currency, int? DaysToDecision,
    string? OwnerEmail, bool Confidential, int? Score, Band? Band, string? Reason, string Freshness,
    bool HoldExpansion, IReadOnlyList<CoursePoint> Course, bool Demo)
{
    public string? Lifecycle { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>How the score moved in the four weeks up to <see cref="At"/>; null without a card, or where either end has no score.</summary>
    public ScoreMove? Move { get; init; }

    /// <summary>The score that alerts go by, with its inputs; null until there is one.</summary>
    public HeldHealth? Held { get; init; }

    /// <summary>Which part moved that score last; null until one did.</summary>
    public ScoreShift? Shift { get; init; }

    /// <summary>What may be lost with the account; null where neither its revenue nor its segment's is known.</summary>
    public MoneyAtRisk? Money { get; init; }

    /// <summary>What we think of the account; null where nobody said.</summary>
    public TeamOpinion? Opinion { get; init; }

    /// <summary>Who is taken for the champion because nobody named one; null where somebody is named, or nobody stands out.</summary>
    public GuessedChampion? Guessed { get; init; }

    /// <summary>Among the top tenth of all accounts by ARR.</summary>
    public bool Large { get; init; }
}

/// <summary>The most active user, who may be the champion: the card asks.</summary>
public sealed record GuessedChampion(string PersonId, string Name)
{
    /// <summary>Who else it may be: person_id and name, by name; empty without a card.</summary>
    public IReadOnlyList<InputOption> Others { get; init; } = [];
}
