using AccountAlerts.Engine.Conversations;
using AccountAlerts.Storage.Alerts;
using AccountAlerts.TestKit.Contracts;
using AccountAlerts.TestKit.Fakes;

namespace AccountAlerts.Storage.Tests.Alerts;

/// <summary>The inbox over its SQLite mailbox sits the exam of all platforms.</summary>
public class InboxPlatformTests : ChatPlatformContract, IDisposable
{
    private readonly TemporaryStore _store = new();
    private readonly FakeClock _clock = new();

    protected override Conversation Known => InboxPlatform.ConversationOf("dana@example.com");

    protected override Conversation Unknown => new("inbox", "local", "nobody");

    private Mailbox Mailbox => new(_store.Database, _clock);

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task The_same_key_twice_is_one_message()
    {
        var platform = await PlatformAsync();
        var message = new OutboundMessage(Known, "CCCCCCCCCCCCCCCCCCCCCC", Text("once"));

        Assert.Equal(await platform.SendAsync(message, default), await platform.SendAsync(message, default));
        Assert.Single(await SeenAsync(Known));
    }

    [Fact]
    public async Task The_sequence_grows_with_every_post_and_edit_anywhere()
    {
        var mailbox = Mailbox;
        var other = InboxPlatform.ConversationOf("#customer-success");

        string id = await mailbox.PostAsync(new OutboundMessage(Known, "k1", Text("a")), default);
        await mailbox.PostAsync(new OutboundMessage(other, "k2", Text("b")), default);
        Assert.Equal((1, 2), (await mailbox.LatestAsync(Known, default), await mailbox.LatestAsync(other, default)));

        _clock.Advance(TimeSpan.FromMinutes(1));
        await mailbox.EditAsync(new OutboundMessage(Known, "k1", Text("c")), id, default);
        var seen = Assert.Single(await mailbox.ReadAsync(Known, 10, default));
        Assert.Equal((3, TimeSpan.FromMinutes(1)), (seen.Sequence, seen.EditedAt - seen.PostedAt));
    }

    [Fact]
    public async Task A_line_stands_under_its_message_and_not_beside_it()
    {
        var mailbox = Mailbox;
        string card = await mailbox.PostAsync(new OutboundMessage(Known, "k1", Text("card")), default);
        await mailbox.PostAsync(new OutboundMessage(Known, "k2", Text("line")) { ThreadId = card }, default);
        await mailbox.PostAsync(new OutboundMessage(Known, "k3", Text("of nothing")) { ThreadId = "4711" }, default);

        var seen = await mailbox.ReadAsync(Known, 10, default);

        Assert.Equal(["of nothing", "card"], seen.Select(message => message.Message.Text));
        Assert.Equal(["line"], seen[1].Thread.Select(message => message.Message.Text));
        Assert.Equal(3, await mailbox.LatestAsync(Known, default));
    }

    protected override Task<IChatPlatform> PlatformAsync() => Task.FromResult<IChatPlatform>(new InboxPlatform(Mailbox));

    protected override async Task<IReadOnlyList<Message>> SeenAsync(Conversation conversation) =>
        [.. (await Mailbox.ReadAsync(conversation, 100, default)).Select(message => message.Message)];
}
