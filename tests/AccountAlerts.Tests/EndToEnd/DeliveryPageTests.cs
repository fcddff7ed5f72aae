using System.Net;
using System.Text.RegularExpressions;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.TestKit.Receivers;

namespace AccountAlerts.Tests.EndToEnd;

/// <summary>The page about delivery, over HTTP: what is broken or refused stands there, and its two buttons mend it.</summary>
public sealed partial class DeliveryPageTests
{
    [Fact]
    public async Task A_refused_message_is_listed_and_can_be_sent_again()
    {
        await using var fake = await FakeWebhook.StartAsync();
        fake.Script = _ => WebhookReply.Of(400);
        using Installation at = SeatScene.Install(fake);
        await using RunningProduct product = await SeatScene.WithCardAsync(at);
        using HttpClient browser = await product.BrowserAsync(SeatScene.Owner);

        string page = await browser.GetStringAsync("/delivery");
        Assert.Contains("Something needs a look.", page);
        Assert.Contains("Refused for good", page);
        Assert.Contains("Amber Lane", page);

        fake.Script = _ => WebhookReply.Accept;
        await SubmitAsync(browser, page, "/delivery/replay");
        await product.Service<Dispatcher>().DrainAsync(CancellationToken.None);

        Assert.Single(fake.Messages);
        string after = await browser.GetStringAsync("/delivery");
        Assert.Contains("Everything gets through.", after);
        Assert.DoesNotContain("Refused for good", after);
        Assert.Contains("Shown in the last hour", after);
    }

    [Fact]
    public async Task A_broken_destination_is_listed_and_can_be_tried_at_once()
    {
        await using var fake = await FakeWebhook.StartAsync();
        fake.Script = _ => WebhookReply.Forbidden;
        using Installation at = SeatScene.Install(fake);
        await using RunningProduct product = await SeatScene.WithCardAsync(at);
        using HttpClient browser = await product.BrowserAsync(SeatScene.Owner);

        string page = await browser.GetStringAsync("/delivery");
        Assert.Contains("Broken destinations", page);
        Assert.Contains(SeatScene.Owner, page);
        Assert.Contains("1 message waits.", page);
        fake.Script = _ => WebhookReply.Accept;
        await product.Service<Dispatcher>().DrainAsync(CancellationToken.None);
        Assert.Empty(fake.Messages);

        await SubmitAsync(browser, page, "/delivery/try");
        await product.Service<Dispatcher>().DrainAsync(CancellationToken.None);

        Assert.Single(fake.Messages);
        Assert.DoesNotContain("Broken destinations", await browser.GetStringAsync("/delivery"));
    }

    [Fact]
    public async Task Without_a_form_of_the_page_nothing_is_sent_again()
    {
        await using var fake = await FakeWebhook.StartAsync();
        fake.Script = _ => WebhookReply.Of(400);
        using Installation at = SeatScene.Install(fake);
        await using RunningProduct product = await SeatScene.WithCardAsync(at);
        using HttpClient browser = await product.BrowserAsync(SeatScene.Owner);
        using FormUrlEncodedContent forged = new(new Dictionary<string, string> { ["id"] = "1" });

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/delivery/replay", forged)).StatusCode);
    }

    /// <summary>Presses the only button of a form, with everything that the page put into it.</summary>
    private static async Task SubmitAsync(HttpClient browser, string page, string action)
    {
        string form = Assert.Single(Forms().Matches(page), form => form.Value.Contains($"action=\"{action}\"", StringComparison.Ordinal)).Value;
        using FormUrlEncodedContent fields = new(Hidden().Matches(form).Select(field => new KeyValuePair<string, string>(
            WebUtility.HtmlDecode(field.Groups[1].Value), WebUtility.HtmlDecode(field.Groups[2].Value))));
        (await browser.PostAsync(action, fields)).EnsureSuccessStatusCode();
    }

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
