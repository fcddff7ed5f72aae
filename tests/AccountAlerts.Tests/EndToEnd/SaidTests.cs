using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Ingestion;

namespace AccountAlerts.Tests.EndToEnd;

/// <summary>What teammates say of an account, from the chat to the next evaluation and the export.</summary>
public class SaidTests
{
    private const string Dana = SeatScene.Owner;
    private const string Lee = "lee@example.com";
    private const string Team = "email,name,role\ndana@example.com,Dana Whitfield,csm\nlee@example.com,Lee Park,csm\n";

    [Theory]
    [InlineData("log amber-lane call: talked about the renewal")]
    [InlineData("called Amber Lane: talked about the renewal")]
    public async Task A_call_that_is_logged_ends_the_alert_about_a_renewal_that_nobody_touched(string command)
    {
        using Installation at = Install("renewal-untouched.md");
        await using RunningProduct product = await StartAsync(at, touched: true);
        Assert.Contains("no contact for 60 days", Assert.Single(await product.InboxAsync(Dana)).Message.Text);

        string answer = await SayAsync(product, Dana, command);
        Assert.Contains("Noted: a call with Amber Lane, today. To take it back, type: undo amber-lane", answer);
        // Nothing is waited for: what was said is a fact when the answer is there.
        Assert.Contains("10 Jun 2026, Dana Whitfield: a call: talked about the renewal", await SayAsync(product, Lee, "amber lane"));
        await product.TickAsync();

        Assert.Equal(Tone.Done, Assert.Single(await product.InboxAsync(Dana)).Message.Tone);
        Cell[] touch = (await RowsAsync(product, FactStream.Touchpoints)).Single(row => row[0].Text!.StartsWith("said-", StringComparison.Ordinal));
        Assert.Equal(("amber-lane", "call", "talked about the renewal"), (touch[1].Text, touch[3].Text, touch[7].Text));
        Cell[] said = Assert.Single(await RowsAsync(product, FactStream.Said));
        Assert.Equal((touch[0].Text, Dana, product.Clock.GetUtcNow().ToUnixTimeMilliseconds()), (said[0].Text, said[4].Text, (long)said[2].Number));
    }

    [Fact]
    public async Task Done_with_a_call_is_known_to_the_alert_about_a_renewal_that_nobody_touched()
    {
        using Installation at = Install("renewal-untouched.md");
        await using RunningProduct product = await StartAsync(at, touched: true);
        MailboxMessage card = Assert.Single(await product.InboxAsync(Dana));

        for (int i = 0; i < 2; i++)
            await product.ClickAsync(Dana, Actions.Done, card, (CardDialogs.What, "called them"), (CardDialogs.How, "call"));
        await product.Service<Engine.Conversations.Said.SaidFacts>().RunAsync(product.Clock.GetUtcNow(), default);
        await product.PassAsync(TimeSpan.FromDays(1));
        await product.TickAsync();

        // Two months later it is news again: it had been over in between.
        Assert.Single(await RowsAsync(product, FactStream.Said));
        Assert.Equal(2, (await RowsAsync(product, FactStream.Touchpoints)).Count);
        var alert = Assert.Single(await product.Service<IAlertReader>().OfAccountAsync(1, 10, default)).Alert;
        Assert.Null(alert.Status.Hold);
    }

    [Fact]
    public async Task A_call_that_was_taken_back_was_none()
    {
        using Installation at = Install("renewal-untouched.md");
        await using RunningProduct product = await StartAsync(at, touched: true);
        await SayAsync(product, Dana, "log amber-lane qbr: wrong one");
        Assert.Contains("You said nothing of Amber Lane since yesterday", await SayAsync(product, Lee, "undo amber-lane"));
        Assert.Contains("Taken back: a business review: wrong one (Amber Lane).", await SayAsync(product, Dana, "undo amber-lane"));
        Assert.Contains("You said nothing of Amber Lane since yesterday", await SayAsync(product, Dana, "undo amber-lane"));
        await product.TickAsync();

        Assert.NotEqual(Tone.Done, Assert.Single(await product.InboxAsync(Dana)).Message.Tone);
        Assert.DoesNotContain("wrong one", await SayAsync(product, Dana, "amber lane"));
        Assert.NotEqual(CellKind.Empty, Assert.Single(await RowsAsync(product, FactStream.Said))[9].Kind);
    }

