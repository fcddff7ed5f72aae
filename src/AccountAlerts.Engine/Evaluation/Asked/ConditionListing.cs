using AccountAlerts.Domain.Health;

namespace AccountAlerts.Engine.Evaluation.Asked;

/// <summary>What a condition found.</summary>
public abstract record ConditionListing
{
    /// <param name="Faults">Each with its column; at least one.</param>
    public sealed record Faulty(string Condition, IReadOnlyList<string> Faults) : ConditionListing;

    /// <summary>Others are asking; try again.</summary>
    public sealed record Busy : ConditionListing;

    /// <param name="Condition">As it was understood.</param>
    /// <param name="Columns">What the values of the rows are.</param>
    /// <param name="Rows">The most money at stake first; at most <see cref="ConditionLists.MostRows"/>.</param>
    /// <param name="Count">How many accounts it holds of.</param>
    /// <param name="Looked">How many accounts were looked at.</param>
    /// <param name="Unknown">Of how many it is not known, because an input is missing.</param>
    /// <param name="MostMissing">The input that is missing most often; null where none is.</param>
    /// <param name="Complete">False if time was up before all accounts were looked at.</param>
    public sealed record Found(
        string Condition, IReadOnlyList<string> Columns, IReadOnlyList<ConditionRow> Rows, int Count, int Looked, int Unknown, string? MostMissing, bool Complete)
        : ConditionListing;
}

/// <param name="Owner">A name; null without one.</param>
/// <param name="Values">One for each column.</param>
public sealed record ConditionRow(string AccountId, string Name, int? Score, Band? Band, string? Owner, IReadOnlyList<string> Values)
{
    /// <summary>"Healthy by Lee Park until 20 Jun 2026: the merger is done"; null where none of us set a band.</summary>
    public string? SetBy { get; init; }
}
