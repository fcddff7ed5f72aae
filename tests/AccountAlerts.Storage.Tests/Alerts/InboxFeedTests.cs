using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Storage.Alerts;
using AccountAlerts.TestKit.Fakes;

namespace AccountAlerts.Storage.Tests.Alerts;

/// <summary>What a reader's page shows when another platform has their cards.</summary>
public class InboxFeedTests : IDisposable
{
    private const string Dana = "dana@example.com";

    private static readonly Conversation Elsewhere = new("webhook", "default", Dana);

    private readonly TemporaryStore _store = new();
    private readonly FakeClock _clock = new();

    private AlertStore Store => new(_store.Database, new DispatchSignal());

    private Mailbox Mailbox => new(_store.Database, _clock);

    private InboxFeed Feed => new(_store.Database, Mailbox);

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task The_inboxes_own_messages_and_those_elsewhere_stand_in_one_list_newest_first()
    {
        await Mailbox.PostAsync(new OutboundMessage(InboxPlatform.ConversationOf(Dana), "k1", Text("first")), default);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await PutAsync(Card("k2"), "second");
        _clock.Advance(TimeSpan.FromMinutes(1));
        await Mailbox.PostAsync(new OutboundMessage(InboxPlatform.ConversationOf(Dana), "k3", Text("third")), default);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await PostAsync("k4", Elsewhere);

        var seen = await Feed.ReadAsync("Dana@Example.com", 100, default);

        Assert.Equal(["k4", "third", "second", "first"], seen.Select(message => message.Message.Text));
        Assert.Equal(4, seen.Select(message => message.MessageId).Distinct().Count());
        Assert.Equal(["k4", "third"], (await Feed.ReadAsync(Dana, 2, default)).Select(message => message.Message.Text));
    }

    [Fact]
    public async Task Messages_of_others_and_cards_that_were_over_before_anybody_saw_them_are_not_there()
    {
        await PostAsync("other", new Conversation("webhook", "default", "lee@example.com"));
        var card = await PutAsync(Card("gone"), "never shown");
        await PutAsync(card with { Phase = CardPhase.Closed }, "over");

        Assert.Empty(await Feed.ReadAsync(Dana, 100, default));
    }

    [Fact]
    public async Task The_reader_of_a_conversation_that_is_called_otherwise_is_who_the_post_says()
    {
        var post = new Post("u", "k", null, new Conversation("webhook", "default", "C0123"), Text("hello"), Priority.Alert) { Reader = "Dana@example.com" };
        await Store.CommitAsync(new AlertCommit { At = _clock.GetUtcNow(), Posts = [post] }, default);

        Assert.Single(await Feed.ReadAsync(Dana, 100, default));
    }

    [Fact]
    public async Task Every_change_changes_the_number_and_nothing_else_does()
    {
        var numbers = new List<long> { await Feed.LatestAsync(Dana, default) };
        async Task NoteAsync() => numbers.Add(await Feed.LatestAsync(Dana, default));

        await Mailbox.PostAsync(new OutboundMessage(InboxPlatform.ConversationOf(Dana), "k0", Text("x")), default);
        await NoteAsync();
        var first = await PutAsync(Card("k1"), "a");
        await NoteAsync();
        var second = await PutAsync(Card("k2", account: 2), "b");
        await NoteAsync();
        first = await PutAsync(first, "a2");
        await NoteAsync();
        // One ends while another changes: the sum of versions alone would stand still.
        await PutAsync(first with { Phase = CardPhase.Closed }, "over");
        second = await PutAsync(second, "b2");
        await PutAsync(second, "b3");
        await NoteAsync();
        await PostAsync("k3", Elsewhere);
        await NoteAsync();

        Assert.Equal(numbers.Count, numbers.Distinct().Count());
        await PostAsync("other", new Conversation("webhook", "default", "lee@example.com"));
        Assert.Equal(numbers[^1], await Feed.LatestAsync(Dana, default));
    }

    private static Card Card(string key, int account = 1) => new()
    {
        Key = key,
        AccountId = account,
        Kind = TriggerKind.Risk,
        Conversation = Elsewhere,
        Reader = Dana,
        Generation = 1,
        Causes = [],
        Version = 0,
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    private static Message Text(string text) => new() { Text = text, Blocks = [new Paragraph([new Span(text)])] };

    private async Task<Card> PutAsync(Card card, string text)
    {
        var next = card with { Version = card.Version + 1 };
        Assert.IsType<CommitOutcome.Stored>(await Store.CommitAsync(
            new AlertCommit { At = _clock.GetUtcNow(), Cards = [new CardChange(next, Text(text), Priority.Alert)] }, default));
        return next;
    }

    private Task<CommitOutcome> PostAsync(string key, Conversation at) => Store.CommitAsync(
        new AlertCommit { At = _clock.GetUtcNow(), Posts = [new Post(key, key, null, at, Text(key), Priority.Alert)] }, default);
}
