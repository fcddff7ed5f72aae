using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Webhook.Tests;

/// <summary>Who is reached by the webhook, and who keeps the inbox.</summary>
public sealed class WebhookReadersTests
{
    [Theory]
    [InlineData("", "dana@example.com", true)]
    [InlineData("", "#customer-success", true)]
    [InlineData("dana@example.com", "Dana@Example.com", true)]
    [InlineData("dana@example.com", "lee@example.com", false)]
    [InlineData("#customer-success", "#customer-success", true)]
    [InlineData("#customer-success", "dana@example.com", false)]
    [InlineData("*@example.com", "lee@example.com", true)]
    [InlineData("*@example.com", "lee@sub.example.com", false)]
    [InlineData("*@example.com", "lee@notexample.com", false)]
    [InlineData("*@example.com,#ops", "#ops", true)]
    public void The_setting_says_who(string setting, string reader, bool reached)
    {
        var book = new ConversationBook([new WebhookReaders(new WebhookOptions
        {
            Workspace = "emea", Readers = setting.Split(',', StringSplitOptions.RemoveEmptyEntries),
        })]);

        Assert.Equal(
            reached ? new Conversation("webhook", "emea", reader.ToLowerInvariant()) : InboxPlatform.ConversationOf(reader), book.Of(reader));
    }

    [Fact]
    public void The_first_platform_that_reaches_a_reader_has_them()
    {
        var first = new WebhookReaders(new WebhookOptions { Workspace = "first", Readers = ["dana@example.com"] });
        var book = new ConversationBook([first, new WebhookReaders(new WebhookOptions { Workspace = "second" })]);

        Assert.Equal("first", book.Of("dana@example.com").Workspace);
        Assert.Equal("second", book.Of("lee@example.com").Workspace);
    }
}
