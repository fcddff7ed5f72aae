using System.Globalization;
using AccountAlerts.Domain.Health;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Evaluation.Fleet;

/// <summary>Says in one line how an account does together with those below it.</summary>
public static class GroupWords
{
    public const string Label = "Group";

    /// <summary>"of 4: 71, At risk; 1 critical; lowest Blue Harbor 38".</summary>
    public static string Of(GroupHealth group)
    {
        ArgumentNullException.ThrowIfNull(group);
        if (group is not { Score: { } score, Band: { } band })
            return Said($"of {group.Accounts}: no score");
        string text = Said($"of {group.Accounts}: {score}, {CardWords.Band(band)}");
        if (group.Critical > 0)
            text += Said($"; {group.Critical} critical");
        return group.Lowest is { Score: { } low } lowest ? text + Said($"; lowest {PlainText.Clean(lowest.Name, 60)} {low}") : text;
    }

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
