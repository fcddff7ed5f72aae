using System.Globalization;
using System.Net;
using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Tests.EndToEnd;

/// <summary>What people ask of accounts, portfolios and conditions, on the whole product, by who may see what.</summary>
public sealed class AskedTests
{
    private const string Dana = "dana@example.com", Lee = "lee@example.com", Sam = "sam@example.com", Ola = "ola@example.com";

    [Fact]
    public async Task Everything_that_is_asked_is_answered_in_the_chat_and_on_a_page_with_what_the_asker_may_see()
    {
        using Installation at = SeatScene.Install();
        at.Settings["Access"] = "Own";
        at.Settings["PublicUrl"] = "http://127.0.0.1:5080";
        await using RunningProduct product = await RunningProduct.StartAsync(at);
        await product.TakeAsync([.. Files()]);
        await product.TickAsync();

        await QuestionsAsync(product);
        await PeopleAsync(product);
        await PortfoliosAsync(product);
        await ListsAsync(product);
        await PagesAsync(product);
    }

    private static async Task QuestionsAsync(RunningProduct product)
    {
        string summary = await AskAsync(product, Dana, "health amber lane");
        Assert.Contains("How much: 224 actions in 28 days, most of them reports (224)", summary);
        Assert.Contains("Next: ", summary);

        string brief = await AskAsync(product, Dana, "prep amber lane");
        Assert.Contains("Amber Lane: business review", brief);
        Assert.Contains("First win: reached on 12 Feb 2025", brief);
        Assert.Contains("5. Growth", brief);

        // Confidential: its owner and the manager; operations may see all others, and this one not.
        foreach (string question in (string[])["secret harbor", "brief secret harbor", "people secret harbor", "person secret harbor mia"])
        {
            Assert.Contains("not yours to see", await AskAsync(product, Dana, question));
            Assert.Contains("not yours to see", await AskAsync(product, Ola, question));
            Assert.DoesNotContain("not yours to see", await AskAsync(product, Lee, question));
            Assert.DoesNotContain("not yours to see", await AskAsync(product, Sam, question));
        }

        Assert.Contains("not yours to see", await AskAsync(product, Dana, "brief birch works"));
        Message several = await SayAsync(product, Dana, "brief amber");
        Assert.Equal(["brief a1", "brief a2"], several.Buttons.Select(button => button.Value));
        Message nobody = await SayAsync(product, Dana, "brief ember line");
        Assert.Equal(3, nobody.Buttons.Count);
    }

    private static async Task PeopleAsync(RunningProduct product)
    {
        Assert.Contains("Ines Ortega", await AskAsync(product, Dana, "who do we know at amber lane"));
        string ines = await AskAsync(product, Dana, "person amber lane ines");
        Assert.Contains("How often: 28 of the last 28 days", ines);
        Assert.Contains("reports 112 in 28 days", ines);
        Message several = await SayAsync(product, Dana, "person amber lane in");
        Assert.Equal(["person a1 p1", "person a1 p2"], several.Buttons.Select(button => button.Value));
        Message other = await SayAsync(product, Dana, "person amber ines");
        Assert.Equal(["person a1 ines", "person a2 ines"], other.Buttons.Select(button => button.Value));
    }

    private static async Task PortfoliosAsync(RunningProduct product)
    {
        Message mine = await SayAsync(product, Dana, "portfolio");
        Assert.StartsWith("Dana Whitfield: 2 accounts, EUR 30k and USD 5k ARR", mine.Text);
        string team = await AskAsync(product, Sam, "portfolio");
        Assert.Contains("Sam Okafor's team: 4 accounts", team);
        // Of a colleague's accounts one that may be seen would be told of; here none is.
        Assert.Contains("not yours to see", await AskAsync(product, Dana, "portfolio lee"));
        Assert.Contains("All of us: 2 accounts", await AskAsync(product, Dana, "portfolio all"));
        Assert.Contains("All of us: 3 accounts", await AskAsync(product, Ola, "portfolio all"));
        Assert.DoesNotContain("Secret Harbor", await AskAsync(product, Ola, "renewals this year for lee"));
        Assert.Contains("Secret Harbor", await AskAsync(product, Lee, "renewals this year"));

        string renewals = await AskAsync(product, Dana, "renewals this quarter");
        Assert.Contains("Amber Lane", renewals);
        Assert.DoesNotContain("Amber Loft", renewals);
        Message choose = await SayAsync(product, Dana, "portfolio lea");
        Assert.Equal("portfolio lee@example.com", choose.Buttons[0].Value);
    }

