using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Sources.Demo;

namespace AccountAlerts.Sources.Tests.Demo;

public sealed class DemoRowsTests(BegunDemo demo) : IClassFixture<BegunDemo>
{
    private static readonly DateOnly Today = BegunDemo.Today;

    private MemoryFacts Facts => demo.Facts;

    [Fact]
    public void Every_stream_of_the_contract_has_rows() =>
        Assert.All(FactContract.All, contract => Assert.NotEmpty(Facts.Rows(contract.Stream)));

    [Fact]
    public void No_key_is_told_twice() => Assert.Equal(0, Facts.Repeated);

    [Fact]
    public void Every_cell_is_what_the_contract_allows()
    {
        foreach (StreamContract contract in FactContract.All)
        {
            foreach (Cell[] row in Facts.Rows(contract.Stream))
            {
                Assert.Equal(contract.Columns.Count, row.Length);
                for (int i = 0; i < row.Length; i++)
                    Check(contract, contract.Columns[i], row[i]);
            }
        }
    }

    [Fact]
    public void Every_column_is_filled_somewhere_but_those_that_no_invented_company_needs()
    {
        string[] unneeded =
        [
            "team.away_until", "accounts.parent_id", "accounts.merged_into", "account_history.name", "account_history.domain",
            "account_history.country", "account_history.created_on", "account_history.parent_id", "account_history.merged_into",
            "account_history.tags", "said.value", "said.until_on", "said.instead_of", "said.taken_back_at",
        ];
        IEnumerable<string> empty = FactContract.All.SelectMany(contract => contract.Columns
            .Where(column => !Facts.Facts(contract.Stream).Any(fact => fact.Has(column.Name)))
            .Select(column => $"{contract.Name}.{column.Name}"));
        Assert.Equal(unneeded.Order(StringComparer.Ordinal), empty.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nothing_lies_in_the_future_but_what_is_agreed_for_it()
    {
        string[] ahead =
        [
            "accounts.renewal_on", "account_history.renewal_on", "contracts.ends_on", "contracts.notice_on", "opportunities.close_on",
            "invoices.due_on", "milestones.due_on",
        ];
        foreach (StreamContract contract in FactContract.All)
        {
            foreach (Column column in contract.Columns.Where(column => !ahead.Contains($"{contract.Name}.{column.Name}")))
            {
                if (column.Kind == ColumnKind.Day)
                    Assert.All(Facts.Facts(contract.Stream).Where(fact => fact.Has(column.Name)), fact => Assert.True(fact.Day(column.Name) < Today));
                else if (column.Kind == ColumnKind.Instant)
                    Assert.All(Facts.Facts(contract.Stream).Where(fact => fact.Has(column.Name)), fact => Assert.True(fact.Number(column.Name) < Midnight));
            }
        }
    }

    [Fact]
    public void Use_reaches_to_yesterday_and_about_four_hundred_days_back()
    {
        List<DateOnly> days = [.. Facts.Facts(FactStream.Usage).Select(fact => fact.Day("date")).Distinct().Order()];
        Assert.Equal(Today.AddDays(-1), days[^1]);
        Assert.Equal(Today.AddDays(-400), days[0]);
    }

    [Fact]
    public void Thirty_accounts_have_different_names_of_two_words_and_an_id_made_of_them()
    {
        List<Fact> accounts = [.. Facts.Facts(FactStream.Accounts)];
        Assert.Equal(30, accounts.Count);
        Assert.Equal(30, accounts.Select(account => account.Text("name")).Distinct().Count());
        Assert.All(accounts, account =>
        {
            Assert.Equal(2, account.Text("name").Split(' ').Length);
            Assert.Equal(account.Text("name").ToLowerInvariant().Replace(' ', '-'), account.Text("account_id"));
            Assert.Matches(@"^[a-z-]+\.example\.(com|org)$", account.Text("domain"));
        });
    }

    [Fact]
    public void The_teammates_are_three_csms_and_their_manager()
    {
        Dictionary<string, Fact> team = Facts.Facts(FactStream.Team).ToDictionary(fact => fact.Text("email"));
        Assert.Equal(["dana@example.com", "lee@example.com", "noor@example.com", "sam@example.com"], team.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("manager", team["sam@example.com"].Text("role"));
        Assert.All(team.Values.Where(member => member.Text("role") == "csm"), member => Assert.Equal("sam@example.com", member.Text("manager_email")));
        Assert.All(team.Values, member => Assert.Contains(member.Text("backup_email"), team.Keys));
        Assert.All(Facts.Facts(FactStream.AccountTeam), member => Assert.Contains(member.Text("email"), team.Keys));
        Assert.All(Facts.Facts(FactStream.Accounts).Where(account => account.Has("owner_email")), account => Assert.Contains(account.Text("owner_email"), team.Keys));
    }

    [Fact]
    public void Every_fact_names_an_account_and_a_person_that_are_told()
    {
        HashSet<string> accounts = [.. Facts.Facts(FactStream.Accounts).Select(account => account.Text("account_id"))];
        HashSet<(string, string)> people = [.. Facts.Facts(FactStream.People).Select(person => (person.Text("account_id"), person.Text("person_id")))];
        foreach (StreamContract contract in FactContract.All.Where(contract => contract.Columns.Any(column => column.Name == "account_id")))
        {
            Assert.All(Facts.Facts(contract.Stream), fact => Assert.Contains(fact.Text("account_id"), accounts));
            if (contract.Columns.Any(column => column.Name == "person_id"))
                Assert.All(Facts.Facts(contract.Stream).Where(fact => fact.Has("person_id")), fact => Assert.Contains((fact.Text("account_id"), fact.Text("person_id")), people));
        }
    }

    [Fact]
    public void A_person_is_seen_last_on_their_last_day_of_use_and_never_used_before_being_seen_first()
    {
        var used = Facts.Facts(FactStream.Usage).Where(fact => fact.Has("person_id")).GroupBy(fact => (fact.Text("account_id"), fact.Text("person_id")))
            .ToDictionary(group => group.Key, group => (First: group.Min(fact => fact.Day("date")), Last: group.Max(fact => fact.Day("date"))));
        foreach (Fact person in Facts.Facts(FactStream.People))
        {
            if (!used.TryGetValue((person.Text("account_id"), person.Text("person_id")), out (DateOnly First, DateOnly Last) days))
                continue;
            Assert.Equal(days.Last, person.Day("last_seen"));
            Assert.True(days.First >= person.Day("first_seen"));
            Assert.True(!person.Has("deactivated_on") || days.Last < person.Day("deactivated_on"));
        }
    }

    [Fact]
    public async Task Generated_accounts_have_different_names_of_two_words()
    {
        DemoScene load = await DemoScene.BegunAsync(Today, new DemoOptions { Accounts = 400, Days = 30 });
        List<string> names = [.. load.Facts.Facts(FactStream.Accounts).Select(account => account.Text("name"))];
        Assert.Equal(400, names.Distinct().Count());
        Assert.All(names, name => Assert.Equal(2, name.Split(' ').Length));
        Assert.Equal(400, load.Facts.Facts(FactStream.Usage).Select(usage => usage.Text("account_id")).Distinct().Count());
    }

    private static double Midnight => new DateTimeOffset(Today.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeMilliseconds();

    private static void Check(StreamContract contract, Column column, Cell cell)
    {
        string where = $"{contract.Name}.{column.Name}: {cell}";
        if (cell.Kind == CellKind.Empty)
        {
            Assert.False(column.Required, where);
            return;
        }

        bool text = column.Kind is ColumnKind.Text or ColumnKind.Word or ColumnKind.Tags;
        Assert.True(text == (cell.Kind == CellKind.Text), where);
        if (text)
            Assert.False(string.IsNullOrWhiteSpace(cell.Text), where);
        else
            Assert.True(double.IsFinite(cell.Number) && cell.Number >= column.Min && cell.Number <= column.Max, where);
        if (column.Words is { } words)
            Assert.Contains(cell.Text, words);
        if (column.Kind is ColumnKind.Whole or ColumnKind.Day or ColumnKind.Instant)
            Assert.True(cell.Number == Math.Truncate(cell.Number), where);
        if (column.Kind == ColumnKind.Flag)
            Assert.True(cell.Number is 0 or 1, where);
    }
}
