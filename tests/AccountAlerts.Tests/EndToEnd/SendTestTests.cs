using AccountAlerts.TestKit.Receivers;

namespace AccountAlerts.Tests.EndToEnd;

/// <summary><c>check --send-test</c>: one message, past the queue, and what the platform says of it.</summary>
public sealed class SendTestTests
{
    [Theory]
    [InlineData("dana@example.com", "dana@example.com")]
    [InlineData("Dana Whitfield", "dana@example.com")]
    [InlineData("#Customer-Success", "#customer-success")]
    public async Task One_message_that_says_it_is_a_test_goes_to_whom_it_was_meant_for(string destination, string conversation)
    {
        await using var fake = await FakeWebhook.StartAsync();
        using Installation at = await InstallAsync(fake);
        string result = await at.ResultAsync("check", "--send-test", destination);

        WebhookMessage sent = Assert.Single(fake.Messages);
        Assert.Equal(conversation, sent.Conversation);
        Assert.StartsWith("Test message of AccountAlerts.", sent.Message.Text);
        Assert.Contains($"took it as message {sent.Id}.", result);
        Assert.Single(fake.Calls);
    }

    [Fact]
    public async Task Nobody_gets_what_is_for_nobody()
    {
        await using var fake = await FakeWebhook.StartAsync();
        using Installation at = await InstallAsync(fake);
        Ran ran = await at.RunAsync("check", "--send-test", "zoe");

        Assert.Equal((1, ""), (ran.Exit, ran.Out));
        Assert.Contains("\"zoe\" is nobody: give a teammate's address or name, or a #channel.", ran.Error);
        Assert.Empty(fake.Calls);
    }

    [Fact]
    public async Task A_refusal_is_told_and_ends_with_1()
    {
        await using var fake = await FakeWebhook.StartAsync();
        fake.Then(WebhookReply.Forbidden);
        using Installation at = await InstallAsync(fake);
        Ran ran = await at.RunAsync("check", "--send-test", "dana@example.com");

        Assert.Equal((1, ""), (ran.Exit, ran.Out));
        Assert.Contains("did not take it:", ran.Error);
        Assert.DoesNotContain(fake.Secret, ran.Error);
        Assert.Empty(fake.Messages);
    }

    private static async Task<Installation> InstallAsync(FakeWebhook fake)
    {
        Installation at = SeatScene.Install();
        at.Settings["Webhook:Url"] = fake.Url.ToString();
        at.Settings["Webhook:Secret"] = fake.Secret;
        at.Write("in/team.csv", SeatScene.Team);
        await at.ResultAsync("import", at["in"]);
        return at;
    }
}
