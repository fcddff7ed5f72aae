using System.Globalization;
using AccountAlerts.Domain.Fleet;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Evaluation.Guard;

/// <summary>Finds what is to be held from now on, beside what is held already.</summary>
internal sealed class WaveFinder(GuardScene scene, FleetCensus census, IReadOnlyDictionary<string, GuardHold> known, GuardLimits limits)
{
    private const string TriggerPrefix = "trigger/";
    private const string ComponentPrefix = "component/";
    private const string PeoplePrefix = "people/";

    public static string KeyOf(string trigger) => TriggerPrefix + trigger;

    /// <summary>The component's name among the medians.</summary>
    public static string ComponentOf(string key) => key[ComponentPrefix.Length..];

    /// <param name="opened">By trigger: accounts in each span, the youngest first.</param>
    public IEnumerable<GuardHold> Waves(IReadOnlyDictionary<string, IReadOnlyList<int>> opened)
    {
        foreach (var (name, counts) in opened)
        {
            string key = KeyOf(name);
            if (IsHeld(key) || scene.Find(name) is not { } trigger)
                continue;
            int evaluated = census.Evaluated(name);
            var verdict = FleetGuardRules.Of(new TriggerCourse(counts[0], evaluated, [.. counts.Skip(1)]), limits);
            if (verdict.Holds)
            {
                yield return new GuardHold(
                    key, GuardedThing.Trigger, name, null, [name], GuardedTriggers.ComponentsOf(trigger, scene.Models.Current), scene.Now, counts[0], evaluated,
                    verdict.Usual, Math.Max(0, (census.NotClear(name) ?? 0) - counts[0]));
            }
        }
    }

    public IEnumerable<GuardHold> Moved(IReadOnlyDictionary<string, TypicalValue> medians, MedianTrail trail)
    {
        foreach (var (component, now) in medians)
        {
            string key = ComponentPrefix + component;
            if (IsHeld(key))
                continue;
            var verdict = FleetGuardRules.Of(trail.Course(component, now, scene.Now, known.GetValueOrDefault(key)?.EndedAt ?? DateTimeOffset.MinValue), limits);
            string name = component[(component.IndexOf('/', StringComparison.Ordinal) + 1)..];
            if (verdict.Holds)
                yield return new GuardHold(key, GuardedThing.Component, name, null, [], [name], scene.Now, now.Accounts, now.Accounts, verdict.Usual, now.Median);
        }
    }

    /// <summary>Only where something new rests on who the people are: else there is nothing to hold.</summary>
    public IEnumerable<GuardHold> NewIds(IReadOnlyList<FleetNews> news)
    {
        string[] triggers = [.. scene.Triggers.Where(GuardedTriggers.IsAboutPeople).Select(trigger => trigger.Name)];
        foreach (var account in news.Where(one => one.Alert.Version == 1 && triggers.Contains(one.Alert.Key.Trigger)).Select(one => one.Account).DistinctBy(account => account.Id))
        {
            string key = string.Create(CultureInfo.InvariantCulture, $"{PeoplePrefix}{account.Id}");
            if (!known.ContainsKey(key) && census.People.GetValueOrDefault(account.Id) is { } change)
            {
                yield return new GuardHold(
                    key, GuardedThing.People, account.Name, account.Id, triggers, [], scene.Now, change.Gone, change.Arrived, 0, 0);
            }
        }
    }

    private bool IsHeld(string key) => known.TryGetValue(key, out var hold) && !hold.IsOver;
}
