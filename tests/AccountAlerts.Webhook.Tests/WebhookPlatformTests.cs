using AccountAlerts.Engine.Conversations;
using AccountAlerts.TestKit.Contracts;
using AccountAlerts.TestKit.Receivers;

namespace AccountAlerts.Webhook.Tests;

/// <summary>The webhook over a real socket sits the exam of all platforms.</summary>
public sealed class WebhookPlatformTests : ChatPlatformContract, IAsyncLifetime
{
    private readonly List<IDisposable> _platforms = [];
    private FakeWebhook? _fake;

    protected override Conversation Known => new("webhook", "default", "dana@example.com");

    protected override Conversation Unknown => new("webhook", "default", "#nowhere");

    protected override IReadOnlyList<string> Secrets => [FakeWebhook.DefaultSecret];

    private FakeWebhook Fake => _fake ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync()
    {
        _fake = await FakeWebhook.StartAsync();
        _fake.Script = WebhookConsole.ScriptOf("404 for #nowhere");
    }

    public async Task DisposeAsync()
    {
        _platforms.ForEach(platform => platform.Dispose());
        await Fake.DisposeAsync();
    }

    [Fact]
    public async Task A_key_that_is_sent_twice_is_one_message()
    {
        var platform = await PlatformAsync();
        var message = new OutboundMessage(Known, "CCCCCCCCCCCCCCCCCCCCCC", Text("once"));

        Assert.Equal(await platform.SendAsync(message, default), await platform.SendAsync(message, default));
        Assert.Single(await SeenAsync(Known));
    }

    [Fact]
    public async Task A_conversation_of_another_platform_or_workspace_is_not_even_tried()
    {
        var platform = await PlatformAsync();
        foreach (var foreign in (Conversation[])[new("inbox", "default", "dana@example.com"), new("webhook", "former", "dana@example.com")])
        {
            var message = new OutboundMessage(foreign, "CCCCCCCCCCCCCCCCCCCCCC", Text("x"));
            Assert.IsType<DeliveryOutcome.DestinationBroken>(await platform.SendAsync(message, default));
            Assert.IsType<DeliveryOutcome.DestinationBroken>(await platform.EditAsync(message, "m1", default));
            Assert.IsType<LookUp.Absent>(await platform.FindAsync(foreign, message.Key, default));
        }

        Assert.Empty(Fake.Calls);
    }

    [Fact]
    public async Task Names_that_mean_something_in_an_address_find_their_message_again()
    {
        var platform = await PlatformAsync();
        var place = new Conversation("webhook", "default", "#a/b?c=d&e+f%41 \u00e9\ud83d\ude00");
        var message = new OutboundMessage(place, "k/../?&=+%", Text("x"));
        Fake.Then(WebhookReply.Saying("""{"id":"a/../b?c=d&\u00e9%41"}"""));

        string id = Assert.IsType<DeliveryOutcome.Delivered>(await platform.SendAsync(message, default)).MessageId;
        Assert.Equal("a/../b?c=d&\u00e9%41", id);
        Assert.IsType<LookUp.Found>(await platform.FindAsync(place, message.Key, default));
        Assert.IsType<DeliveryOutcome.MessageGone>(await platform.EditAsync(message, id, default));
        Assert.Equal(id, Fake.Calls[^1].MessageId);
        Assert.Equal((0, 0), (Fake.Counts.Forged, Fake.Counts.Malformed));
    }

    protected override Task<IChatPlatform> PlatformAsync()
    {
        var platform = new WebhookPlatform(new WebhookOptions { Url = Fake.Url, Secret = Fake.Secret }, TimeProvider.System);
        _platforms.Add(platform);
        return Task.FromResult<IChatPlatform>(platform);
    }

    protected override Task<IReadOnlyList<Message>> SeenAsync(Conversation conversation) => Task.FromResult<IReadOnlyList<Message>>(
        [.. Fake.Messages.Where(message => message.Conversation == conversation.Id).Reverse().Select(message => message.Message)]);
}
