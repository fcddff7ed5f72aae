using System.Globalization;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>The small print of every score: from how many inputs, and to which day.</summary>
public static class FreshnessText
{
    /// <summary>"Usage to 3 Jun 2026. From 5 of 7 inputs; without Sentiment (no survey in 180 days), Support (not connected)".</summary>
    public static string Of(AccountView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return $"{Usage(view)}. {Inputs(view.Health)}";
    }

    /// <summary>"Usage to 3 Jun 2026".</summary>
    private static string Usage(AccountView view)
    {
        StreamFreshness usage = view.Frame[FactStream.Usage];
        if (usage.CompleteThrough is not { } day)
            return "Usage is not connected";
        string date = ReadableValue.Date(day);
        return usage.Stale ? $"No usage since {date}, so it is left out" : $"Usage to {date}";
    }

    /// <summary>"From 7 of 7 inputs".</summary>
    private static string Inputs(HealthResult health)
    {
        int present = health.Components.Count(component => component.Score is not null);
        string count = string.Create(CultureInfo.InvariantCulture, $"From {present} of {health.Components.Count} inputs");
        if (present == health.Components.Count)
            return count;
        var missing = health.Components.Where(component => component.Score is null).Select(component => $"{component.Label} ({component.Value.Note})");
        return $"{count}; without {string.Join(", ", missing)}";
    }
}
