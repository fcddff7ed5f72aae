using System.Text.RegularExpressions;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AccountAlerts.Browser.Tests;

[Collection(nameof(Chromium))]
public sealed class InboxTests(Chromium chromium)
{
    [BrowserFact]
    public async Task Acknowledge_answers_in_place_and_the_card_follows_without_a_reload()
    {
        await using RunningInbox running = await RunningInbox.StartAsync(demo: true);
        string card = running.Inbox.Put("dana@example.com", Scene.RiskCard());
        running.Inbox.OnClick = _ =>
        {
            running.Inbox.Edit(card, Scene.RiskCard() with { Tone = Tone.Done, Buttons = [], Text = "Dana is on it", Blocks = [new Heading([new Span("Dana is on it")])] });
            return new Answer(Scene.Plain("You are on it until Friday."));
        };
        IPage page = await chromium.OpenAsync(running.Address);
        await page.GotoAsync("/");
        await page.EvaluateAsync("window.sameDocument = true");

        await page.GetByRole(AriaRole.Button, new() { Name = "Acknowledge" }).ClickAsync();

        await Expect(page.GetByText("You are on it until Friday.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Dana is on it" })).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("window.sameDocument"));
        Assert.Equal(Actions.Acknowledge, Assert.Single(running.Inbox.Clicks).Action);
    }

    [BrowserFact]
    public async Task Snooze_goes_by_keyboard_alone()
    {
        await using RunningInbox running = await RunningInbox.StartAsync(demo: true);
        running.Inbox.Put("dana@example.com", Scene.RiskCard());
        IPage page = await chromium.OpenAsync(running.Address);
        await page.GotoAsync("/");

        await TabToAsync(page, "Snooze...");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();

        // Escape closes it and leaves the reader where they were.
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).Not.ToBeVisibleAsync();
        Assert.Equal("Snooze...", await FocusedAsync(page));

        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Tab");
        await TabToAsync(page, "Snooze");
        await page.PictureAsync("snooze-dialog", whole: false);
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Dialog)).Not.ToBeVisibleAsync();
        await page.WaitForFunctionAsync("() => !document.querySelector('button[disabled]')");
        Click click = Assert.Single(running.Inbox.Clicks);
        Assert.Equal(Actions.Snooze, click.Action);
        Assert.Equal("monday", click.Inputs["until"]);
    }

    [BrowserFact]
    public async Task Why_is_asked_in_the_command_box_and_answered_below_it()
    {
        await using RunningInbox running = await RunningInbox.StartAsync(demo: true);
        running.Inbox.OnCommand = command => new Answer(Scene.RiskCard() with { Buttons = [] });
        IPage page = await chromium.OpenAsync(running.Address);
        await page.GotoAsync("/");

        await page.GetByLabel("Ask or command").FillAsync("why harbor");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("#command-answer")).ToContainTextAsync("Why the score moved");
        Assert.Equal("why harbor", Assert.Single(running.Inbox.Commands).Text);
    }

    [BrowserFact]
    public async Task News_arrives_by_itself_is_announced_and_takes_nothing_from_under_the_readers_hands()
    {
        await using RunningInbox running = await RunningInbox.StartAsync(demo: true, ("Inbox:RefreshEvery", "1s"));
        string first = running.Inbox.Put("dana@example.com", Scene.RiskCard());
        IPage page = await chromium.OpenAsync(running.Address);
        await page.GotoAsync("/");
        await page.Locator($"#m-{first}").GetByText("Done...").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByLabel("In a sentence").FillAsync("Called Ines");

        running.Inbox.Put("dana@example.com", Scene.GrowthCard(), Scene.Now.AddHours(1));
        running.Inbox.Edit(first, Scene.RiskCard("Harbor Freight Group"));

        await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new Regex("Cobalt Systems") })).ToBeAttachedAsync();
        await Expect(page.Locator("#news")).ToHaveTextAsync("1 new card");
        await Expect(page.GetByRole(AriaRole.Dialog).GetByLabel("In a sentence")).ToHaveValueAsync("Called Ines");

        // Once the dialog is closed the edited card is shown too.
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator($"#m-{first}")).ToContainTextAsync("Harbor Freight Group");
    }

    [BrowserFact]
    public async Task Without_script_every_button_still_works()
    {
        await using RunningInbox running = await RunningInbox.StartAsync(demo: true);
        running.Inbox.Put("dana@example.com", Scene.RiskCard());
        running.Inbox.OnClick = click => new Answer(Scene.Plain($"Asleep until {click.Inputs["until"]}."));
        IPage page = await chromium.OpenAsync(running.Address, script: false);
        await page.GotoAsync("/");

        await page.GetByText("Snooze...").ClickAsync();
        await page.GetByLabel("In one week").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Snooze", Exact = true }).ClickAsync();

        await Expect(page.GetByText("Asleep until week.")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Hostile_names_stay_text()
    {
        await using RunningInbox running = await RunningInbox.StartAsync(demo: true);
        running.Inbox.Put("dana@example.com", Scene.RiskCard(Scene.Hostile));
        running.Inbox.Put("dana@example.com", Scene.RiskCard(new string('W', 10_000)));
        running.Inbox.Accounts["harbor-freight"] = Scene.Harbor(Scene.Hostile);
        IPage page = await chromium.OpenAsync(running.Address, width: 375);
        bool asked = false;
        page.Dialog += (_, dialog) =>
        {
            asked = true;
            _ = dialog.DismissAsync();
        };

        foreach (string path in (string[])["/", "/accounts", "/accounts/harbor-freight"])
        {
            await page.GotoAsync(path);
            await Expect(page.GetByText("<script>document.title='owned'</script>").First).ToBeVisibleAsync();
            Assert.NotEqual("owned", await page.TitleAsync());
            Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        }

        Assert.False(asked);
    }

    [BrowserFact]
    public async Task Nothing_on_a_page_breaks_its_own_security_policy()
    {
        await using RunningInbox running = await RunningInbox.StartAsync(demo: true);
        running.Inbox.Put("dana@example.com", Scene.RiskCard());
        running.Inbox.Accounts["harbor-freight"] = Scene.Harbor();
        IPage page = await chromium.OpenAsync(running.Address);
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                complaints.Add(message.Text);
        };

        foreach (string path in (string[])["/", "/accounts", "/accounts/harbor-freight", "/who"])
            await page.GotoAsync(path);

        Assert.Empty(complaints);
    }

    private static async Task TabToAsync(IPage page, string text)
    {
        for (int i = 0; i < 60; i++)
        {
            if (await FocusedAsync(page) == text)
                return;
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"\"{text}\" cannot be reached with the Tab key.");
    }

    private static Task<string> FocusedAsync(IPage page) => page.EvaluateAsync<string>("document.activeElement?.textContent.trim() ?? ''");
}
