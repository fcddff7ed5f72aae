namespace AccountAlerts.Domain.Triggers.Conditions;

/// <summary>One thing wrong with a condition.</summary>
/// <param name="Column">From 1, in UTF-16 units of the condition's own text.</param>
/// <param name="Message">What is wrong, what is allowed, and the nearest name where there is one.</param>
public sealed record ConditionError(int Column, string Message)
{
    public override string ToString() => $"column {Column}: {Message}";
}

/// <summary>How reading a condition ended.</summary>
public abstract record ParsedCondition
{
    private ParsedCondition()
    {
    }

    public sealed record Valid(Condition Condition) : ParsedCondition;

    /// <param name="Errors">In the order of the text; at least one. After a fault of grammar nothing further is looked at.</param>
    public sealed record Invalid(IReadOnlyList<ConditionError> Errors) : ParsedCondition;
}
