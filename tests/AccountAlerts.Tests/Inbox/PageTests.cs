using System.Net;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.TestKit.Browsing;
using AccountAlerts.Tests.Running;

namespace AccountAlerts.Tests.Inbox;

public sealed class PageTests
{
    [Fact]
    public async Task The_first_page_of_a_demo_shows_the_first_csm_with_cards_and_says_demo()
    {
        await using RunningInbox running = await RunningInbox.StartAsync(demo: true);
        running.Inbox.Put("dana@example.com", Scene.RiskCard());
        using var browser = new Browser(running.Address);

        string page = await browser.ReadAsync("/");

        Assert.Contains("Ines Ortega, the champion, has not signed in for 9 days", page);
        Assert.Contains("badge demo", page);
        Assert.Contains("Acknowledge", page);
    }

    [Fact]
    public async Task Without_a_demo_the_inbox_asks_who_is_there_and_remembers()
    {
        await using RunningInbox running = await RunningInbox.StartAsync();
        running.Inbox.Put("lee@example.com", Scene.GrowthCard());
        using var browser = new Browser(running.Address);
        Assert.Equal("/who", (await browser.GetAsync("/")).Headers.Location?.OriginalString);

        await browser.PostAsync("/who", "/who", ("email", "lee@example.com"));

        string page = await browser.ReadAsync("/");
        Assert.Contains("Cobalt Systems", page);
        Assert.DoesNotContain("badge demo", page);
    }

    [Fact]
    public async Task Nobody_can_be_somebody_who_is_not_on_the_team()
    {
        await using RunningInbox running = await RunningInbox.StartAsync();
        using var browser = new Browser(running.Address);

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/who", "/who", ("email", "mallory@example.com"))).StatusCode);
    }

    [Fact]
    public async Task Without_a_team_file_anybody_may_say_who_they_are()
    {
        await using RunningInbox running = await RunningInbox.StartAsync();
        running.Inbox.Team.Clear();
        using var browser = new Browser(running.Address);

        await browser.PostAsync("/who", "/who", ("email", "noor@example.com"));

        Assert.Contains("noor@example.com", await browser.ReadAsync("/"));
    }

    [Fact]
    public async Task A_press_reaches_the_desk_with_who_where_and_what()
    {
        await using RunningInbox running = await RunningInbox.StartAsync();
        string message = running.Inbox.Put("dana@example.com", Scene.RiskCard());
        running.Inbox.OnClick = _ => new Answer(Scene.Plain("You are on it."));
        using var browser = new Browser(running.Address);
        await browser.PostAsync("/who", "/who", ("email", "sam@example.com"));

        HttpResponseMessage answer = await browser.PostAsync(
            "/", "/inbox/dana%40example.com/click", ("click", "c1"), ("message", message), ("action", "snooze"), ("value", "card1"),
            ("input.until", "week"), ("input.reason", "on leave"), ("input.date", ""));

        Click click = Assert.Single(running.Inbox.Clicks);
        Assert.Equal(("c1", "inbox:sam@example.com", "sam@example.com"), (click.ClickId, click.Actor, click.Teammate));
        Assert.Equal(new Conversation("inbox", "local", "dana@example.com"), click.Conversation);
        Assert.Equal(("snooze", "card1"), (click.Action, click.Value));
        Assert.Equal(new Dictionary<string, string> { ["until"] = "week", ["reason"] = "on leave" }, click.Inputs);

        // Without script the whole page comes back, with the answer under its card.
        string page = await answer.Content.ReadAsStringAsync();
        Assert.InRange(page.IndexOf("You are on it.", StringComparison.Ordinal), page.IndexOf($"id=\"a-{message}\"", StringComparison.Ordinal), page.Length);
    }

    [Fact]
    public async Task Every_kind_of_block_is_drawn()
    {
        await using RunningInbox running = await RunningInbox.StartAsync(demo: true);
        running.Inbox.Put("dana@example.com", Scene.RiskCard());
        running.Inbox.Put("dana@example.com", Scene.GrowthCard());
        using var browser = new Browser(running.Address);

        string page = WebUtility.HtmlDecode(await browser.ReadAsync("/"));

        foreach (string text in (string[])["84,000 EUR", "\u221214 since 6 May", "9 days silent, usually 4 days a week", "Finance", "Usage to 2 June, tickets to 3 June", "Score from 72 on 8 Apr 2026 to 43 on 3 Jun 2026"])
            Assert.Contains(text, page);
    }

    [Fact]
    public async Task What_customers_wrote_stays_text()
    {
        await using RunningInbox running = await RunningInbox.StartAsync(demo: true);
        running.Inbox.Put("dana@example.com", Scene.RiskCard(Scene.Hostile));
        running.Inbox.Put("dana@example.com", new Message { Text = "x", Blocks = [new Paragraph([new Span("here", Url: "javascript:alert(1)")])] });
        running.Inbox.Accounts["harbor-freight"] = Scene.Harbor(Scene.Hostile);
        running.Inbox.Team.Add(Scene.Lee with { Email = "x@example.com", Name = Scene.Hostile });
        using var browser = new Browser(running.Address);

        foreach (string path in (string[])["/", "/accounts", "/accounts/harbor-freight", "/who"])
        {
            string page = await browser.ReadAsync(path);
            Assert.DoesNotContain("<script>document", page);
            Assert.DoesNotContain("<img src=x", page);
            Assert.DoesNotContain("javascript:", page);
        }
    }

    [Fact]
    public async Task The_version_changes_with_any_post_or_edit_anywhere()
    {
        await using RunningInbox running = await RunningInbox.StartAsync(demo: true);
        using var browser = new Browser(running.Address);
        string empty = await browser.ReadAsync("/inbox/dana%40example.com/version");

        string message = running.Inbox.Put("lee@example.com", Scene.GrowthCard());
        string posted = await browser.ReadAsync("/inbox/dana%40example.com/version");
        running.Inbox.Edit(message, Scene.DoneCard());
        string edited = await browser.ReadAsync("/inbox/dana%40example.com/version");

        Assert.Equal(3, new HashSet<string> { empty, posted, edited }.Count);
    }

    [Fact]
    public async Task Navigation_counts_the_cards_that_wait()
    {
        await using RunningInbox running = await RunningInbox.StartAsync(demo: true);
        running.Inbox.Put("lee@example.com", Scene.GrowthCard());
        running.Inbox.Put("lee@example.com", Scene.RiskCard());
        running.Inbox.Put("lee@example.com", Scene.DoneCard());
        using var browser = new Browser(running.Address);

        Assert.Contains("aria-label=\"2 open cards\"", await browser.ReadAsync("/"));
    }

    [Theory]
    [InlineData("/inbox/mallory%40example.com")]
    [InlineData("/accounts/nobody")]
    [InlineData("/nowhere")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        await using RunningInbox running = await RunningInbox.StartAsync(demo: true);
        using var browser = new Browser(running.Address);

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(path)).StatusCode);
    }
}
