namespace AccountAlerts.Engine.Conversations;

/// <summary>The built-in chat platform: conversations are pages of the local inbox, one per teammate or channel.</summary>
public sealed class InboxPlatform(IMailbox mailbox) : IChatPlatform
{
    public const string PlatformName = "inbox";

    /// <summary>The one workspace that the inbox has.</summary>
    public const string Workspace = "local";

    public string Name => PlatformName;

    /// <param name="reader">A teammate's e-mail address, or a channel such as <c>#customer-success</c>.</param>
    public static Conversation ConversationOf(string reader) => new(PlatformName, Workspace, reader.ToLowerInvariant());

    public async Task<DeliveryOutcome> SendAsync(OutboundMessage message, CancellationToken cancellation)
    {
        if (Refusal(message.Conversation) is { } refusal)
            return refusal;
        return new DeliveryOutcome.Delivered(await mailbox.PostAsync(message, cancellation));
    }

    public async Task<DeliveryOutcome> EditAsync(OutboundMessage message, string messageId, CancellationToken cancellation)
    {
        if (Refusal(message.Conversation) is { } refusal)
            return refusal;
        return await mailbox.EditAsync(message, messageId, cancellation)
            ? new DeliveryOutcome.Delivered(messageId)
            : new DeliveryOutcome.MessageGone($"The inbox has no message {messageId}.");
    }

    public async Task<LookUp> FindAsync(Conversation conversation, string key, CancellationToken cancellation)
    {
        if (Refusal(conversation) is not null)
            return new LookUp.Absent();
        return await mailbox.FindAsync(conversation, key, cancellation) is { } id ? new LookUp.Found(id) : new LookUp.Absent();
    }

    private static DeliveryOutcome.DestinationBroken? Refusal(Conversation conversation) =>
        conversation is { Platform: PlatformName, Workspace: Workspace } && IsReader(conversation.Id)
            ? null
            : new DeliveryOutcome.DestinationBroken($"{conversation} is no conversation of the inbox: it has one per e-mail address and one per #channel.");

    private static bool IsReader(string id) => id.Length > 1 && (id[0] == '#' || id.IndexOf('@', 1) > 0);
}
