using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;

namespace AccountAlerts.Engine.Routing.Holds;

/// <summary>Nobody sells more, or asks for a favour, while something is on fire or unpaid.</summary>
internal sealed class GrowthWaitsRule : IHoldRule
{
    public Objection? Of(News news, TellingScene scene) =>
        news.Alert.Kind is TriggerKind.Expansion or TriggerKind.Advocacy && !news.ByHand && (news.Account.HoldExpansion || HasRisk(news.Others))
            ? new Objection(TellingWay.Held, TellingReasons.WaitsForRisk)
            : null;

    private static bool HasRisk(IReadOnlyList<Alert> alerts)
    {
        for (int i = 0; i < alerts.Count; i++)
        {
            if (alerts[i] is { Kind: TriggerKind.Risk, Severity: >= Severity.High, State: AlertState.Open or AlertState.Acknowledged })
                return true;
        }

        return false;
    }
}