    private static async Task ListsAsync(RunningProduct product)
    {
        string found = await AskAsync(product, Dana, "list people.active_28d >= 1 or renewal.days_left < 10d");
        Assert.Contains("1 account of 2", found);
        Assert.Contains("Amber Lane", found);
        Assert.Contains("Days to the decision: 15 days", found);
        Assert.Contains("Looked at 2 accounts. Not known for 1 of them, most often for lack of: people active in 28 days", found);
        Assert.Contains("2 accounts of 4", await AskAsync(product, Sam, "list account.arr > 10000"));
        Assert.DoesNotContain("Secret Harbor", await AskAsync(product, Ola, "list account.arr > 0"));

        string wrong = await AskAsync(product, Dana, "list seats.usd_ratio > 90% and champion.days_silent > 14");
        Assert.Contains("column 1: there is no signal 'seats.usd_ratio'; did you mean seats.used_ratio?", wrong);
        Assert.Contains("column 50: champion.days_silent cannot be compared with 14", wrong);
        Assert.Contains("a list asks about accounts", await AskAsync(product, Dana, "list person.days_silent > 3d"));
        Assert.Contains("For example", MessageText.Of(await SayAsync(product, Dana, "list a b c")));
    }

    private static async Task PagesAsync(RunningProduct product)
    {
        using HttpClient dana = await product.BrowserAsync(Dana);
        Assert.Contains("Amber Lane: business review", await dana.GetStringAsync("/accounts/a1/brief"));
        Assert.Equal(HttpStatusCode.NotFound, (await dana.GetAsync("/accounts/s1/brief")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await dana.GetAsync("/accounts/b1/brief")).StatusCode);
        string account = await dana.GetStringAsync("/accounts/a1");
        Assert.Contains("How they use it", account);
        Assert.Contains("28 of 28 days: reports 112", account);

        string portfolio = await dana.GetStringAsync("/portfolio?whose=all");
        Assert.Contains("Amber Lane", portfolio);
        Assert.Contains("bar-part", portfolio);
        Assert.DoesNotContain("Secret Harbor", portfolio);
        Assert.DoesNotContain("Birch Works", portfolio);
        Assert.Equal(HttpStatusCode.NotFound, (await dana.GetAsync("/portfolio?whose=lee@example.com")).StatusCode);

        string list = await dana.GetStringAsync($"/list?when={Uri.EscapeDataString("account.arr > 0")}");
        Assert.Contains("2 accounts of 2", list);
        Assert.DoesNotContain("Secret Harbor", list);
        Assert.Contains("did you mean account.arr?", await dana.GetStringAsync("/list?when=account.ar%20%3E%200"));

        using HttpClient sam = await product.BrowserAsync(Sam);
        Assert.Contains("Secret Harbor", await sam.GetStringAsync("/portfolio"));
    }

    private static async Task<Message> SayAsync(RunningProduct product, string who, string text)
    {
        Answer answer = await product.Service<IConversationDesk>().CommandAsync(
            new CommandLine($"inbox:{who}", who, InboxPlatform.ConversationOf(who), text), CancellationToken.None);
        return answer.Message ?? throw new InvalidOperationException($"{text} is not answered.");
    }

    private static async Task<string> AskAsync(RunningProduct product, string who, string text)
    {
        Message message = await SayAsync(product, who, text);
        return message.Text + "\n" + MessageText.Of(message);
    }

    /// <summary>Two accounts of Dana's, one of Lee's, and one of Lee's that is confidential.</summary>
    private static IEnumerable<(string Name, string Text)> Files()
    {
        yield return ("team.csv", "email,name,role,manager_email\n"
            + $"{Dana},Dana Whitfield,csm,{Sam}\n{Lee},Lee Park,csm,{Sam}\n{Sam},Sam Okafor,manager,\n{Ola},Ola Brandt,operations,\n");
        yield return ("accounts.csv", "account_id,name,seats,arr,currency,owner_email,created_on,renewal_on,tags\n"
            + $"a1,Amber Lane,4,30000,EUR,{Dana},2025-01-05,2026-06-25,\n" + $"a2,Amber Loft,4,5000,USD,{Dana},2025-01-05,2026-11-01,\n"
            + $"b1,Birch Works,4,9000,EUR,{Lee},2025-01-05,2026-09-01,\n" + $"s1,Secret Harbor,4,50000,EUR,{Lee},2025-01-05,2026-07-20,confidential\n");
        yield return ("people.csv", "account_id,person_id,name,role,first_seen\na1,p1,Ines Ortega,champion,2025-01-10\na1,p2,Ingo Falk,,2025-01-10\ns1,p3,Mia Stone,,2025-01-10\n");
        yield return ("milestones.csv", "account_id,milestone,due_on,reached_on\na1,first_value,2025-02-20,2025-02-12\n");
        yield return ("usage.csv", "account_id,person_id,date,metric,value\n" + string.Concat(Enumerable.Range(1, 200).Select(back => new DateOnly(2026, 6, 10).AddDays(-back))
            .Select(day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Select(day => $"a1,p1,{day},feature.reports,4\na1,p2,{day},feature.reports,4\ns1,p3,{day},feature.reports,1\n")));
    }
}
