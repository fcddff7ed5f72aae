using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Webhook;

/// <summary>A chat platform behind signed plain JSON: any tool that can take a POST can show cards.</summary>
public sealed class WebhookPlatform : IChatPlatform, IDisposable
{
    public const string PlatformName = "webhook";

    private readonly string _workspace;
    private readonly WebhookClient _client;

    /// <param name="machineClock">The real time, also where the product's clock is moved.</param>
    public WebhookPlatform(WebhookOptions options, TimeProvider machineClock)
    {
        ArgumentNullException.ThrowIfNull(options);
        _workspace = options.Workspace;
        _client = new WebhookClient(options, machineClock);
        Limits = options.ConversationEvery is { } every ? new PlatformLimits { Conversation = new Rate(every) } : PlatformLimits.None;
    }

    public string Name => PlatformName;

    public PlatformLimits Limits { get; }

    public async Task<DeliveryOutcome> SendAsync(OutboundMessage message, CancellationToken cancellation) =>
        Refusal(message.Conversation) ?? WebhookErrors.OfPost(await _client.PostAsync(message, cancellation));

    public async Task<DeliveryOutcome> EditAsync(OutboundMessage message, string messageId, CancellationToken cancellation) =>
        Refusal(message.Conversation) ?? WebhookErrors.OfPut(await _client.PutAsync(message, messageId, cancellation), messageId);

    public async Task<LookUp> FindAsync(Conversation conversation, string key, CancellationToken cancellation) =>
        Refusal(conversation) is not null ? new LookUp.Absent() : WebhookErrors.OfGet(await _client.GetAsync(conversation, key, cancellation));

    public void Dispose() => _client.Dispose();

    /// <summary>After <c>Webhook:Workspace</c> was changed, old rows still name the former one.</summary>
    private DeliveryOutcome.DestinationBroken? Refusal(Conversation conversation) =>
        conversation.Platform == PlatformName && conversation.Workspace == _workspace
            ? null
            : new DeliveryOutcome.DestinationBroken($"{conversation} does not belong to the webhook's workspace {_workspace}");
}
