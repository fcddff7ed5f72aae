using System.Text.Json;
using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Tests.EndToEnd;

/// <summary>The command <c>preview</c>: the card as it would go out, and nothing of it kept.</summary>
public sealed class PreviewTests
{
    private const string Accounts =
        "account_id,name,seats,owner_email,created_on\n"
        + "a1,Amber Lane,10,dana@example.com,2025-01-01\n"
        + "b1,Birch Hall,10,dana@example.com,2025-01-01\n";

    private static readonly string[] Ask = ["preview", "seats-full", "--as-of", "2026-06-10"];

    [Fact]
    public async Task Preview_shows_headline_next_step_and_buttons_of_the_card()
    {
        using Installation at = SeatScene.Install();
        Import(at, "b1");
        await at.ResultAsync("import", at["in"]);
        Message previewed = MessageJson.Read(await at.ResultAsync([.. Ask, "--json"]));

        Assert.Contains("Birch Hall: 10 of 10 seats", previewed.Text);
        Assert.Contains("Talk to Birch Hall by", SeatScene.TextOf(previewed));
        Assert.Contains(previewed.Buttons, button => button.Action == Actions.Acknowledge);
    }

    [Fact]
    public async Task Without_an_account_it_is_one_of_which_the_alert_holds_and_a_named_one_may_be_any()
    {
        using Installation at = SeatScene.Install();
        Import(at, "b1");
        await at.ResultAsync("import", at["in"]);

        Ran holding = await at.RunAsync(Ask);
        Assert.Equal((0, ""), (holding.Exit, holding.Error));
        Assert.StartsWith("Birch Hall: 10 of 10 seats", holding.Out, StringComparison.Ordinal);
        Assert.Contains("[Acknowledge] [Snooze]", holding.Out);

        Ran other = await at.RunAsync([.. Ask, "--account", "amber"]);
        Assert.Equal(0, other.Exit);
        Assert.Contains("Amber Lane", other.Out);
        Assert.Contains("does not hold for Amber Lane", other.Error);
    }

    [Fact]
    public async Task As_slack_it_is_block_kit_alone()
    {
        using Installation at = SeatScene.Install();
        Import(at, "b1");
        await at.ResultAsync("import", at["in"]);

        JsonElement drawn = JsonDocument.Parse(await at.ResultAsync([.. Ask, "--as", "slack"])).RootElement;
        Assert.Contains("Birch Hall", drawn.GetProperty("text").GetString());
        Assert.Contains(drawn.GetProperty("blocks").EnumerateArray(), block => block.GetProperty("type").GetString() == "actions");
    }

    [Fact]
    public async Task As_teams_it_is_an_adaptive_card_alone()
    {
        using Installation at = SeatScene.Install();
        Import(at, "b1");
        await at.ResultAsync("import", at["in"]);

        JsonElement drawn = JsonDocument.Parse(await at.ResultAsync([.. Ask, "--as", "teams"])).RootElement;
        Assert.Equal(("AdaptiveCard", "1.5"), (drawn.GetProperty("type").GetString(), drawn.GetProperty("version").GetString()));
        Assert.Contains("Birch Hall", drawn.GetProperty("body").ToString());
        Assert.Contains(drawn.GetProperty("actions").EnumerateArray(), action => action.GetProperty("type").GetString() == "Action.Execute");
    }

    [Fact]
    public async Task As_html_it_is_one_page_as_the_inbox_shows_it_and_needs_nothing_else()
    {
        using Installation at = SeatScene.Install();
        Import(at, "b1");
        await at.ResultAsync("import", at["in"]);

        string page = await at.ResultAsync([.. Ask, "--as", "html"]);

        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
        Assert.Contains("""<article class="card tone-at-risk" aria-label="Birch Hall: 10 of 10 seats">""", page);
        Assert.Contains("<h2><bdi>Birch Hall: 10 of 10 seats</bdi></h2>", page);
        Assert.Contains("Acknowledge</button>", page);
        Assert.Contains(""".card""", page[page.IndexOf("<style>", StringComparison.Ordinal)..page.IndexOf("</style>", StringComparison.Ordinal)]);
        // Nothing is fetched, nothing runs, and no form goes anywhere.
        Assert.DoesNotContain("<script", page);
        Assert.DoesNotContain("src=", page);
        Assert.DoesNotContain("<link", page);
        Assert.Contains("form-action 'none'", page);
        Assert.Equal(page, await at.ResultAsync([.. Ask, "--as", "html"]));
    }

    [Fact]
    public async Task What_is_not_known_is_said_with_what_there_is()
    {
        using Installation at = SeatScene.Install();
        Ran empty = await at.RunAsync("preview", "seats-full");
        Assert.Equal((1, ""), (empty.Exit, empty.Out));
        Import(at, "b1");
        await at.ResultAsync("import", at["in"]);

        Ran account = await at.RunAsync("preview", "seats-full", "--account", "zzz");
        Assert.Equal((1, ""), (account.Exit, account.Out));
        Assert.Contains("Nearest:", account.Error);
        Ran alert = await at.RunAsync("preview", "seats-empty");
        Assert.Equal((2, ""), (alert.Exit, alert.Out));
        Assert.Contains("There are: seats-full.", alert.Error);
        Ran look = await at.RunAsync("preview", "seats-full", "--as", "fax");
        Assert.Equal(2, look.Exit);
    }

    private static void Import(Installation at, string full)
    {
        at.Write("in/team.csv", SeatScene.Team);
        at.Write("in/accounts.csv", Accounts);
        at.Write("in/account_history.csv", "account_id,effective_on,seats,owner_email\na1,2025-01-01,10,dana@example.com\nb1,2025-01-01,10,dana@example.com\n");
        at.Write("in/usage.csv", SeatScene.Seats("2026-06-09", 10, full) + "a1,2026-06-09,seats_used,3\n");
    }
}
