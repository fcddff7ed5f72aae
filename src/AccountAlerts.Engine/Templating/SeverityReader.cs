using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Domain.Triggers.Conditions;

namespace AccountAlerts.Engine.Templating;

/// <summary>Reads <c>severity</c>: one word, or a list of <c>{when, severity}</c> of which the first true one decides.</summary>
internal sealed class SeverityReader(SettingReader settings, SignalVocabulary signals, SignalScope scope)
{
    private static readonly string[] Words = ["low", "medium", "high", "critical"];

    /// <returns>Empty where a fault was noted.</returns>
    public IReadOnlyList<SeverityRule> Read(TriggerKind? kind) => settings.Node("severity") switch
    {
        FrontScalar word => SettingReader.Word<Severity>(word, "severity", Words) is { } severity ? [new SeverityRule(null, severity)] : [],
        FrontList list => Rules(list),
        FrontMap map => Refuse(map),
        _ => Default(kind),
    };

    private IReadOnlyList<SeverityRule> Default(TriggerKind? kind)
    {
        switch (kind)
        {
            case TriggerKind.Expansion or TriggerKind.Advocacy:
                return [new SeverityRule(null, Severity.Low)];
            case TriggerKind.Data:
                return [new SeverityRule(null, Severity.Medium)];
            default:
                settings.Missing("severity", $"one of {string.Join(", ", Words)}, or a list of {{when, severity}}");
                return [];
        }
    }

    private List<SeverityRule> Rules(FrontList list)
    {
        settings.Missing("severity", "at least one entry");
        var rules = new List<SeverityRule>();
        for (var i = 0; i < list.Items.Count; i++)
        {
            if (Rule(list.Items[i], isLast: i == list.Items.Count - 1) is { } rule)
                rules.Add(rule);
        }

        return rules;
    }

    private SeverityRule? Rule(FrontNode item, bool isLast)
    {
        if (item is not FrontMap map)
        {
            settings.Fault(item.Start, "an entry of 'severity' must have 'severity' and, but for the last, 'when'");
            return null;
        }

        var entry = settings.Inside(map);
        entry.RefuseOthers(["when", "severity"]);
        var severity = entry.Required("severity", $"one of {string.Join(", ", Words)}") is { } word
            ? SettingReader.Word<Severity>(word, "severity", Words)
            : null;
        var when = entry.Scalar("when") is { } condition ? SettingReader.Condition(condition, signals, scope) : null;
        if (isLast && entry.Node("when") is not null)
            settings.Fault(item.Start, "the last entry of 'severity' must have no 'when', so that one always fits");
        else if (!isLast && entry.Node("when") is null)
            settings.Fault(item.Start, "only the last entry of 'severity' may have no 'when'; the ones after it would never be reached");
        return severity is { } known ? new SeverityRule(when, known) : null;
    }

    private IReadOnlyList<SeverityRule> Refuse(FrontMap map)
    {
        settings.Fault(map.Start, "'severity' must be a word or a list of {when, severity}");
        return [];
    }
}
