using System.Globalization;
using System.Text.Json;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Storage.Sql;
using AccountAlerts.Teams.Rendering;
using AccountAlerts.Teams.Wire;
using AccountAlerts.TestKit.Conformance;
using AccountAlerts.TestKit.Fakes;
using AccountAlerts.Tests.EndToEnd;

namespace AccountAlerts.Tests.Teams;

/// <summary>Weeks of a team, so that everything is said that the product ever says; and all of it as Microsoft's own library reads it.</summary>
public sealed class EveryKindTests
{
    /// <summary>Hours from one look at the clock to the next: nine in the morning, five, and at night.</summary>
    private const int Every = 8;

    private const string Dana = "dana@example.com";
    private const string Noor = "noor@example.com";

    private const string Team =
        """
        email,name,role,manager_email
        dana@example.com,Dana Whitfield,csm,noor@example.com
        lee@example.com,Lee Park,csm,noor@example.com
        kim@example.com,Kim Adler,csm,noor@example.com
        noor@example.com,Noor Haddad,manager,
        olga@example.com,Olga Stein,operations,

        """;

    /// <summary>By the beginning of the name under which it is said once.</summary>
    private static readonly string[] Posts = ["baseline/", "digest/", "review/", "handover/", "return/", "gap/", "bundle/", "remind/", "line/", "steps/"];

    /// <summary>Nobody's yet.</summary>
    private static readonly string[] Pool = ["a05", "a06", "a07", "a08", "a09", "a10", "a11"];

    private static readonly string[] Asked =
    [
        "help", "mine", "alerts", "queue", "muted", "history customer 02", "define adoption", "define nonsense", "digest", "open", "settings", "why customer 02", "customer 02", "customer",
        "nobody", "log customer 02 call: went well", "done customer 02", "snooze customer 02 until friday", "away until yesterday", "precision",
    ];

    private readonly Dictionary<string, (string Name, Message Message)> _said = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _seats = Enumerable.Range(1, 26).ToDictionary(number => string.Create(CultureInfo.InvariantCulture, $"a{number:00}"), _ => 5);

    [NodeFact]
    public async Task Every_kind_of_message_is_read_by_Microsofts_library_without_a_warning_and_stays_within_the_budget()
    {
        using Installation at = SeatScene.Install();
        at.Settings["Delivery:Bundle:Most"] = "3";
        at.Settings["PublicUrl"] = "https://alerts.example.com";
        at.Settings["Digest:Review:Channels:0"] = "#customer-success";
        await using RunningProduct product = await RunningProduct.StartAsync(at);
        await LiveThroughAsync(product);
        foreach (string asker in (string[])[Dana, Noor])
        {
            foreach (string text in Asked)
                Keep(text, (await product.Service<IConversationDesk>().CommandAsync(new CommandLine($"teams:{asker}", asker, new Conversation("teams", "t", asker), text), default)).Message);
        }

        Assert.All(Posts, kind => Assert.True(_said.Values.Any(said => said.Name.StartsWith(kind, StringComparison.Ordinal)), $"nothing was said of {kind} among {string.Join(", ", _said.Values.Select(said => said.Name.Split('/')[0]).Distinct())}"));
        foreach (string words in (string[])["Many customers at once", "No data since"])
            Assert.True(_said.Values.Any(said => said.Message.Text.Contains(words, StringComparison.Ordinal)), words);
        await ReadAsync();
    }

