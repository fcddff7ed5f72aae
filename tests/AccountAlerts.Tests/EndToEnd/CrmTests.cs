using System.Text.Json.Nodes;
using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Tests.EndToEnd;

/// <summary>The way from a card to the customer in the CRM.</summary>
public sealed class CrmTests
{
    private const string Hostile = "a/1?x=<\"&owner=%2e#";

    [Fact]
    public async Task A_card_leads_to_the_customer_in_the_CRM_whatever_its_id_holds()
    {
        using Installation at = SeatScene.Install();
        at.Settings["Crm:AccountUrl"] = "https://crm.example.com/accounts/{account_id}?from=alerts";
        await using RunningProduct product = await RunningProduct.StartAsync(at);
        await product.TakeAsync(
            ("team.csv", SeatScene.Team), ("accounts.csv", SeatScene.Account(SeatScene.Quoted(Hostile), "Amber Lane")),
            ("usage.csv", "account_id,date,metric,value\n" + SeatScene.Quoted(Hostile) + ",2026-06-09,seats_used,5\n"));
        await product.TickAsync();
        await product.PassAsync(TimeSpan.FromDays(1));
        await product.TakeAsync(("usage.csv", "account_id,date,metric,value\n" + SeatScene.Quoted(Hostile) + ",2026-06-10,seats_used,10\n"));
        await product.TickAsync();

        MailboxMessage card = Assert.Single(await product.InboxAsync(SeatScene.Owner));
        Button button = Assert.Single(card.Message.Buttons, button => button.Action == Actions.OpenInCrm);
        string link = $"https://crm.example.com/accounts/{Uri.EscapeDataString(Hostile)}?from=alerts";
        Assert.Equal(("Open in CRM", true, link), (button.Label, button.More, button.Url));
        using HttpClient browser = await product.BrowserAsync(SeatScene.Owner);
        Assert.Contains($"""<a class="button " href="{System.Net.WebUtility.HtmlEncode(link)}" target="_blank" rel="noopener noreferrer">Open in CRM</a>""", await browser.GetStringAsync("/"));
        Assert.Contains($"\"url\":\"{link}\"", MessageJson.Write(card.Message));
        JsonNode slack = JsonNode.Parse(await at.ResultAsync("preview", "seats-full", "--as", "slack"))!;
        Assert.Contains(link, slack["blocks"]!.AsArray().Last()!["elements"]!.AsArray().Last()!["options"]!.AsArray().Select(option => option!["url"]?.ToString()));
    }

    [Fact]
    public async Task Without_an_address_there_is_no_such_button()
    {
        using Installation at = SeatScene.Install();
        await using RunningProduct product = await RunningProduct.StartAsync(at);
        await product.TakeAsync(("team.csv", SeatScene.Team), ("accounts.csv", SeatScene.Account("a1", "Amber Lane")), ("usage.csv", SeatScene.Seats("2026-06-09", 10, "a1")));

        Assert.DoesNotContain("Open in CRM", await at.ResultAsync("preview", "seats-full", "--as", "slack"));
    }
}
