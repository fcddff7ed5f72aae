using System.Net;
using System.Text.RegularExpressions;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.TestKit.Receivers;

namespace AccountAlerts.Tests.EndToEnd;

/// <summary>A card that goes to another tool: one card, whoever presses its buttons, and wherever.</summary>
public partial class WebhookTests
{
    private const string Dana = SeatScene.Owner;

    [Fact]
    public async Task A_card_goes_to_the_webhook_once_and_the_inbox_shows_the_same_card()
    {
        await using var fake = await FakeWebhook.StartAsync();
        using Installation at = SeatScene.Install(fake);
        await using RunningProduct product = await SeatScene.WithCardAsync(at);

        WebhookMessage card = Assert.Single(fake.Messages);
        Assert.Equal(("default", Dana), (card.Workspace, card.Conversation));
        Assert.Contains("10 of 10 seats", card.Message.Text);
        Assert.Empty(await product.InboxAsync(Dana)); // no second message
        using HttpClient browser = await product.BrowserAsync(Dana);
        string page = await browser.GetStringAsync($"/inbox/{Dana}");
        Assert.Contains("10 of 10 seats", page);
        Assert.Single(CardOnPage().Matches(page));
    }

    [Fact]
    public async Task A_click_in_the_inbox_edits_the_card_where_it_was_posted()
    {
        await using var fake = await FakeWebhook.StartAsync();
        using Installation at = SeatScene.Install(fake);
        await using RunningProduct product = await SeatScene.WithCardAsync(at);
        using HttpClient browser = await product.BrowserAsync(Dana);
        string before = await browser.GetStringAsync($"/inbox/{Dana}/version");
        string page = await browser.GetStringAsync($"/inbox/{Dana}");
        string form = AcknowledgeForm().Match(page).Value;
        Assert.NotEmpty(form);

        using FormUrlEncodedContent fields = new(Hidden().Matches(form).Select(field => new KeyValuePair<string, string>(
            WebUtility.HtmlDecode(field.Groups[1].Value), WebUtility.HtmlDecode(field.Groups[2].Value))));
        (await browser.PostAsync($"/inbox/{Dana}/click", fields)).EnsureSuccessStatusCode();
        await product.TickAsync();

        WebhookMessage card = Assert.Single(fake.Messages, message => message.Thread is null);
        Assert.All(fake.Messages, message => Assert.True(message.Thread is null || message.Thread == card.Id));
        Assert.Equal(1, card.Edits);
        Assert.Contains("is on it", SeatScene.TextOf(card.Message));
        Assert.NotEqual(before, await browser.GetStringAsync($"/inbox/{Dana}/version"));
        Assert.Contains("is on it", await browser.GetStringAsync($"/inbox/{Dana}"));
        Assert.Equal((fake.Messages.Count, 0), ((int)fake.Counts.Accepted, (int)fake.Counts.Repeated));
    }

    [Fact]
    public async Task A_signed_click_acts_on_the_card_and_a_replay_gets_the_same_answer_and_changes_nothing()
    {
        await using var fake = await FakeWebhook.StartAsync();
        using Installation at = SeatScene.Install(fake);
        await using RunningProduct product = await SeatScene.WithCardAsync(at);
        using WebhookCaller caller = new(product.Address);
        Button button = fake.Messages[0].Message.Buttons.Single(each => each.Action == Actions.NotRight);
        Dictionary<string, string> inputs = new() { ["why"] = "known", ["note"] = "agreed in May" };

        HttpResponseMessage first = await caller.ClickAsync("c1", Dana, button.Action, button.Value, inputs);
        HttpResponseMessage again = await caller.ClickAsync("c1", Dana, button.Action, button.Value, inputs);
        await product.TickAsync();

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal((1, Tone.Done), (fake.Messages[0].Edits, fake.Messages[0].Message.Tone));
    }

