using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AccountAlerts.Browser.Tests;

[Collection(nameof(Chromium))]
public sealed class CardActTests(Chromium chromium)
{
    private static readonly Teammate[] Team =
        [.. Enumerable.Range(1, 12).Select(i => new Teammate($"mate{i}@example.com", $"Mate {i}", TeamRole.Csm, null, "UTC", null, null))];

    [BrowserFact]
    public async Task A_colleague_is_chosen_from_a_list_and_the_line_under_the_card_comes_by_itself()
    {
        await using RunningInbox running = await RunningInbox.StartAsync(demo: true, ("Inbox:RefreshEvery", "1s"));
        string card = running.Inbox.Put("dana@example.com", Card());
        running.Inbox.OnClick = click =>
        {
            running.Inbox.Say(card, $"Handed to {click.Inputs["person"]}: {click.Inputs["note"]}");
            return new Answer(null);
        };
        IPage page = await chromium.OpenAsync(running.Address);
        await page.GotoAsync("/");

        await page.GetByText("More", new() { Exact = true }).ClickAsync();
        await page.GetByText("Hand to...").ClickAsync();
        ILocator dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("To", new() { Exact = true }).SelectOptionAsync("mate7@example.com");
        await dialog.GetByLabel("Note for them").FillAsync("you know their admin");
        await page.PictureAsync("hand-dialog", whole: false);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Hand over" }).ClickAsync();

        await Expect(page.Locator($"#m-{card} .thread")).ToContainTextAsync("Handed to mate7@example.com: you know their admin");
        Assert.Equal(Actions.HandTo, Assert.Single(running.Inbox.Clicks).Action);
    }

    [BrowserFact]
    public async Task A_long_story_shows_its_end_and_the_rest_on_demand()
    {
        await using RunningInbox running = await RunningInbox.StartAsync(demo: true);
        string card = running.Inbox.Put("dana@example.com", Card());
        string over = running.Inbox.Put("dana@example.com", Scene.DoneCard());
        foreach (string line in (string[])["One more reason: support spike", "Dana is on it", "Handed to Lee by Dana", "Less urgent: This week", "Snoozed until Mon 8 Jun by Lee"])
            running.Inbox.Say(card, line);
        running.Inbox.Say(over, "Back to normal after 3 days");

        foreach ((string name, ColorScheme scheme, int width) in ((string, ColorScheme, int)[])
            [("light", ColorScheme.Light, 1280), ("dark", ColorScheme.Dark, 1280), ("phone", ColorScheme.Light, 375)])
        {
            IPage page = await chromium.OpenAsync(running.Address, scheme, width);
            await page.GotoAsync("/");
            ILocator story = page.Locator($"#m-{card}");
            await Expect(story.GetByText("Snoozed until Mon 8 Jun by Lee")).ToBeVisibleAsync();
            await Expect(story.GetByText("Dana is on it")).Not.ToBeVisibleAsync();
            await story.GetByText("2 earlier").ClickAsync();
            await Expect(story.GetByText("Dana is on it")).ToBeVisibleAsync();
            await page.PictureAsync($"thread-{name}");
            Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        }
    }

    private static Message Card() => Scene.RiskCard() with
    {
        Buttons =
        [
            new Button(Actions.Claim, "Claim", "card1", ButtonStyle.Primary),
            new Button(Actions.TickStep, "Tick off...", "card1", Dialog: CardDialogs.TickStep([new("1.0.1", "Write to Ines"), new("1.1.1", "Ask Tomas")])),
            new Button(Actions.HandTo, "Hand to...", "card1", Dialog: CardDialogs.HandTo([], Team), More: true),
            new Button(Actions.StartPlaybook, "Start playbook", "card1", More: true),
            new Button(Actions.NotRight, "Not right...", "card1", Dialog: CardDialogs.NotRight([], Team), More: true),
        ],
    };
}
