using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation.Asked;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Evaluation.Briefs;

/// <summary>Where they could grow. Nobody speaks of it before outcomes and value stand.</summary>
/// <param name="WhyNot">What has to stand first, or that nothing points to growth; empty with lines.</param>
internal sealed record BriefGrowth(IReadOnlyList<string> Lines, string WhyNot)
{
    /// <summary>A tenth less is the season.</summary>
    private const double ValueFalls = -0.1;

    private const double SeatsNearlyTaken = 0.8;

    public static BriefGrowth Of(BriefInput input, BriefOutcomes outcomes, BriefValue value)
    {
        if (WhyNotYet(input, outcomes, value) is { } why)
            return new BriefGrowth([], $"Not this time: {why}.");
        string name = PlainText.Clean(input.Now.Facts.Profile.Name, 200);
        var lines = new List<string>(NextSteps.ByUrgency(input.Alerts).Where(stored => stored.Alert.Kind is TriggerKind.Expansion)
            .Select(stored => $"{CardWords.Without(name, stored.Text.Title)}. {stored.Text.NextStep}"));
        if (input.Above("seats.used_ratio", SeatsNearlyTaken) is { } taken)
            lines.Add($"{ReadableValue.Number(taken, Unit.Ratio)} of the seats are taken: name the price of more before people are locked out");
        if (input.Above("departments.new_60d", 0) is { } departments)
            lines.Add($"{ReadableValue.Number(departments, Unit.Count)} new {(departments == 1 ? "department" : "departments")} in 60 days: ask what they hope for, and show the next use case");
        if (input.Above("opportunity.expansions_open", 0) is { } open)
            lines.Add($"{ReadableValue.Number(open, Unit.Count)} open {(open == 1 ? "expansion" : "expansions")} in the CRM");
        if (input.Read("context.expansion_interest_days") is { Present: true, Number: var days })
            lines.Add($"They asked for more {ReadableValue.Days(days)} ago");
        return lines.Count > 0
            ? new BriefGrowth(lines, "")
            : new BriefGrowth([], "Outcomes and value stand. Nothing yet says where they would grow: ask which team should see these results next.");
    }

    private static string? WhyNotYet(BriefInput input, BriefOutcomes outcomes, BriefValue value)
    {
        if (outcomes.Reached.Count == 0)
            return "no outcome is on record as reached";
        if (outcomes.Overdue > 0)
            return outcomes.Overdue == 1 ? "a goal is past its day" : $"{ReadableValue.Number(outcomes.Overdue, Unit.Count)} goals are past their day";
        if (value.WhyNot.Length > 0)
            return $"their use is not known ({value.WhyNot})";
        if (input.Read("usage.change_13w") is { Present: true, Number: < ValueFalls and var fall })
            return $"their use is {ReadableValue.Change(fall)} over the quarter";
        return input.Now.Health.Band is null or Band.Healthy ? null : $"their health is {Bands.Word(input.Now.Health.Band.Value)}";
    }
}
