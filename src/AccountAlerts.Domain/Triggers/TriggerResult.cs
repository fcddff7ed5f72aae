using AccountAlerts.Domain.Signals;

namespace AccountAlerts.Domain.Triggers;

/// <summary>Kleene's three values: a missing signal makes a comparison unknown, and unknown neither fires nor clears.</summary>
public enum Truth { False, True, Unknown }

public enum Severity { Low, Medium, High, Critical }

public enum TriggerKind { Risk, Expansion, Onboarding, Advocacy, Data }

public enum TriggerState { Clear, Firing, Pending, Unknown }

public enum SubjectKind { Account, Person, Feature, Ticket, Invoice }

/// <summary>What a trigger is about.</summary>
/// <param name="Key">The id of the person, feature, ticket or invoice; the account_id for an account.</param>
/// <param name="Label">What to call it on a card.</param>
public sealed record Subject(SubjectKind Kind, string Key, string Label);

/// <summary>One comparison of a condition with the value that it saw.</summary>
/// <param name="Compare">The operator as written: <c>&gt;=</c>, <c>in</c>, <c>is</c>.</param>
/// <param name="Threshold">The right-hand side as written: <c>7d</c>, <c>60%</c>, <c>"enterprise"</c>, or another signal's name.</param>
/// <param name="Held">Null where the signal is missing.</param>
public sealed record Evidence(string Signal, SignalValue Value, Unit Unit, string Compare, string Threshold, bool? Held)
{
    /// <summary>Whom or what the value is about, where the trigger has it told beside what it asks for; null otherwise.</summary>
    public string? About { get; init; }
}

/// <summary>What a trigger says of one subject at one instant, from facts alone.</summary>
public sealed record TriggerResult(
    string Trigger, Subject Subject, TriggerState State, Severity Severity, IReadOnlyList<Evidence> Evidence)
{
    /// <summary>
    /// Whether an open alert may close: true where the state is clear and so is the trigger's recover condition, if it has one;
    /// false where it must stay; unknown where a signal is missing, which closes nothing.
    /// </summary>
    public Truth MayClose { get; init; }
}
