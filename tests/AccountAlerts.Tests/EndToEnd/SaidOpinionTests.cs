using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Rhythm;

namespace AccountAlerts.Tests.EndToEnd;

/// <summary>Quiet, sentiment, override and champion, as teammates say them, through the whole service.</summary>
public class SaidOpinionTests
{
    private const string Dana = SeatScene.Owner;
    private const string Lee = "lee@example.com";

    [Fact]
    public async Task Quiet_keeps_everything_back_says_so_and_ends_by_the_clock()
    {
        using Installation at = SeatScene.Install();
        await using RunningProduct product = await StartAsync(at);
        Assert.Contains("within 90 days", await SayAsync(product, Dana, "quiet a1 until 2026-06-10"));
        Assert.Contains("within 90 days", await SayAsync(product, Dana, "quiet a1 until 2026-09-30"));
        Assert.Contains("until Fri 12 Jun", await SayAsync(product, Lee, "quiet amber lane until friday: <b>they</b> asked @channel for peace"));
        await product.TakeAsync(("usage.csv", SeatScene.Seats("2026-06-10", 10, "a1")));
        await NextDayAsync(product);

        Assert.Empty(await product.InboxAsync(Dana));
        string muted = await SayAsync(product, Dana, "muted");
        Assert.Contains("Quiet until Fri 12 Jun, says Lee Park", muted);
        Assert.Contains("for peace", muted);
        Assert.Contains("1 of accounts that are kept quiet", await SayAsync(product, Dana, "digest"));
        Assert.Contains("quiet until 12 Jun 2026", await SayAsync(product, Dana, "history a1"));

        await NextDayAsync(product);
        Assert.Contains("10 of 10 seats", Assert.Single(await product.InboxAsync(Dana)).Message.Text);
        Assert.Contains("Nothing is muted", await SayAsync(product, Dana, "muted"));
    }

    [Theory]
    [InlineData("quiet a1 off")]
    [InlineData("undo a1")]
    public async Task Quiet_can_be_ended_earlier(string command)
    {
        using Installation at = SeatScene.Install();
        await using RunningProduct product = await StartAsync(at);
        await SayAsync(product, Dana, "quiet a1 for 2 weeks");
        await product.TakeAsync(("usage.csv", SeatScene.Seats("2026-06-10", 10, "a1")));
        await NextDayAsync(product);
        Assert.Empty(await product.InboxAsync(Dana));

        await SayAsync(product, Dana, command);
        await product.TickAsync();

        Assert.Single(await product.InboxAsync(Dana));
    }

    [Fact]
    public async Task Nobody_is_reminded_of_an_account_that_is_kept_quiet()
    {
        using Installation at = SeatScene.Install();
        await using RunningProduct product = await StartAsync(at);
        await product.TakeAsync(("usage.csv", SeatScene.Seats("2026-06-10", 10, "a1")));
        await NextDayAsync(product);
        Assert.Single(await product.InboxAsync(Dana));
        await SayAsync(product, Dana, "quiet a1 for 2 weeks");
        await product.PassAsync(TimeSpan.FromDays(5));
        Reminders reminders = product.Service<IEnumerable<IDueWork>>().OfType<Reminders>().Single();

        Assert.Equal(0, await reminders.RunAsync(product.Clock.GetUtcNow(), default));
        await SayAsync(product, Dana, "quiet a1 off");
        Assert.Equal(1, await reminders.RunAsync(product.Clock.GetUtcNow(), default));
    }

    [Fact]
    public async Task What_we_think_stands_beside_the_score_wherever_it_is_told_and_ends()
    {
        using Installation at = SeatScene.Install();
        await using RunningProduct product = await StartAsync(at);
        await product.TakeAsync(("usage.csv", SeatScene.Seats("2026-06-10", 10, "a1")));
        await NextDayAsync(product);
        string before = await ScoreAsync(at);
        Assert.Contains("and why", await SayAsync(product, Dana, "sentiment a1 red"));
        Assert.Contains("which band, until when and why", await SayAsync(product, Dana, "override a1 healthy"));
        Assert.Contains("within 90 days", await SayAsync(product, Dana, "override a1 healthy until 2026-06-01: x"));

        await SayAsync(product, Dana, "sentiment a1 red: their *champion* <@U1> leaves");
        Assert.Contains("shown as Healthy until Sat 20 Jun", await SayAsync(product, Lee, "override a1 healthy until 20 june: the merger is done"));
        await product.TickAsync();

        const string Set = "Set to Healthy by Lee Park until 20 Jun 2026: the merger is done";
        const string Felt = "Dana Whitfield sees it red, since 11 Jun 2026: their *champion*";
        string card = SeatScene.TextOf(Assert.Single(await product.InboxAsync(Dana)).Message);
        foreach (string told in new[] { card, await SayAsync(product, Dana, "a1"), await SayAsync(product, Dana, "why a1") })
        {
            Assert.Contains(Set, told);
            Assert.Contains(Felt, told);
        }

        const string Beside = "Healthy by Lee Park until 20 Jun 2026: the merger is done";
        foreach (string asked in new[] { "portfolio", "list health.score >= 0", "brief a1", "digest" })
            Assert.Contains(Beside, await SayAsync(product, Dana, asked));

        using HttpClient browser = await product.BrowserAsync(Dana);
        foreach (string path in new[] { "/portfolio", "/list?when=health.score+%3E%3D+0", "/accounts/a1/brief" })
            Assert.Contains(Beside, await browser.GetStringAsync(path));
        string page = await browser.GetStringAsync("/accounts/a1");
        Assert.Contains(Set, page);
        Assert.Contains("their *champion* &lt;@U1&gt; leaves", page);
        Assert.Contains("set to Healthy", await browser.GetStringAsync("/accounts"));
        Assert.Equal(before, await ScoreAsync(at));

        await product.PassAsync(TimeSpan.FromDays(10));
        await product.TickAsync();
        Assert.Contains("No longer set to Healthy: Lee Park's word ended on 20 Jun 2026", await SayAsync(product, Dana, "a1"));
        await SayAsync(product, Dana, "sentiment a1 off");
        Assert.DoesNotContain("sees it red", await SayAsync(product, Dana, "a1"));
    }