    [Fact]
    public async Task A_signed_command_is_answered_privately()
    {
        await using var fake = await FakeWebhook.StartAsync();
        using Installation at = SeatScene.Install(fake);
        await using RunningProduct product = await SeatScene.WithCardAsync(at);
        using WebhookCaller caller = new(product.Address);

        Message? answer = await WebhookCaller.AnswerAsync(await caller.CommandAsync(Dana, "mine"));

        Assert.Contains("Amber Lane", SeatScene.TextOf(answer!));
        Assert.Single(fake.Messages);
    }

    [Fact]
    public async Task Who_is_not_signed_late_early_or_a_stranger_learns_nothing()
    {
        await using var fake = await FakeWebhook.StartAsync();
        using Installation at = SeatScene.Install(fake);
        await using RunningProduct product = await SeatScene.WithCardAsync(at);
        using WebhookCaller good = new(product.Address);
        using WebhookCaller forger = new(product.Address, "another-secret-another-secret-another");
        using WebhookCaller stale = new(product.Address) { Skew = TimeSpan.FromMinutes(-6) };
        using WebhookCaller early = new(product.Address) { Skew = TimeSpan.FromMinutes(6) };
        using HttpClient plain = new() { BaseAddress = product.Address };
        string body = $$"""{"user":"{{Dana}}","conversation":{"workspace":"default","id":"{{Dana}}"},"text":"mine"}""";

        Assert.Equal("401 not signed", await SaidAsync(plain.PostAsync("/webhook/commands", new StringContent(body))));
        Assert.Equal("401 not signed", await SaidAsync(forger.CommandAsync(Dana, "mine")));
        Assert.Equal("401 not signed", await SaidAsync(stale.CommandAsync(Dana, "mine")));
        Assert.Equal("401 not signed", await SaidAsync(early.CommandAsync(Dana, "mine")));
        Assert.Equal("401 not signed", await SaidAsync(good.PostAsync("/webhook/commands", body, sent: body[..^1])));
        Assert.Equal("403 not for you", await SaidAsync(good.CommandAsync("mallory@elsewhere.example", "mine")));
        Assert.Equal("400 user must be an e-mail address", await SaidAsync(good.CommandAsync("dana", "mine")));
        Assert.StartsWith("413", await SaidAsync(good.PostAsync("/webhook/commands", new string(' ', 70_000))));
        Assert.Single(fake.Calls); // the card, and no edit
    }

    [Fact]
    public async Task The_signature_is_the_door_and_not_the_inboxes_password_or_machine()
    {
        await using var fake = await FakeWebhook.StartAsync();
        using Installation at = SeatScene.Install(fake);
        at.Settings["Inbox:Password"] = "not-a-password-123";
        await using RunningProduct product = await RunningProduct.StartAsync(at);
        await product.TakeAsync(("team.csv", SeatScene.Team));
        using WebhookCaller caller = new(product.Address);

        Assert.Equal(HttpStatusCode.OK, (await caller.CommandAsync(Dana, "help")).StatusCode);
        // Neither the rest of the inbox nor another method gets through that door.
        using HttpClient plain = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = product.Address };
        Assert.Equal(HttpStatusCode.Redirect, (await plain.GetAsync("/webhook/commands")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await plain.PostAsync("/webhook/other", null)).StatusCode);
    }

    [Fact]
    public async Task Without_a_webhook_there_is_no_such_door()
    {
        using Installation at = SeatScene.Install();
        at.Settings["Inbox:Password"] = "not-a-password-123";
        await using RunningProduct product = await RunningProduct.StartAsync(at);
        using WebhookCaller caller = new(product.Address);

        Assert.Equal(HttpStatusCode.Redirect, (await caller.CommandAsync(Dana, "help")).StatusCode);
    }

    private static async Task<string> SaidAsync(Task<HttpResponseMessage> call)
    {
        HttpResponseMessage answer = await call;
        return $"{(int)answer.StatusCode} {(await answer.Content.ReadAsStringAsync()).Trim()}";
    }

    [GeneratedRegex("<article class=\"card")]
    private static partial Regex CardOnPage();

    [GeneratedRegex("<form(?:(?!</form>).)*value=\"acknowledge\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex AcknowledgeForm();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
