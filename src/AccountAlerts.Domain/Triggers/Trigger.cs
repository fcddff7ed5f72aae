using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers.Conditions;

namespace AccountAlerts.Domain.Triggers;

/// <summary>What becomes of a trigger that holds.</summary>
public enum TriggerMode
{
    /// <summary>It opens alerts that people are told about.</summary>
    Live,

    /// <summary>It is evaluated and counted, and nobody is told.</summary>
    Observe,

    /// <summary>It is not evaluated.</summary>
    Off,
}

/// <summary>One line of a trigger's severity; the first whose condition is true decides.</summary>
/// <param name="When">Null for the last line, which always fits.</param>
public sealed record SeverityRule(Condition? When, Severity Severity);

/// <summary>A named condition over signals, and how it turns into alerts. The words that go with it live beside it, in its file.</summary>
public sealed record Trigger
{
    /// <summary>The file's name without its ending: <c>champion-silent</c>.</summary>
    public required string Name { get; init; }

    public required TriggerKind Kind { get; init; }

    /// <summary>At least one; the last has no condition.</summary>
    public required IReadOnlyList<SeverityRule> Severities { get; init; }

    public required Condition When { get; init; }

    /// <summary>What must be true before an open alert closes, beyond <see cref="When"/> being false. Null: nothing more.</summary>
    public Condition? Clear { get; init; }

    /// <summary>What is told with what was seen, where it holds. It decides nothing. Null: nothing more.</summary>
    public Condition? Also { get; init; }

    /// <summary>On how many day-ends in a row <see cref="When"/> must be true; 1 = today is enough.</summary>
    public int For { get; init; } = 1;

    /// <summary>For how many days it goes on holding after <see cref="When"/> has become false.</summary>
    public int Keep { get; init; }

    /// <summary>Days after a resolve in which the same subject opens no new alert.</summary>
    public int Cooldown { get; init; }

    /// <summary>Empty: every segment.</summary>
    public IReadOnlyList<string> Segments { get; init; } = [];

    public SubjectKind Each { get; init; } = SubjectKind.Account;

    public TriggerMode Mode { get; init; } = TriggerMode.Live;

    /// <summary>Roles that get a card: <c>owner</c>, <c>manager</c>, <c>sales</c>...</summary>
    public IReadOnlyList<string> Audience { get; init; } = ["owner"];

    /// <summary>When the first step should be done.</summary>
    public required Due Due { get; init; }

    /// <summary>How many days before the day in question its span, and its signals, may make it look at.</summary>
    public int LookBackDays => Persistence.LookBackDays(For, Keep) + Signals.Concat(Also?.Signals ?? []).Select(signal => signal.LookBackDays).DefaultIfEmpty(0).Max();

    /// <summary>Every signal that decides something here: what a stale source holds back.</summary>
    public IEnumerable<Signal> Signals =>
        new[] { When, Clear }.Concat(Severities.Select(rule => rule.When)).OfType<Condition>()
            .SelectMany(condition => condition.Signals).Distinct();

    /// <summary>True if it asks about nothing but the score, which every card shows anyway.</summary>
    public bool IsAboutScore => When.Signals.All(signal => signal.Name.StartsWith(HealthSignals.Prefix, StringComparison.Ordinal));

    /// <summary>The first line whose condition is true; an unknown one is passed over.</summary>
    public Severity SeverityFor(ISignalReader reader)
    {
        for (var i = 0; i < Severities.Count; i++)
        {
            var rule = Severities[i];
            if (rule.When is null || rule.When.Evaluate(reader) == Truth.True)
                return rule.Severity;
        }

        throw new InvalidOperationException($"The last severity of {Name} must have no condition.");
    }
}