    [Fact]
    public async Task The_card_asks_who_the_champion_is_until_somebody_answers_and_the_CRM_may_change_its_mind()
    {
        using Installation at = SeatScene.Install();
        await using RunningProduct product = await StartAsync(at);
        await product.TakeAsync(("usage.csv", SeatScene.Seats("2026-06-10", 10, "a1")));
        await NextDayAsync(product);
        MailboxMessage card = Assert.Single(await product.InboxAsync(Dana));
        Assert.Contains("Is Ines Ortega your champion?", SeatScene.TextOf(card.Message));
        Button[] asked = [.. card.Message.Buttons.Where(button => button.Action == Actions.Command)];
        Assert.Equal(["Yes, Ines Ortega", "Someone else"], asked.Select(button => button.Label));

        Assert.Contains("Who is the champion of Amber Lane?", await PressAsync(product, card, asked[1]));
        Assert.Contains("Ines Ortega is the champion of Amber Lane now", await PressAsync(product, card, asked[0]));
        Assert.Contains("already", await PressAsync(product, card, asked[0]));
        await product.TickAsync();
        card = Assert.Single(await product.InboxAsync(Dana));
        Assert.DoesNotContain("your champion?", SeatScene.TextOf(card.Message));
        Assert.DoesNotContain(card.Message.Buttons, button => button.Action == Actions.Command);

        Assert.Contains("Which one do you mean?", await SayAsync(product, Dana, "champion amber lane paul"));
        Assert.Contains("There is no \\\"Zora\\\" at Amber Lane. Did you mean one of these?", await SayAsync(product, Dana, "champion a1: Zora"));
        Assert.Contains("Paul Berg is the champion of Amber Lane now (was: Ines Ortega)", await SayAsync(product, Dana, "champion amber lane paul.berg@a1.example.com"));
        Assert.Contains("Champion", await SayAsync(product, Dana, "a1"));
        Assert.Contains("Paul Berg", await SayAsync(product, Dana, "a1"));
        Assert.Contains("an executive of Amber Lane", await SayAsync(product, Dana, "executive a1: Paul Ivers"));

        // Until the CRM says something else than it did then.
        await product.PassAsync(TimeSpan.FromDays(1));
        await product.TakeAsync(("people.csv", "account_id,person_id,role\na1,p3,champion\n"));
        Assert.Contains("\"label\":\"Champion\",\"value\":\"Paul Ivers\"", await SayAsync(product, Dana, "a1"));
    }

    /// <summary>An account with three people, of whom one uses it, and nobody is named.</summary>
    private static async Task<RunningProduct> StartAsync(Installation at)
    {
        RunningProduct product = await RunningProduct.StartAsync(at);
        string use = string.Concat(Enumerable.Range(0, 60).Select(day => $"a1,p1,{new DateOnly(2026, 6, 9).AddDays(-2 * day):yyyy-MM-dd},reports,3\n"));
        await product.TakeAsync(
            ("team.csv", SeatScene.Team + "lee@example.com,Lee Park,csm\n"), ("accounts.csv", SeatScene.Account("a1", "Amber Lane")),
            ("people.csv", "account_id,person_id,name,email,first_seen\na1,p1,Ines Ortega,ines@a1.example.com,2025-01-01\na1,p2,Paul Berg,paul.berg@a1.example.com,2025-01-01\na1,p3,Paul Ivers,paul.ivers@a1.example.com,2025-01-01\n"),
            ("usage.csv", SeatScene.Seats("2026-06-09", 5, "a1").Replace("account_id,date", "account_id,person_id,date", StringComparison.Ordinal).Replace("a1,2026", "a1,,2026", StringComparison.Ordinal) + use));
        await product.TickAsync();
        return product;
    }

    private static async Task NextDayAsync(RunningProduct product)
    {
        await product.PassAsync(TimeSpan.FromDays(1));
        await product.TickAsync();
    }

    private static async Task<string> ScoreAsync(Installation at) => await at.ResultAsync("evaluate", "--as-of", "2026-06-10", "--json");

    private static async Task<string> PressAsync(RunningProduct product, MailboxMessage card, Button button) => SeatScene.TextOf((await product.Service<IConversationDesk>().ClickAsync(
        new Click($"click-{button.Value}", $"inbox:{Dana}", Dana, card.Conversation, button.Action, button.Value, new Dictionary<string, string>()), CancellationToken.None)).Message!);

    private static async Task<string> SayAsync(RunningProduct product, string who, string text) => SeatScene.TextOf((await product.Service<IConversationDesk>().CommandAsync(
        new CommandLine($"inbox:{who}", who, InboxPlatform.ConversationOf(who), text), CancellationToken.None)).Message!);
}
