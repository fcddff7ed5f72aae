using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.TestKit.Contracts;

/// <summary>The exam that every chat platform sits: it sends, edits and finds, and tells every end apart.</summary>
public abstract class ChatPlatformContract
{
    private const string Key = "AAAAAAAAAAAAAAAAAAAAAA";

    /// <summary>A platform that works, with an empty conversation.</summary>
    protected abstract Task<IChatPlatform> PlatformAsync();

    /// <summary>A conversation that takes messages.</summary>
    protected abstract Conversation Known { get; }

    /// <summary>A conversation that the platform does not have.</summary>
    protected abstract Conversation Unknown { get; }

    /// <summary>What people see in the conversation, newest first, as the platform would show it.</summary>
    protected abstract Task<IReadOnlyList<Message>> SeenAsync(Conversation conversation);

    /// <summary>False for a platform that has no way to look for a message by its key.</summary>
    protected virtual bool FindsByKey => true;

    /// <summary>Texts that must never be in an outcome's reason: tokens, secrets.</summary>
    protected virtual IReadOnlyList<string> Secrets => [];

    /// <summary>What becomes of a text on its way to the screen; unchanged unless the platform has no place for some characters.</summary>
    protected virtual string Shown(string text) => text;

    [Fact]
    public async Task What_was_sent_is_found_by_its_key_and_nothing_else_is()
    {
        var platform = await PlatformAsync();

        var sent = Assert.IsType<DeliveryOutcome.Delivered>(await platform.SendAsync(Saying("Fernway went quiet"), default));

        if (FindsByKey)
        {
            Assert.Equal(sent.MessageId, Assert.IsType<LookUp.Found>(await platform.FindAsync(Known, Key, default)).MessageId);
            Assert.IsType<LookUp.Absent>(await platform.FindAsync(Known, "BBBBBBBBBBBBBBBBBBBBBB", default));
        }
        else
        {
            // Never "absent" for something that is there: that would make a second message of it.
            NoSecrets(Assert.IsType<LookUp.CannotTell>(await platform.FindAsync(Known, Key, default)).Reason);
        }

        Assert.Equal(["Fernway went quiet"], (await SeenAsync(Known)).Select(message => message.Text));
    }

    [Fact]
    public async Task An_edit_changes_what_is_there_and_posts_nothing()
    {
        var platform = await PlatformAsync();
        var sent = Assert.IsType<DeliveryOutcome.Delivered>(await platform.SendAsync(Saying("Fernway went quiet"), default));

        var edited = await platform.EditAsync(Saying("Back to normal: Fernway"), sent.MessageId, default);

        Assert.Equal(sent, edited);
        Assert.Equal(["Back to normal: Fernway"], (await SeenAsync(Known)).Select(message => message.Text));
    }

    [Fact]
    public async Task An_edit_of_a_message_that_is_not_there_says_that_it_is_gone()
    {
        var platform = await PlatformAsync();

        NoSecrets(Assert.IsType<DeliveryOutcome.MessageGone>(await platform.EditAsync(Saying("x"), "987654321", default)).Reason);
        Assert.Empty(await SeenAsync(Known));
    }

    [Fact]
    public async Task A_conversation_that_is_not_there_is_a_broken_destination()
    {
        var platform = await PlatformAsync();

        var outcome = await platform.SendAsync(new OutboundMessage(Unknown, Key, Text("x")), default);

        NoSecrets(Assert.IsType<DeliveryOutcome.DestinationBroken>(outcome).Reason);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<!channel> <@U123> @here")]
    [InlineData("[click](https://evil.example) **bold** `code` {{account}}")]
    [InlineData("a\u202Etxt.exe\u2066 b\u2069")]
    [InlineData("line\r\nline\u2028line\0end")]
    public async Task Hostile_text_stays_text(string text)
    {
        var platform = await PlatformAsync();

        Assert.IsType<DeliveryOutcome.Delivered>(await platform.SendAsync(Saying(text), default));

        var seen = Assert.Single(await SeenAsync(Known));
        Assert.Equal(Shown(text), seen.Text);
        Assert.Equal(Shown(text), Assert.IsType<Paragraph>(Assert.Single(seen.Blocks)).Spans.Single().Text);
    }

    [Fact]
    public async Task A_text_of_ten_thousand_characters_is_taken()
    {
        var platform = await PlatformAsync();

        Assert.IsType<DeliveryOutcome.Delivered>(await platform.SendAsync(Saying(new string('x', 10_000)), default));
    }

    [Fact]
    public async Task A_cancelled_call_is_cancelled_and_is_no_outcome()
    {
        var platform = await PlatformAsync();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => platform.SendAsync(Saying("x"), cancelled.Token));
        Assert.Empty(await SeenAsync(Known));
    }

    protected static Message Text(string text) => new() { Text = text, Blocks = [new Paragraph([new Span(text)])] };

    private OutboundMessage Saying(string text) => new(Known, Key, Text(text));

    private void NoSecrets(string reason) => Assert.All(Secrets, secret => Assert.DoesNotContain(secret, reason));
}
