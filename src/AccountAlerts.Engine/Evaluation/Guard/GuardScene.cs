using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Fleet;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Evaluation.Models;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Evaluation.Guard;

/// <summary>What is fixed for one evaluation.</summary>
/// <param name="Limits">Null where waves are not looked for.</param>
internal sealed record GuardScene(IReadOnlyList<Trigger> Triggers, ModelsInForce Models, GuardLimits? Limits, TeamDirectory Team, DateTimeOffset Now)
{
    public Trigger? Find(string name) => Triggers.FirstOrDefault(trigger => trigger.Name == name);

    public IFleetHolds HoldsOf(IReadOnlyCollection<GuardHold> holds, IReadOnlySet<FactStream> stale) => HoldsOf(holds, Triggers, stale);

    public static IFleetHolds HoldsOf(IReadOnlyCollection<GuardHold> holds, IReadOnlyList<Trigger> triggers, IReadOnlySet<FactStream> stale) => new FleetHolds(
        holds, Names(triggers.Where(GuardedTriggers.IsAboutScore)),
        stale.Count == 0 ? new HashSet<string>() : Names(triggers.Where(trigger => GuardedTriggers.RestsOn(trigger, stale))));

    private static HashSet<string> Names(IEnumerable<Trigger> triggers) => triggers.Select(trigger => trigger.Name).ToHashSet(StringComparer.Ordinal);
}
