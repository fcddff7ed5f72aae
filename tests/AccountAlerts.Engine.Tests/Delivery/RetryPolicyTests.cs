using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;

namespace AccountAlerts.Engine.Tests.Delivery;

public sealed class RetryPolicyTests
{
    [Theory]
    [InlineData(-5, 0.1)]
    [InlineData(30, 30)]
    [InlineData(1_000_000, 21_600)]
    public void A_wait_is_honoured_within_reason(double asked, double waited)
    {
        var result = RetryPolicy.ResultOf(new DeliveryOutcome.RetryAfter(TimeSpan.FromSeconds(asked), "429"), Item());

        Assert.Equal(TimeSpan.FromSeconds(waited), Assert.IsType<OutboxResult.Later>(result).After);
    }

    [Fact]
    public void The_plainest_form_is_the_one_line_and_nothing_else()
    {
        var plain = RetryPolicy.Plainest(new Message { Text = "t", Blocks = [new Footnote("f")], Buttons = [new Button("a", "b", "c")] });

        Assert.Empty(plain.Buttons);
        Assert.Equal("t", Assert.IsType<Paragraph>(Assert.Single(plain.Blocks)).Spans[0].Text);
    }

    [Fact]
    public void A_missing_message_is_posted_anew_unless_the_card_is_over()
    {
        var gone = new DeliveryOutcome.MessageGone("deleted");

        Assert.IsType<OutboxResult.Gone>(RetryPolicy.ResultOf(gone, Item()));
        Assert.IsType<OutboxResult.Dropped>(RetryPolicy.ResultOf(gone, Item() with { EditOnly = true }));
    }

    private static OutboxItem Item() => new(
        1, 1, 1, 0, Post: false, new Conversation("fake", "w", "x"), "k", new Lazy<Message>(new Message { Text = "t", Blocks = [] }), "h", null, null, Unclear: 0, EditOnly: false, 1);
}
