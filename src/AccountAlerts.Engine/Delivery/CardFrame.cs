using AccountAlerts.Domain.Alerts;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Delivery;

/// <summary>What a card shows beside its account and alerts.</summary>
/// <param name="Links">Where the account's page is.</param>
/// <param name="SponsorHears">When our executive sponsor will hear of an alert; null if they will not, or do already.</param>
public sealed record CardFrame(TeamDirectory Team, ProductLinks Links, Func<Alert, DateTimeOffset?> SponsorHears)
{
    public bool IsExecutive(string reader) => Team.Knows(reader) && Team.Of(reader).Role == TeamRole.Executive;

    public bool IsManager(string reader) => Team.Knows(reader) && Team.Of(reader).Role == TeamRole.Manager;
}
