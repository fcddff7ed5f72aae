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

    [Fact]
    public async Task When_more_people_write_than_the_demo_has_CSMs_the_others_are_told_so_and_see_nothing()
    {
        await using var slack = await FakeSlack.StartAsync();
        // One of the invented teammates is there in person: nobody else plays them.
        slack.AddUser("dana@example.com", "The real Dana");
        SlackUser[] people = [.. Enumerable.Range(1, 4).Select(number => slack.AddUser($"guest{number}@example.com", $"Guest {number}"))];
        using Installation at = new();
        at.Settings["Slack:ApiUrl"] = slack.ApiUrl.ToString();
        at.Settings["Slack:BotToken"] = slack.BotToken;
        at.Settings["Slack:SigningSecret"] = slack.SigningSecret;
        await using RunningProduct product = await RunningProduct.StartAsync(at, demo: true);
        slack.Service = product.Address;
        await product.PollAsync();
        await product.Service<SlackRoster>().StartAsync(default);
        await product.TickAsync();

        foreach (SlackUser guest in people)
            await slack.DirectMessageAsync(guest, "mine");
        await product.Service<SlackDesk>().SettleAsync();

        string[] told = [.. people.Select(guest => slack.Direct(guest)[^1].Words)];
        string[] roles = [.. told.Where(words => words.Contains("From now on you are", StringComparison.Ordinal)).Select(words => words.Split("From now on you are ")[1].Split(',')[0])];
        Assert.NotEmpty(roles);
        Assert.Distinct(roles);
        Assert.DoesNotContain(roles, role => role.StartsWith("Dana", StringComparison.Ordinal));
        Assert.True(roles.Length < people.Length);
        Assert.All(told[roles.Length..], words => Assert.Equal(
            "This is a demo, and everybody in it is played by somebody by now. Whoever wrote first can show you, or look at the inbox of the service.", words));
        await slack.OpenHomeAsync(people[^1]);
        await product.Service<SlackDesk>().SettleAsync();
        Assert.StartsWith("This is a demo", people[^1].Home?.Words, StringComparison.Ordinal);
    }
}
