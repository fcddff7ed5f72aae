using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Storage.Tests.Alerts;

/// <summary>A platform that takes nothing away again.</summary>
internal sealed class KeepsMessages(IChatPlatform platform) : IChatPlatform
{
    public string Name => platform.Name;

    public Task<DeliveryOutcome> SendAsync(OutboundMessage message, CancellationToken cancellation) => platform.SendAsync(message, cancellation);

    public Task<DeliveryOutcome> EditAsync(OutboundMessage message, string messageId, CancellationToken cancellation) =>
        platform.EditAsync(message, messageId, cancellation);

    public Task<LookUp> FindAsync(Conversation conversation, string key, CancellationToken cancellation) => platform.FindAsync(conversation, key, cancellation);
}
