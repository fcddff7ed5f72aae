using AccountAlerts.Slack.Inbound;
using AccountAlerts.Slack.People;
using AccountAlerts.Slack.Sockets;
using AccountAlerts.Tests.EndToEnd;
using AccountAlerts.TestKit.Slack;

namespace AccountAlerts.Tests.Slack;

/// <summary>The README's way from nothing to the first card: two tokens, the demo, and hello.</summary>
public sealed class FirstMinutesTests
{
    [Fact]
    public async Task Whoever_says_hello_to_the_demo_becomes_its_first_CSM_and_gets_cards_that_act()
    {
        await using var slack = await FakeSlack.StartAsync();
        var alex = slack.AddUser("alex@example.com", "Alex Reed");
        var channel = slack.AddChannel("customer-success");
        using Installation at = new();
        at.Settings["Slack:ApiUrl"] = slack.ApiUrl.ToString();
        at.Settings["Slack:BotToken"] = slack.BotToken;
        at.Settings["Slack:AppToken"] = slack.AppToken;
        await using RunningProduct product = await RunningProduct.StartAsync(at, demo: true);
        await product.Service<SlackSocketMode>().StartAsync(default);
        await product.PollAsync();
        await product.Service<SlackRoster>().StartAsync(default);
        await product.TickAsync();
        Assert.Empty(slack.Direct(alex));

        await slack.DirectMessageAsync(alex, "hello");
        await product.Service<SlackDesk>().SettleAsync();
        Assert.Contains("From now on you are Dana", slack.Direct(alex)[^1].Words);
        await product.TickAsync();

        await slack.WhenAsync(() => slack.Direct(alex).Any(message => message.Labels.Contains("Acknowledge")));
        var card = slack.Direct(alex).First(message => message.Labels.Contains("Acknowledge"));
        Assert.Contains("emo", card.Words);
        await slack.ClickAsync(alex, card, "Why?");
        await product.Service<SlackDesk>().SettleAsync();
        Assert.Contains("of 100", slack.PrivateTo(alex)[^1].Words);
        Assert.Empty(slack.Seen(channel));
        await product.Service<SlackSocketMode>().StopAsync(default);
    }
}
