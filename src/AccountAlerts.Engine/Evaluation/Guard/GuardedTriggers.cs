using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers;

namespace AccountAlerts.Engine.Evaluation.Guard;

/// <summary>What triggers rest on, as far as a hold has to know.</summary>
internal static class GuardedTriggers
{
    /// <summary>Asks about the score itself: a consequence of its parts.</summary>
    public static bool IsAboutScore(Trigger trigger) => HeldHealthReader.Concerns(trigger);

    /// <summary>Asks who the people of an account are.</summary>
    public static bool IsAboutPeople(Trigger trigger) => trigger.Signals.Any(signal => SignalSources.IsAboutPeople(signal.Name));

    public static bool RestsOn(Trigger trigger, IReadOnlySet<FactStream> streams) =>
        trigger.Signals.Any(signal => SignalSources.StreamOf(signal.Name) is { } stream && streams.Contains(stream));

    /// <summary>The parts of any score that look at the same numbers.</summary>
    public static IReadOnlyList<string> ComponentsOf(Trigger trigger, HealthModels models)
    {
        var signals = trigger.Signals.Select(signal => signal.Name).ToHashSet(StringComparer.Ordinal);
        return [.. models.InOrder.SelectMany(model => model.Components).Where(part => signals.Contains(part.Signal)).Select(part => part.Name).Distinct(StringComparer.Ordinal)];
    }
}
