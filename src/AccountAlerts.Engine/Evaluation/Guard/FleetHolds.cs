using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Fleet;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Evaluation.Guard;

/// <summary>What is held for many accounts at once, and what was until lately.</summary>
/// <param name="holds">Ended ones included, for as long as they are remembered.</param>
/// <param name="scoreTriggers">Triggers that ask about the score itself.</param>
/// <param name="staleTriggers">Triggers that rest on a source without data.</param>
internal sealed class FleetHolds(IReadOnlyCollection<GuardHold> holds, IReadOnlySet<string> scoreTriggers, IReadOnlySet<string> staleTriggers) : IFleetHolds
{
    public FleetHold? Of(Alert alert, AccountSnapshot account)
    {
        FleetHold? released = null;
        foreach (var hold in holds)
        {
            if (!Covers(hold, alert, account))
                continue;
            if (!hold.IsOver)
                return new FleetHold(TellingReasons.Guard);
            // A flood that was held is a list, not a heap of cards. What came back by itself has left but a few.
            if (hold.EndReason != GuardReasons.Back && alert.OpenedAt <= hold.EndedAt)
                released = new FleetHold(TellingReasons.Guard) { Listed = true };
        }

        return staleTriggers.Contains(alert.Key.Trigger) ? new FleetHold(TellingReasons.Stale) : released;
    }

    private bool Covers(GuardHold hold, Alert alert, AccountSnapshot account)
    {
        if (hold.AccountId is { } only && only != alert.Key.AccountId)
            return false;
        if (hold.Triggers.Contains(alert.Key.Trigger))
            return true;
        return hold.Components.Count > 0 && scoreTriggers.Contains(alert.Key.Trigger) && account.Shift is { } shift
            && shift.At >= hold.From && hold.Components.Contains(shift.Component);
    }
}
