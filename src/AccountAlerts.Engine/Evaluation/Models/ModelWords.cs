using System.Globalization;
using AccountAlerts.Domain.Health;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Evaluation.Models;

/// <summary>Says in words what changed about the model behind the score.</summary>
public static class ModelWords
{
    /// <summary>"The model behind the score changed on 3 June 2026."; null where it did not.</summary>
    public static string? Changed(IReadOnlyList<DateOnly> days)
    {
        ArgumentNullException.ThrowIfNull(days);
        return days.Count == 0 ? null : $"The model behind the score changed on {string.Join(" and on ", days.Select(ReadableValue.Date))}.";
    }

    /// <summary>"7 of 80 customers would change band: 5 to a better one, 2 to a worse one. ..."</summary>
    public static string Difference(ModelDifference difference)
    {
        ArgumentNullException.ThrowIfNull(difference);
        string bands = Said($"{difference.Better + difference.Worse} of {difference.Accounts} customers would change band: {difference.Better} to a better one, {difference.Worse} to a worse one. ");
        string mean = Said($"The score would move by {Signed(difference.Mean)} on average.");
        return bands + mean
            + (difference.Gained > 0 ? Said($" {difference.Gained} that have no score would have one.") : "")
            + (difference.Lost > 0 ? Said($" {difference.Lost} that have a score would have none.") : "");
    }

    /// <summary>"Amber Health 71 → 58 (Critical)".</summary>
    public static string Mover(ModelMove move)
    {
        ArgumentNullException.ThrowIfNull(move);
        return Said($"{PlainText.Clean(move.Name, 60)} {move.Before} → {move.After}") + (move.ChangesBand ? $" ({CardWords.Band(Bands.Of(move.After))})" : "");
    }

    private static string Signed(double mean) => mean.ToString("+0.0;−0.0;0", CultureInfo.InvariantCulture);

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
