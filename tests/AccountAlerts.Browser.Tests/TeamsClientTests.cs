using System.Globalization;
using System.Text.RegularExpressions;
using AccountAlerts.Teams.People;
using AccountAlerts.TestKit;
using AccountAlerts.Tests.EndToEnd;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AccountAlerts.Browser.Tests;

/// <summary>What people see of us in Microsoft's own local Teams client.</summary>
[Collection(nameof(Chromium))]
public sealed partial class TeamsClientTests(Chromium chromium)
{
    private const string Alex = "alexw@example.com";

    /// <summary>The chapter "Teams in five minutes" of the README, as somebody walks it who reads and does nothing else.</summary>
    [PlaygroundFact]
    public async Task The_walk_of_the_README_works_word_by_word()
    {
        string chapter = Chapter().Match(await File.ReadAllTextAsync(Clone.In("README.md"))).Value;
        string[] commands = [.. ShellBlock().Match(chapter).Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        Assert.All((string[])["**Why?**", "**Snooze**", "**One week**", "**Acknowledge**", "`digest`", "**More...**", "**Search Command**"], words => Assert.Contains(words, chapter));
        using Installation at = new();
        foreach (string setting in commands[0].Split(' ').TakeWhile(word => word.Contains('=')))
            at.Settings[setting.Split('=')[0].Replace("__", ":", StringComparison.Ordinal)] = setting.Split('=')[1];
        Assert.EndsWith(" dotnet run --project src/AccountAlerts", commands[0], StringComparison.Ordinal);
        await using RunningProduct product = await RunningProduct.StartAsync(at, demo: true);
        await product.PollAsync();
        await product.TickAsync();
        await product.SendByItselfAsync();
        string[] words = commands[1].Replace("http://localhost:5080/", product.Address.ToString(), StringComparison.Ordinal).Split(' ');
        Assert.Equal(["npx", "@microsoft/m365agentsplayground"], words[..2]);

        // 1. The page that opens is a chat.
        await using Playground playground = await Playground.StartAsync(words[2..]);
        IPage page = await playground.OpenAsync(chromium);
        await Expect(Cards(page).First).ToContainTextAsync("From now on you are Dana");
        await Expect(Cards(page).First).ToContainTextAsync("AccountAlerts is here");
        await page.PictureAsync("teams-welcome", whole: false);
        await product.TickAsync();

        // 2. On a card.
        ILocator card = Cards(page).Filter(new() { Has = Button(page, "Acknowledge") }).First;
        await Expect(card).ToContainTextAsync("of 100");
        await Expect(card.Locator("[aria-label$='Line chart']")).ToBeVisibleAsync();
        string heading = (await card.InnerTextAsync()).Split('\n')[0];
        card = Cards(page).Filter(new() { HasText = heading }).First;
        await card.ScreenshotAsync(new() { Path = Clone.In("artifacts", "teams-card.png") });
        await Button(card, "Why?").ClickAsync();
        ILocator why = Cards(page).Filter(new() { HasText = "What is missing to 100" });
        await Expect(why).ToContainTextAsync("of 100");
        await why.ScreenshotAsync(new() { Path = Clone.In("artifacts", "teams-why.png") });
        await SnoozeAsync(page, card, "they are at a fair");
        await product.TickAsync();
        await Expect(card).ToContainTextAsync("Snoozed until");
        await Expect(card).ToContainTextAsync("they are at a fair");
        await Cards(page).Filter(new() { HasText = heading }).First.ScreenshotAsync(new() { Path = Clone.In("artifacts", "teams-snoozed.png") });
        ILocator other = Cards(page).Filter(new() { Has = Button(page, "Acknowledge") }).Filter(new() { HasNotText = "Snoozed until" }).First;
        string otherHeading = (await other.InnerTextAsync()).Split('\n')[0];
        await Button(other, "Acknowledge").ClickAsync();
        await Expect(Cards(page).Filter(new() { HasText = otherHeading }).First).ToContainTextAsync("is on it");

        // 3. Write `digest`. Cards go on coming meanwhile: each message is known by what it says, not by where it stands.
        await WriteAsync(page, "digest");
        ILocator digest = Cards(page).Filter(new() { HasText = "Still open" });
        await Expect(digest).ToContainTextAsync("to do today");
        await digest.ScreenshotAsync(new() { Path = Clone.In("artifacts", "teams-digest.png") });
        string row = FirstRow().Match(await digest.InnerTextAsync()).Groups[1].Value;
        Assert.NotEqual("", row);
        await Button(digest, "More...").ClickAsync();
        ILocator more = Cards(page).Filter(new() { HasText = row }).Filter(new() { HasNot = Button(page, "Acknowledge") });
        await Expect(Button(more, "Done")).ToBeVisibleAsync();
        await more.ScreenshotAsync(new() { Path = Clone.In("artifacts", "teams-more.png") });

        // 4. The message extension.
        await SearchAsync(page, heading.Split(':')[0]);
    }

    [PlaygroundFact]
    public async Task In_a_channel_the_card_changes_for_everybody_and_the_words_come_into_the_personal_chat()
    {
        using Installation at = SeatScene.Install();
        at.Settings["Teams:Anonymous"] = "true";
        at.Settings["Teams:AllowedServiceHosts"] = "localhost";
        at.Settings["Routing:all:To"] = "#announcements";
        await using RunningProduct product = await RunningProduct.StartAsync(at);
        await product.TakeAsync(
            ("team.csv", SeatScene.Team + $"{Alex},Alex Wilber,csm\n"), ("accounts.csv", SeatScene.Account("a1", "Amber Lane")), ("usage.csv", SeatScene.Seats("2026-06-09", 5, "a1")));
        await product.TickAsync();
        await product.PassAsync(TimeSpan.FromDays(1));
        await product.SendByItselfAsync();
        await using Playground playground = await Playground.StartAsync(["start", "-e", new Uri(product.Address, "/api/messages").ToString(), "-c", "msteams"]);
        IPage page = await playground.OpenAsync(chromium);
        await Expect(Cards(page).First).ToContainTextAsync("AccountAlerts is here");

        await page.Locator("button[role=treeitem][aria-label='My Team - Announcements']").ClickAsync();
        await MentionAsync(page, "how is amber lane");
        await Expect(page.GetByText("Answered privately.").First).ToBeVisibleAsync();
        await Expect(Cards(page)).ToHaveCountAsync(0);

        // What the clock does in service: Teams is asked how the channel is called.
        await product.Service<TeamsRoster>().RefreshAsync(CancellationToken.None);
        string day = product.Clock.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await product.TakeAsync(("usage.csv", SeatScene.Seats(day, 10, "a1")));
        await product.TickAsync();
        ILocator card = Cards(page).Filter(new() { HasText = "10 of 10 seats" }).First;
        await Button(card, "Acknowledge").ClickAsync();
        await Expect(card).ToContainTextAsync("Alex Wilber is on it");
        await SnoozeAsync(page, card, "they are at a fair");
        await Expect(card).ToContainTextAsync("they are at a fair");
        await Button(card, "Why?").ClickAsync();
        await product.TickAsync();
        await Expect(card).ToContainTextAsync("Snoozed until");
        await page.PictureAsync("teams-channel", whole: false);

        await page.Locator("button[role=treeitem][aria-label='Personal Chat']").ClickAsync();
        // The welcome, the answer, and the answer to Why?.
        await Expect(Cards(page)).ToHaveCountAsync(3);
        await Expect(Cards(page).Nth(1)).ToContainTextAsync("Amber Lane");
        await Expect(Cards(page).Nth(2)).ToContainTextAsync("Amber Lane");
        await page.PictureAsync("teams-private", whole: false);

        // A customer's card into a message that everybody in a channel reads.
        await page.Locator("button[role=treeitem][aria-label='My Team - General']").ClickAsync();
        await Expect(page.GetByPlaceholder("Start a new post").Or(page.GetByText("Start a new post"))).ToBeVisibleAsync();
        await SearchAsync(page, "Amber Lane", "too little is known", "Amber Lane", "teams-channel-search");
        await page.GetByRole(AriaRole.Button, new() { Name = "Post" }).ClickAsync();
        // The text box is empty again, and the card stands above it, with nothing to press.
        ILocator sent = Cards(page).Filter(new() { HasText = "Amber Lane" });
        await Expect(sent).ToHaveCountAsync(1);
        await Expect(sent.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await page.PictureAsync("teams-channel-sent", whole: false);
    }

    private static ILocator Cards(IPage page) => page.Locator(".ac-adaptiveCard:not(.ac-adaptiveCard .ac-adaptiveCard)");

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Button(ILocator card, string name) => card.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First;

    private static async Task SnoozeAsync(IPage page, ILocator card, string why)
    {
        await Button(card, "Snooze").ClickAsync();
        await card.GetByRole(AriaRole.Combobox).First.ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = "One week" }).ClickAsync();
        await card.Locator("textarea").First.FillAsync(why);
        await page.PictureAsync("teams-snooze-form", whole: false);
        await card.GetByRole(AriaRole.Button, new() { Name = "Snooze", Exact = true }).Nth(1).ClickAsync();
    }

