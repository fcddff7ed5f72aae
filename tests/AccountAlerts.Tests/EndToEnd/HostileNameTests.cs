using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Tests.EndToEnd;

/// <summary>A name is data, whatever it looks like: it never becomes markup, a mention, a link, a template or a command of the terminal.</summary>
public class HostileNameTests
{
    private static readonly (string Id, string Name, string Shown)[] Accounts =
    [
        ("script", "<script>document.title='owned'</script>", "&lt;script&gt;document.title=&#x27;owned&#x27;&lt;/script&gt;"),
        ("braces", "{{7*7}} {{{html}}}", "{{7*7}} {{{html}}}"),
        ("mention", "<!channel> <@U024BE7LH>", "&lt;!channel&gt; &lt;@U024BE7LH&gt;"),
        ("markdown", "[click](https://evil.example) **bold** `code`", "[click](https://evil.example) **bold** `code`"),
        ("turned", "Amber \u202Efdp.exe\u202C \u2066Lane\u2069 \u001b[31mred", "Amber fdp.exe Lane [31mred"),
        ("markup", "[red]Spectre[/] Lines", "[red]Spectre[/] Lines"),
        ("long", new string('x', 9_990) + "owned", "xxxxxxxx"),
    ];

    [Fact]
    public async Task A_hostile_name_appears_as_plain_text_on_cards_pages_and_in_the_terminal()
    {
        using Installation at = SeatScene.Install();
        await using (RunningProduct product = await RunningProduct.StartAsync(at))
        {
            string accounts = "account_id,name,seats,owner_email,created_on\n"
                + string.Concat(Accounts.Select(account => $"{account.Id},{SeatScene.Quoted(account.Name)},10,{SeatScene.Owner},2025-01-01\n"));
            string[] ids = [.. Accounts.Select(account => account.Id)];
            await product.TakeAsync(("team.csv", SeatScene.Team), ("accounts.csv", accounts), ("usage.csv", SeatScene.Seats("2026-06-08", 1, ids)));
            await product.TickAsync();
            await product.PassAsync(TimeSpan.FromDays(1));
            await product.TakeAsync(("usage.csv", SeatScene.Seats("2026-06-10", 10, ids)));
            await product.TickAsync();

            IReadOnlyList<MailboxMessage> cards = await product.InboxAsync(SeatScene.Owner);
            Assert.Equal(Accounts.Length, cards.Count);
            Assert.All(cards, card => Assert.True(card.Message.Text.Length < 500));
            Assert.All(cards, card => Assert.DoesNotContain(card.Message.Text, char.IsControl));

            using HttpClient browser = await product.BrowserAsync(SeatScene.Owner);
            AssertSafe(await browser.GetStringAsync("/"), Accounts);
            AssertSafe(await browser.GetStringAsync("/accounts"), Accounts);
            foreach (var account in Accounts)
                AssertSafe(await browser.GetStringAsync($"/accounts/{account.Id}"), [account]);
        }

        at.Settings["Clock:Now"] = "2026-06-11T09:00:00Z";
        AssertPlain(await at.ResultAsync("evaluate"));
        foreach ((string id, _, _) in Accounts)
            AssertPlain(await at.ResultAsync("why", id));
        Ran ambiguous = await at.RunAsync("why", "m");
        Assert.Equal(1, ambiguous.Exit);
        AssertPlain(ambiguous.Error);
    }

    private static void AssertSafe(string page, IEnumerable<(string Id, string Name, string Shown)> accounts)
    {
        Assert.All(accounts, account => Assert.Contains(account.Shown, page.Replace("&#x60;", "`").Replace("&#xA;", "\n")));
        Assert.DoesNotContain("<script>document", page);
        Assert.DoesNotContain("<!channel", page);
        Assert.DoesNotContain("href=\"https://evil.example", page);
        Assert.DoesNotContain(new string('x', 400), page);
        Assert.DoesNotContain(page, Forbidden);
    }

    private static void AssertPlain(string output)
    {
        Assert.DoesNotContain(output, Forbidden);
        Assert.All(output.Split('\n'), line => Assert.True(line.Length <= 400, $"A line of {line.Length} characters"));
    }

    /// <summary>Marks that turn the reading direction, and controls that a terminal obeys.</summary>
    private static bool Forbidden(char c) => c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' or '\u001b' or '\u0007';
}
