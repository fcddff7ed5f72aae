using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing.Holds;

namespace AccountAlerts.Engine.Routing;

/// <summary>Loads what the hold rules ask about, once for each round.</summary>
public sealed class TellingScenes(
    ITellings tellings, IProductValues values, IOutbox outbox, IConversationBook book, IDigestBook digests, TellingPolicy policy,
    IEnumerable<IHoldRuleSource> sources, AlertingMode mode)
{
    /// <summary>An address that has taken nothing for so much of its owner's working time cannot be reached.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(8);

    /// <param name="budget">False for rounds in which nobody is interrupted unless somebody of ours wants it.</param>
    public async Task<(TellingScene Scene, HoldRules Rules)> LoadAsync(
        TeamDirectory team, IFleetHolds fleet, bool budget, DateTimeOffset now, CancellationToken cancellation)
    {
        var calendars = new TellingScene(now, team, policy);
        var scene = new TellingScene(now, team, policy)
        {
            Demo = mode.Demo,
            Absences = await Absences.LoadAsync(values, cancellation),
            Mutes = await AccountMutes.LoadAsync(values, cancellation),
            Unreachable = await UnreachableAsync(team, calendars, now, cancellation),
            Fleet = fleet,
            Digests = digests,
        };
        if (budget && policy.Budget.Enabled && !mode.Demo)
            scene.Ledger.Count(await tellings.SinceAsync(now - BudgetLedger.Memory, cancellation));

        var loaded = new List<IHoldRule>();
        foreach (var source in sources)
            loaded.Add(await source.LoadAsync(now, cancellation));
        return (scene, new HoldRules(loaded));
    }

    private async Task<IReadOnlySet<string>> UnreachableAsync(TeamDirectory team, TellingScene calendars, DateTimeOffset now, CancellationToken cancellation)
    {
        var unreachable = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var broken = (await outbox.CountAsync(cancellation)).Broken;
        if (broken.Count == 0)
            return unreachable;
        foreach (var mate in team.All)
        {
            var place = book.Of(mate.Email);
            bool gone = broken.Any(destination => destination.Platform == place.Platform && destination.Workspace == place.Workspace
                && destination.Conversation == place.Id && calendars.CalendarOf(mate.Email).WorkBetween(destination.Since, now) >= Patience);
            if (gone)
                unreachable.Add(mate.Email);
        }

        return unreachable;
    }
}