    private static async Task WriteAsync(IPage page, string text)
    {
        await page.Locator("div[role=textbox][contenteditable]").First.ClickAsync();
        await page.Keyboard.InsertTextAsync(text);
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task MentionAsync(IPage page, string text)
    {
        await page.Locator("div[role=textbox][contenteditable]").First.ClickAsync();
        await page.Keyboard.TypeAsync("@");
        await page.Locator("#typeahead-menu [role=menuitem]").First.ClickAsync();
        await page.Keyboard.InsertTextAsync(" " + text);
        await page.GetByRole(AriaRole.Button, new() { Name = "Post" }).ClickAsync();
    }

    /// <param name="finds">In the line that is found.</param>
    /// <param name="says">On the card that stands in the text box in the end.</param>
    private static async Task SearchAsync(IPage page, string name, string finds = "of 100", string says = "At stake", string picture = "teams-search")
    {
        await page.Locator("button[aria-label='Trigger Message Extension App']").ClickAsync();
        await page.GetByText("Search Command").ClickAsync();
        await page.GetByPlaceholder("Enter a search term").FillAsync(name);
        await page.Keyboard.PressAsync("Enter");
        ILocator found = page.GetByRole(AriaRole.Heading, new() { Name = name });
        await Expect(found).ToContainTextAsync(finds);
        await page.PictureAsync(picture, whole: false);
        await found.ClickAsync();
        // Its card stands in the text box, ready to be sent.
        await Expect(page.Locator(".ac-adaptiveCard").Last).ToContainTextAsync(says);
        await page.PictureAsync($"{picture}-sent", whole: false);
    }

    [GeneratedRegex("## Teams in five minutes\n.*?\n## ", RegexOptions.Singleline)]
    private static partial Regex Chapter();

    /// <summary>What the first row of a digest says of its customer: the line below the first heading.</summary>
    [GeneratedRegex("What changed\\s+([^\n]+)")]
    private static partial Regex FirstRow();

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlock();
}
