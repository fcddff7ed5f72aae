using AccountAlerts.Proofs.Chat;
using AccountAlerts.Proofs.Rigging;

namespace AccountAlerts.Proofs.Deliveries;

/// <summary>A moment of a delivery at which the service is killed: a step inside it, or a call that the chat server is in the middle of.</summary>
/// <param name="Step">Inside the service; null for the others.</param>
/// <param name="During">The kind of call that is accepted and answered to nobody.</param>
internal sealed record KillMoment(string Name, DeliveryStep? Step, ChatVerb? During)
{
    public static IReadOnlyList<KillMoment> All { get; } =
    [
        new("before claim", DeliveryStep.BeforeClaim, null),
        new("after claim", DeliveryStep.AfterClaim, null),
        new("after accept", null, ChatVerb.Post),
        new("before record", DeliveryStep.BeforeRecord, null),
        new("after record", DeliveryStep.AfterRecord, null),
        new("during edit", null, ChatVerb.Edit),
    ];
}