    [Fact]
    public async Task Without_a_CRM_what_teammates_say_is_the_record_of_contacts()
    {
        using Installation at = Install("renewal-untouched.md");
        await using RunningProduct product = await StartAsync(at, touched: false);
        Assert.Empty(await product.InboxAsync(Dana));

        await SayAsync(product, Dana, "log amber-lane call");
        await product.PassAsync(TimeSpan.FromDays(31));
        // Contracts come from a source, whose silence would hold everything that rests on them.
        await product.TakeAsync(("contracts.csv", "contract_id,account_id,ends_on,auto_renew\nc1,amber-lane,2026-08-09,false\n"));
        await product.TickAsync();

        Assert.Contains("no contact for 31 days", Assert.Single(await product.InboxAsync(Dana)).Message.Text);
    }

    [Fact]
    public async Task What_may_not_be_seen_may_not_be_spoken_of_and_names_are_asked_for()
    {
        using Installation at = Install("renewal-untouched.md");
        at.Settings["Access"] = "Own";
        await using RunningProduct product = await StartAsync(at, touched: true, tags: "confidential");

        Assert.Contains("Ask operations", await SayAsync(product, Lee, "note amber-lane: mine"));
        Assert.Contains("There is no account", await SayAsync(product, Dana, "note nobody-knows-it: text"));
        Assert.Contains("Ask operations", await SayAsync(product, "stranger@example.com", "note amber-lane: mine"));
        Assert.Contains("Please say what to note", await SayAsync(product, Dana, "note amber-lane"));
        Assert.Empty(await RowsAsync(product, FactStream.Said));
    }

    private static Installation Install(string alert)
    {
        Installation at = SeatScene.Install();
        File.Delete(at["templates/alerts/seats-full.md"]);
        File.Copy(Path.Combine(Installation.Repository, "templates/alerts", alert), at[$"templates/alerts/{alert}"]);
        return at;
    }

    /// <summary>An account whose renewal is 60 days ahead, and whom nobody has talked to for 60.</summary>
    private static async Task<RunningProduct> StartAsync(Installation at, bool touched, string tags = "")
    {
        RunningProduct product = await RunningProduct.StartAsync(at);
        await product.TakeAsync(
            ("team.csv", Team),
            ("accounts.csv", $"account_id,name,owner_email,created_on,renewal_on,tags\namber-lane,Amber Lane,{Dana},2025-01-01,2026-08-09,{tags}\n"),
            ("contracts.csv", "contract_id,account_id,ends_on\nc1,amber-lane,2026-08-09\n"));
        // What holds at first sight is no news.
        if (touched)
            await product.TakeAsync(("touchpoints.csv", "touchpoint_id,account_id,date,kind\nt1,amber-lane,2026-06-09,call\n"));
        await product.TickAsync();
        if (touched)
        {
            await product.TakeAsync(("touchpoints.csv", "touchpoint_id,account_id,date,kind\nt1,amber-lane,2026-04-11,call\n"));
            await product.TickAsync();
        }

        return product;
    }

    private static async Task<string> SayAsync(RunningProduct product, string who, string text)
    {
        Answer answer = await product.Service<IConversationDesk>().CommandAsync(
            new CommandLine($"inbox:{who}", who, InboxPlatform.ConversationOf(who), text), CancellationToken.None);
        return SeatScene.TextOf(answer.Message!);
    }

    private static async Task<List<Cell[]>> RowsAsync(RunningProduct product, FactStream stream)
    {
        var rows = new List<Cell[]>();
        await foreach (Cell[] row in product.Service<IFactStore>().ExportAsync(stream, CancellationToken.None))
            rows.Add(row);
        return rows;
    }
}
