using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation.Asked;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Evaluation.Briefs;

/// <summary>The two or three things of the next quarter, each with an owner and a day.</summary>
internal static class BriefPriorities
{
    private const int Most = 3;

    /// <summary>What nobody set a day for is reviewed within a month.</summary>
    private const int UsualDays = 30;

    public static IReadOnlyList<string> Of(BriefInput input)
    {
        var steps = new List<NextStep>();
        steps.AddRange(NextSteps.ByUrgency(input.Alerts).Where(stored => stored.Alert.Kind is TriggerKind.Risk or TriggerKind.Onboarding)
            .Select(stored => NextSteps.Of(stored, input.Owner, input.Team)).DistinctBy(step => step.What));
        var today = input.Now.AsOf;
        steps.AddRange(input.Now.Facts.Milestones.Where(milestone => !(milestone.ReachedOn <= today) && milestone.DueOn >= today).OrderBy(milestone => milestone.DueOn)
            .Select(milestone => new NextStep($"Reach: {Plain(milestone)}", input.Owner, $"{NextStep.Due}{ReadableValue.Date(milestone.DueOn!.Value)}")));
        string usual = $"{NextStep.Due}{ReadableValue.Date(today.AddDays(UsualDays))}";
        if (input.Read("adoption.ratio") is { Present: true, Number: < 0.6 } && input.Now.Seats is { } seats)
            steps.Add(new NextStep($"Bring {ReadableValue.Number(Math.Ceiling(seats * 0.6), Unit.Count)} of the {ReadableValue.Number(seats, Unit.Count)} seats into use", input.Owner, usual));
        steps.Add(new NextStep(
            input.Now.Health.Band == Band.Healthy ? "Agree the next outcome with them, and how both sides will measure it" : "Agree with them what has to be better by the next review, and how both sides will see it",
            input.Owner, usual));
        steps.Add(new NextStep("Set the date of the next business review", input.Owner, usual));
        return [.. steps.Take(Most).Select(step => step.ToString())];
    }

    private static string Plain(Milestone milestone) => BriefOutcomes.NameOf(milestone).ToLowerInvariant();
}
