using AccountAlerts.Domain.Triggers;

namespace AccountAlerts.Engine.Templating;

/// <summary>All triggers in force at one moment, and what is wrong with their files. Never changes; a reload makes a new one.</summary>
public sealed class AlertSet
{
    internal AlertSet(IEnumerable<AlertTemplate> templates, IReadOnlyList<TemplateFault> faults, IReadOnlyList<ChangedBeneath>? beneath = null)
    {
        Templates = [.. templates.OrderBy(template => template.Trigger.Name, StringComparer.Ordinal)];
        Triggers = [.. Templates.Select(template => template.Trigger)];
        ByName = Triggers.ToDictionary(trigger => trigger.Name, StringComparer.Ordinal);
        Faults = faults;
        Beneath = beneath ?? [];
    }

    public static AlertSet Empty { get; } = new([], []);

    /// <summary>In ordinal order of name. For a bad file its last good version, if there is one.</summary>
    public IReadOnlyList<AlertTemplate> Templates { get; }

    public IReadOnlyList<Trigger> Triggers { get; }

    public IReadOnlyDictionary<string, Trigger> ByName { get; }

    /// <summary>Of all files, in the order of their paths.</summary>
    public IReadOnlyList<TemplateFault> Faults { get; }

    /// <summary>Operator's files whose shipped ones have changed since.</summary>
    public IReadOnlyList<ChangedBeneath> Beneath { get; }

    /// <summary>Null for a trigger that has no file any more.</summary>
    public AlertTemplate? Find(string trigger) => Templates.FirstOrDefault(template => template.Trigger.Name == trigger);
}