    private async Task LiveThroughAsync(RunningProduct product)
    {
        await product.TakeAsync(
            ("team.csv", Team), ("accounts.csv", "account_id,name,seats,owner_email,created_on\n" + string.Concat(_seats.Keys.Select(id => $"{id},Customer {id[1..]},10,{(Pool.Contains(id) ? "" : Dana)},2025-01-01\n"))));
        // Wednesday: one holds already.
        await DayAsync(product, "a01");
        await DayAsync(product, "a02", "a03");
        var card = (await product.InboxAsync(Dana)).First(message => message.Message.Text.Contains("Customer 02", StringComparison.Ordinal));
        foreach (string action in (string[])[Actions.Why, Actions.Draft, Actions.Acknowledge, Actions.StartPlaybook])
            Keep(action, (await product.ClickAsync(Dana, action, card)).Message);
        await product.TakeAsync(("accounts.csv", "account_id,name,owner_email\na04,Customer 04,kim@example.com\na02,Customer 02,kim@example.com\n"));
        await product.Service<IConversationDesk>().CommandAsync(new CommandLine("teams:lee@example.com", "lee@example.com", new Conversation("teams", "t", "lee"), "away until 13 june"), default);
        // Friday: many at once, and then a weekend.
        await DayAsync(product, Pool);
        await DayAsync(product);
        await DayAsync(product);
        // Monday, after the review: hours without the service.
        await DayAsync(product);
        product.Clock.Advance(TimeSpan.FromHours(6));
        await product.Service<ServiceGaps>().NoticeAsync(product.Clock.GetUtcNow(), default);
        await DayAsync(product, "a12");
        // A wave that is rather the data's, and then silence.
        await DayAsync(product, [.. _seats.Keys.Skip(12)]);
        await product.PassAsync(TimeSpan.FromDays(17));
        await PassAsync(product, hours: 8);
    }

    /// <summary>The numbers of yesterday come in, with these customers' seats all taken by now; and the day passes.</summary>
    private async Task DayAsync(RunningProduct product, params string[] full)
    {
        foreach (string account in full)
            _seats[account] = 10;
        string day = product.Clock.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await product.TakeAsync(("usage.csv", "account_id,date,metric,value\n" + string.Concat(_seats.Select(one => $"{one.Key},{day},seats_used,{one.Value}\n"))));
        await PassAsync(product, hours: 24);
    }

    private async Task PassAsync(RunningProduct product, int hours)
    {
        for (int hour = 0; hour < hours; hour += Every)
        {
            await product.TickAsync();
            foreach (IDueWork work in product.Service<IEnumerable<IDueWork>>())
                await work.RunAsync(product.Clock.GetUtcNow(), default);
            await product.Service<Dispatcher>().DrainAsync(default);
            Look(product);
            await product.PassAsync(TimeSpan.FromHours(Every));
        }
    }

    /// <summary>What the outbox holds: messages change while they stand there.</summary>
    private void Look(RunningProduct product)
    {
        using SqlReader reader = product.Service<SqlDatabase>().Read();
        using var rows = reader.Prepare("SELECT coalesce(unique_key, 'card'), desired FROM outbox");
        while (rows.Step())
            Keep(rows.Text(0), MessageJson.Read(rows.Bytes(1)));
    }

    private void Keep(string name, Message? message)
    {
        if (message is not null)
            _said.TryAdd(MessageJson.Hash(MessageJson.Write(message)), (name, message));
    }

    private async Task ReadAsync()
    {
        var drawn = _said.Values.SelectMany(said => (Message[])[said.Message, said.Message with { Answer = "answer/teams/t/u/1" }], (said, message) => (said.Name, Card: AdaptiveCardRenderer.Render(message))).ToList();
        using TemporaryFolder folder = new();
        string file = folder["cards.jsonl"];
        await File.WriteAllLinesAsync(file, drawn.Select(card => JsonSerializer.Serialize(
            new { name = card.Name, summary = card.Card.Summary, card = TeamsJson.Element(card.Card.Card) }, TeamsJson.Options)));

        var (exit, lines, faults) = await NodeScript.RunAsync("adaptive-cards.mjs", [], file, AdaptiveCardRenderer.MostBytes.ToString(CultureInfo.InvariantCulture));

        Assert.True(exit == 0, faults);
        Assert.True(lines is [var only] && only == $"read {drawn.Count}", string.Join('\n', lines.Take(20)));
    }
}
