using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Engine.Routing;
using FsCheck;
using FsCheck.Fluent;

namespace AccountAlerts.TestKit.Contracts;

/// <summary>The exam that every fact store sits. Derive it, and make empty stores.</summary>
public abstract class FactStoreContract
{
    private static readonly DateTimeOffset Monday = new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly June1 = new(2026, 6, 1);
    private static readonly string[] Accounts = ["acme", "bolt", "cyan"];

    /// <summary>A new, empty store whose sources rank as given.</summary>
    protected abstract Task<FactsUnderTest> CreateAsync(params string[] sourceOrder);

    [Fact]
    public void Usage_comes_back_as_it_was_given_whatever_the_order_and_however_many_imports()
    {
        Prop.ForAll(UsageRow.Imports, imports =>
        {
            UsageRowsComeBackAsync(imports).GetAwaiter().GetResult();
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
    }

    [Fact]
    public void People_come_back_as_all_imports_together_tell_of_them()
    {
        Prop.ForAll(PersonRow.Imports, imports =>
        {
            PeopleComeBackAsync(imports).GetAwaiter().GetResult();
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));
    }

    [Fact]
    public async Task The_last_of_repeated_usage_rows_wins_and_the_others_are_counted()
    {
        await using FactsUnderTest facts = await CreateAsync();
        await facts.AccountAsync("acme");
        ImportResult result = await facts.UsageAsync(("acme", "ines", 1, "logins", 3), ("acme", "ines", 1, "logins", 4), ("acme", "ines", 2, "logins", 1));
        Assert.Equal((3, 1), (result.Rows, result.Repeated));
        Assert.Contains("'acme' | 'ines' | 739767 | 'logins' | 4", await facts.ExportAsync(FactStream.Usage));
    }

    [Fact]
    public async Task The_same_bytes_are_known_again_by_source_and_stream()
    {
        await using FactsUnderTest facts = await CreateAsync();
        await facts.ImportAsync(FactStream.Team, [ContractRow.Of(FactStream.Team, ("email", "dana@example.com"))], hash: "AB12");
        Assert.True(await facts.Store.WasImportedAsync("import", FactStream.Team, "AB12", CancellationToken.None));
        Assert.False(await facts.Store.WasImportedAsync("crm", FactStream.Team, "AB12", CancellationToken.None));
        Assert.False(await facts.Store.WasImportedAsync("import", FactStream.People, "AB12", CancellationToken.None));
    }

    [Fact]
    public async Task An_import_that_is_not_committed_leaves_no_trace()
    {
        await using FactsUnderTest facts = await CreateAsync();
        foreach (StreamContract contract in FactContract.All)
        {
            await using IFactImport import = await facts.Store.BeginAsync(facts.Header(contract.Stream), CancellationToken.None);
            if (contract.Stream == FactStream.Usage)
                import.AddUsage("acme", "ines", June1.DayNumber, "logins", 1);
            else
                import.Add(SomeRow(contract.Stream));
        }

        Assert.False(await facts.Store.HasFactsAsync(CancellationToken.None));
        foreach (StreamContract contract in FactContract.All)
            Assert.Empty(await facts.ExportAsync(contract.Stream));
    }

    [Fact]
    public async Task An_empty_cell_keeps_the_last_known_value_and_a_change_is_dated_by_its_import()
    {
        await using FactsUnderTest facts = await CreateAsync();
        await facts.AccountAsync("acme", Monday, ("seats", 10), ("plan", "team"));
        await facts.AccountAsync("acme", Monday.AddDays(7), ("seats", 12));
        AccountFacts acme = await facts.ReadAsync("acme");
        Assert.Equal(
            [(June1, 10, "team"), (June1.AddDays(7), 12, null)],
            acme.Versions.Select(version => (version.EffectiveOn, version.Seats ?? 0, version.Plan)));
        Assert.Contains("'team' | 12", Assert.Single(await facts.ExportAsync(FactStream.Accounts)));
    }

    [Fact]
    public async Task A_history_row_comes_after_an_import_of_the_same_day_and_is_marked()
    {
        await using FactsUnderTest facts = await CreateAsync();
        await facts.AccountAsync("acme", Monday, ("seats", 10));
        await facts.HistoryAsync("acme", June1, ("seats", 11));
        await facts.HistoryAsync("acme", June1.AddDays(-30), ("seats", 5));
        AccountFacts acme = await facts.ReadAsync("acme");
        Assert.Equal([(5, true), (10, false), (11, true)], acme.Versions.Select(version => (version.Seats ?? 0, version.FromHistory)));
    }

    [Fact]
    public async Task Every_source_is_kept_and_the_most_trusted_that_has_a_value_wins_the_profile()
    {
        await using FactsUnderTest facts = await CreateAsync("crm", "billing");
        await facts.ImportAsync(FactStream.Accounts, [Account("acme", ("country", "DE"), ("seats", 3))], source: "billing");
        await facts.ImportAsync(FactStream.Accounts, [Account("acme", ("domain", "acme.example"), ("seats", 4))], source: "crm");
        await facts.ImportAsync(FactStream.Accounts, [Account("acme", ("domain", "other.example"), ("country", "FR"))]);
        AccountFacts acme = await facts.ReadAsync("acme");
        Assert.Equal(("acme.example", "DE"), (acme.Profile.Domain, acme.Profile.Country));
        Assert.Equal([(0, 4), (1, 3), (2, 0)], acme.Versions.Select(version => (version.SourceRank, version.Seats ?? 0)));
    }

    [Fact]
    public async Task An_account_of_which_only_the_name_is_known_is_there_from_the_day_of_its_import()
    {
        await using FactsUnderTest facts = await CreateAsync();
        await facts.ImportAsync(FactStream.Accounts, [Account("acme")]);
        Assert.Equal([June1], (await facts.ReadAsync("acme")).Versions.Select(version => version.EffectiveOn));
    }

    [Fact]
    public async Task A_first_role_is_always_true_and_a_later_one_counts_from_its_import()
    {
        await using FactsUnderTest facts = await CreateAsync();
        await facts.AccountAsync("acme");
        await facts.PersonAsync("acme", "ines", Monday, ("role", "champion"), ("department", "sales"));
        await facts.PersonAsync("acme", "ines", Monday.AddDays(9), ("role", "user"));
        Person ines = Assert.Single((await facts.ReadAsync("acme")).People);
        Assert.Equal(
            [
                new PersonVersion(DateOnly.MinValue, PersonRole.Champion, "sales"),
                new PersonVersion(June1.AddDays(9), PersonRole.User, "sales"),
            ],
            ines.Versions);
    }

    [Fact]
    public async Task Somebody_whom_only_usage_names_gets_their_first_role_when_a_people_row_comes()
    {
        await using FactsUnderTest facts = await CreateAsync();
        await facts.AccountAsync("acme");
        await facts.UsageAsync(("acme", "ines", 1, "logins", 1));
        Assert.Equal([new PersonVersion(DateOnly.MinValue, null, null)], Assert.Single((await facts.ReadAsync("acme")).People).Versions);
        Assert.Empty(await facts.ExportAsync(FactStream.People));
        await facts.PersonAsync("acme", "ines", Monday, ("role", "admin"), ("name", "Ines"));
        Person ines = Assert.Single((await facts.ReadAsync("acme")).People);
        Assert.Equal(PersonRole.Admin, Assert.Single(ines.Versions).Role);
        Assert.Equal((1, "Ines"), (ines.Ordinal, ines.Label));
    }

    [Fact]
    public async Task Every_last_seen_is_kept_as_a_sighting_of_its_day()
    {
        await using FactsUnderTest facts = await CreateAsync();
        await facts.AccountAsync("acme");
        await facts.PersonAsync("acme", "ines", Monday, ("last_seen", June1));
        await facts.PersonAsync("acme", "ines", Monday, ("last_seen", June1.AddDays(40)));
        AccountFacts acme = await facts.ReadAsync("acme");
        Assert.Equal(
            [new UsageEntry(June1.DayNumber, 1, MetricTable.Sighting, 1), new UsageEntry(June1.DayNumber + 40, 1, MetricTable.Sighting, 1)],
            acme.Usage.Entries.ToArray().OrderBy(entry => entry.Day));
        Assert.Equal(2, (await facts.ExportAsync(FactStream.People)).Count);
        Assert.Null((await facts.HorizonAsync(June1)).NewestUsageDay);
    }

    [Fact]
    public async Task Facts_of_an_account_that_no_row_has_named_wait_unseen()
    {
        await using FactsUnderTest facts = await CreateAsync();
        await facts.UsageAsync(("acme", "", 1, "logins", 5));
        Assert.Empty(await facts.AccountsAsync());
        await facts.AccountAsync("acme");
        Assert.Equal(5, Assert.Single((await facts.ReadAsync("acme")).Usage.Entries.ToArray()).Value);
    }

    [Fact]
    public async Task A_merged_accounts_facts_are_told_by_the_other_and_its_name_leads_there()
    {
        await using FactsUnderTest facts = await CreateAsync();
        await facts.AccountAsync("acme");
        await facts.AccountAsync("acme-old");
        await facts.UsageAsync(("acme", "ines", 1, "logins", 5), ("acme-old", "ines", 1, "logins", 2), ("acme-old", "tom", 2, "logins", 1));
        await facts.AccountAsync("acme-old", Monday, ("merged_into", "acme"));
        AccountRef acme = Assert.Single(await facts.AccountsAsync());
        AccountFacts joined = await facts.ReadAsync("acme");
        Assert.Equal(["ines", "tom"], joined.People.Select(person => person.PersonId));
        Assert.Equal([(1, 7d), (2, 1d)], joined.Usage.Entries.ToArray().OrderBy(entry => entry.Person).Select(entry => (entry.Person, entry.Value)));
        await using IFactSession session = await facts.Reader.OpenAsync(CancellationToken.None);
        Assert.Equal(acme, await session.FindAccountAsync("acme-old", CancellationToken.None));
    }

    [Fact]
    public async Task Accounts_merged_into_nobody_known_or_in_a_circle_stay_visible()
    {
        await using FactsUnderTest facts = await CreateAsync();
        await facts.AccountAsync("lost", Monday, ("merged_into", "nobody"));
        await facts.AccountAsync("self", Monday, ("merged_into", "self"));
        await facts.AccountAsync("one", Monday, ("merged_into", "two"));
        await facts.AccountAsync("two", Monday, ("merged_into", "one"));
        Assert.Equal(["lost", "one", "self"], (await facts.AccountsAsync()).Select(account => account.AccountId));
    }

    [Fact]
    public async Task Use_of_an_account_that_only_the_product_knows_goes_to_the_customer_whose_domain_its_people_have()
    {
        await using FactsUnderTest facts = await CreateAsync();
        await facts.UsageAsync(("ws-7", "u1", 1, "logins", 5));
        await facts.PersonAsync("ws-7", "u1", Monday, ("email", "Ines@Acme.example"));
        await facts.PersonAsync("ws-7", "u2", Monday, ("email", "tom@gmail.com"));
        Assert.Equal(("ws-7", "no customer has the domain acme.example"), Assert.Single((await facts.MatchingAsync()).Unknown.Select(use => (use.Name, use.Why))));

        await facts.AccountAsync("acme", Monday, ("domain", "https://www.acme.example/"));
        await facts.AccountAsync("bolt", Monday, ("domain", "bolt.example"));
        AccountFacts acme = await facts.ReadAsync("acme");
        Assert.Equal(["u1", "u2"], acme.People.Select(person => person.PersonId));
        Assert.Equal([(1, 5d)], acme.Usage.Entries.ToArray().Select(entry => (entry.Person, entry.Value)));

        AccountMatching matching = await facts.MatchingAsync();
        Assert.Equal((2, 1, "bolt"), (matching.Accounts, matching.WithUse, Assert.Single(matching.WithoutUse).AccountId));
        Assert.Equal(new MatchedAccount("ws-7", "acme"), Assert.Single(matching.ByAddress));
        Assert.Empty(matching.Unknown);
        await using IFactSession session = await facts.Reader.OpenAsync(CancellationToken.None);
        Assert.Equal("acme", (await session.FindAccountAsync("ws-7", CancellationToken.None))?.AccountId);
    }

    [Fact]
    public async Task Use_under_a_domain_goes_to_the_customer_who_has_it_and_an_address_is_who_has_that_address()
    {
        await using FactsUnderTest facts = await CreateAsync();
        await facts.UsageAsync(("acme.example", "ines@acme.example", 1, "logins", 5), ("ws-9", "Tom@acme.example", 1, "logins", 2), ("twin.example", "eva@twin.example", 1, "logins", 1));
        Assert.Equal(
            [("acme.example", "no customer has the domain acme.example"), ("twin.example", "no customer has the domain twin.example"), ("ws-9", "no customer has the domain acme.example")],
            (await facts.MatchingAsync()).Unknown.Select(use => (use.Name, use.Why)).Order());

        await facts.AccountAsync("acme", Monday, ("domain", "www.acme.example"));
        await facts.AccountAsync("twin-1", Monday, ("domain", "twin.example"));
        await facts.AccountAsync("twin-2", Monday, ("domain", "twin.example"));
        await facts.PersonAsync("acme", "crm-1", Monday, ("email", "Ines@Acme.example"), ("name", "Ines Ortega"));

        AccountFacts acme = await facts.ReadAsync("acme");
        Assert.Equal(2, acme.People.Count);
        Person ines = Assert.Single(acme.People, person => person.Name == "Ines Ortega");
        Assert.True(ines.IsKnownAs("crm-1") && ines.IsKnownAs("ines@acme.example"));
        Assert.Equal([2d, 5d], acme.Usage.Entries.ToArray().Select(entry => entry.Value).Order());
        AccountMatching matching = await facts.MatchingAsync();
        Assert.Equal(["acme.example", "ws-9"], matching.ByAddress.Select(match => match.Name).Order());
        Assert.Equal("its people have addresses of several customers (twin.example)", Assert.Single(matching.Unknown).Why);
    }

    [Fact]
    public async Task Whose_use_it_is_is_never_guessed()
    {
        await using FactsUnderTest facts = await CreateAsync();
        await facts.AccountAsync("acme", Monday, ("domain", "acme.example"));
        await facts.AccountAsync("bolt", Monday, ("domain", "bolt.example"));
        await facts.AccountAsync("twin-1", Monday, ("domain", "twin.example"));
        await facts.AccountAsync("twin-2", Monday, ("domain", "twin.example"));
        await facts.AccountAsync("mail", Monday, ("domain", "gmail.com"));
        foreach (string account in new[] { "w-both", "w-mail", "w-none", "w-twin" })
            await facts.UsageAsync((account, "u1", 1, "logins", 5));
        await facts.PersonAsync("w-both", "u1", Monday, ("email", "ines@acme.example"));
        await facts.PersonAsync("w-both", "u2", Monday, ("email", "tom@bolt.example"));
        await facts.PersonAsync("w-mail", "u1", Monday, ("email", "eva@gmail.com"));
        await facts.PersonAsync("w-twin", "u1", Monday, ("email", "eva@twin.example"));

        AccountMatching matching = await facts.MatchingAsync();
        Assert.Equal(
            [
                ("w-both", "its people have addresses of several customers (acme.example, bolt.example)"), ("w-mail", "its people have addresses of public mail services only"),
                ("w-none", "its people have no e-mail addresses"), ("w-twin", "its people have addresses of several customers (twin.example)"),
            ],
            matching.Unknown.Select(use => (use.Name, use.Why)));
        Assert.Equal((5, 0), (matching.Accounts, matching.WithUse));
        foreach (AccountRef account in await facts.AccountsAsync())
            Assert.Empty((await facts.ReadAsync(account.AccountId)).Usage.Entries.ToArray());
        await using IFactSession session = await facts.Reader.OpenAsync(CancellationToken.None);
        Assert.Null(await session.FindAccountAsync("w-both", CancellationToken.None));
    }

    [Fact]
    public async Task A_part_follows_its_parent_into_the_account_that_it_was_merged_into()
    {
        await using FactsUnderTest facts = await CreateAsync();
        await facts.AccountAsync("acme");
        await facts.AccountAsync("acme-old", Monday, ("merged_into", "acme"));
        await facts.AccountAsync("acme-eu", Monday, ("parent_id", "acme-old"));
        await facts.AccountAsync("acme-us", Monday, ("parent_id", "nobody-knows"));
        await facts.AccountAsync("acme-bit", Monday, ("parent_id", "acme"), ("merged_into", "acme"));
        await using IFactSession session = await facts.Reader.OpenAsync(CancellationToken.None);
        var ids = (await session.AccountsAsync(CancellationToken.None)).ToDictionary(account => account.AccountId, account => account.Id);
        AccountTree tree = await session.TreeAsync(CancellationToken.None);
        Assert.Equal([ids["acme"]], tree.Heads);
        Assert.Equal([ids["acme"], ids["acme-eu"]], tree.Under(ids["acme"]));
    }

    [Fact]
    public async Task A_champion_who_left_is_found_where_they_turned_up()
    {
        await using FactsUnderTest facts = await CreateAsync();
        await facts.AccountAsync("acme");
        await facts.AccountAsync("bolt");
        await facts.AccountAsync("calm", Monday, ("tags", "vip;Confidential"));
        await facts.PersonAsync("acme", "ines", Monday, ("name", "Ines Ortega"), ("role", "champion"), ("deactivated_on", June1));
        await facts.PersonAsync("acme", "tom", Monday, ("name", "Tom Berg"), ("role", "user"), ("deactivated_on", June1));
        await facts.PersonAsync("acme", "eva", Monday, ("email", "eva@home.example"), ("role", "champion"), ("deactivated_on", June1));
        await facts.PersonAsync("bolt", "b1", Monday, ("name", "ines  ortega"), ("first_seen", June1.AddDays(20)));
        await facts.PersonAsync("bolt", "b2", Monday, ("name", "Tom Berg"), ("first_seen", June1.AddDays(20)));
        await facts.PersonAsync("bolt", "b3", Monday, ("name", "Ines Ortega"), ("first_seen", June1.AddDays(-31)));
        await facts.PersonAsync("calm", "c1", Monday, ("email", "EVA@home.example"), ("first_seen", June1.AddDays(-30)));

        var ids = (await facts.AccountsAsync()).ToDictionary(account => account.AccountId, account => account.Id);
        var people = (await facts.ReadAsync("acme")).People.ToDictionary(person => person.PersonId);
        Assert.Equal([new PersonMove(June1.AddDays(20), ids["bolt"], "BOLT")], people["ines"].Moves);
        Assert.Equal([new PersonMove(June1.AddDays(-30), ids["calm"], null)], people["eva"].Moves);
        Assert.Empty(people["tom"].Moves);
        Assert.All((await facts.ReadAsync("bolt")).People, person => Assert.Empty(person.Moves));
    }

    [Fact]
    public async Task Two_ids_with_one_address_are_one_person_whose_facts_are_told_together()
    {
        await using FactsUnderTest facts = await CreateAsync();
        await facts.AccountAsync("acme");
        await facts.PersonAsync("acme", "crm-1", Monday, ("name", "Ines Ortega"), ("email", "ines@acme.example"), ("role", "champion"), ("deactivated_on", June1.AddDays(40)));
        await facts.PersonAsync("acme", "u1", Monday, ("email", "INES@acme.example"), ("role", "user"), ("first_seen", June1.AddDays(-90)));
        await facts.PersonAsync("acme", "u2", Monday, ("email", "tom@acme.example"));
        await facts.UsageAsync(("acme", "u1", 1, "logins", 5), ("acme", "crm-1", 1, "logins", 2), ("acme", "u2", 1, "logins", 1));
        await facts.ImportAsync(FactStream.Tickets, [Ticket("T1", "acme", ("person_id", "u1"))]);

        AccountFacts acme = await facts.ReadAsync("acme");
        Assert.Equal(["crm-1", "u2"], acme.People.Select(person => person.PersonId));
        Person ines = acme.People[0];
        Assert.Equal(("Ines Ortega", June1.AddDays(-90), null, PersonRole.Champion), (ines.Name, ines.FirstSeen, ines.DeactivatedOn, ines.Versions[0].Role));
        Assert.True(ines.IsKnownAs("u1") && ines.IsKnownAs("crm-1") && !ines.IsKnownAs("u2"));
        Assert.Equal([(1, 7d), (3, 1d)], acme.Usage.Entries.ToArray().OrderBy(entry => entry.Person).Select(entry => (entry.Person, entry.Value)));
        Assert.Equal(1, Assert.Single(acme.Tickets).Person);
        Assert.Equal(3, (await facts.ExportAsync(FactStream.People)).Count);
    }

    [Fact]
    public async Task A_ticket_replaces_the_sources_earlier_one_and_may_move_to_another_account()
    {
        await using FactsUnderTest facts = await CreateAsync();
        await facts.AccountAsync("acme");
        await facts.AccountAsync("bolt");
        await facts.ImportAsync(FactStream.Tickets, [Ticket("T1", "acme", ("priority", "p1"))]);
        await facts.ImportAsync(FactStream.Tickets, [Ticket("T1", "acme", ("priority", "p2"), ("person_id", "ines"))]);
        Ticket ticket = Assert.Single((await facts.ReadAsync("acme")).Tickets);
        Assert.Equal((2, 1), (ticket.Priority, ticket.Person));
        ImportResult moved = await facts.ImportAsync(FactStream.Tickets, [Ticket("T1", "bolt")]);
        Assert.Empty((await facts.ReadAsync("acme")).Tickets);
        Assert.Single((await facts.ReadAsync("bolt")).Tickets);
        Assert.Equal(2, moved.Accounts?.Count);
        Assert.Empty((await facts.ImportAsync(FactStream.Tickets, [Ticket("T1", "bolt")])).Accounts ?? [0]);
    }

    [Fact]
    public async Task An_open_session_sees_one_state_whatever_is_committed_meanwhile()
    {
        await using FactsUnderTest facts = await CreateAsync();
        await facts.AccountAsync("acme");
        await facts.UsageAsync(("acme", "", 1, "logins", 5));
        await using IFactSession before = await facts.Reader.OpenAsync(CancellationToken.None);
        await facts.UsageAsync(("acme", "", 1, "logins", 6), ("acme", "", 2, "logins", 1));
        await facts.AccountAsync("bolt");
        AccountRef acme = Assert.Single(await before.AccountsAsync(CancellationToken.None));
        AccountFacts seen = Assert.Single(await before.ReadAsync([acme.Id], CancellationToken.None));
        Assert.Equal(5, Assert.Single(seen.Usage.Entries.ToArray()).Value);
        Assert.Equal(2, (await facts.AccountsAsync()).Count);
    }

    [Fact]
    public async Task Accounts_are_read_in_the_order_asked_for()
    {
        await using FactsUnderTest facts = await CreateAsync();
        string[] names = [.. Enumerable.Range(0, 40).Select(i => $"account-{i:00}")];
        await facts.ImportAsync(FactStream.Accounts, names.Select(name => Account(name)));
        await facts.UsageAsync([.. names.Select((name, i) => (name, "", 1, "logins", (double)i))]);
        await using IFactSession session = await facts.Reader.OpenAsync(CancellationToken.None);
        int[] ids = [.. (await session.AccountsAsync(CancellationToken.None)).Select(account => account.Id)];
        int[] asked = [ids[30], ids[2], ids[39], ids[3], ids[0], ids[2]];
        IReadOnlyList<AccountFacts> read = await session.ReadAsync(asked, CancellationToken.None);
        Assert.Equal([30d, 2, 39, 3, 0, 2], read.Select(account => account.Usage.Entries.Span[0].Value));
    }

    [Fact]
    public async Task The_horizon_tells_the_newest_usage_day_the_first_day_of_a_stream_and_when_sources_were_read()
    {
        await using FactsUnderTest facts = await CreateAsync();
        await facts.AccountAsync("acme");
        await facts.UsageAsync(("acme", "", 1, "logins", 5), ("acme", "", 4, "logins", 5));
        await facts.ImportAsync(FactStream.Tickets, [Ticket("T1", "acme")], source: "desk");
        await facts.Store.MarkReadAsync("desk", [FactStream.Tickets], Monday.AddDays(5), CancellationToken.None);
        await facts.Store.MarkReadAsync("mail", [FactStream.Tickets], Monday.AddDays(3), CancellationToken.None);
        StoredHorizon horizon = await facts.HorizonAsync(June1.AddDays(2));
        Assert.Equal(June1, horizon.NewestUsageDay);
        Assert.Equal(new StreamHorizon(June1.AddDays(-1), June1.AddDays(3)), horizon.Streams[FactStream.Tickets]);
        Assert.Equal([MetricTable.SightingName, "logins"], horizon.Metrics);
        Assert.Equal(June1.AddDays(3), (await facts.HorizonAsync(June1.AddDays(30))).NewestUsageDay);
        Assert.False(horizon.Streams.ContainsKey(FactStream.Invoices));
    }

    [Fact]
    public async Task What_is_known_of_all_facts_together_follows_every_import()
    {
        await using FactsUnderTest facts = await CreateAsync();
        async Task<DateOnly?> FirstAsync(FactStream stream) => (await facts.HorizonAsync(June1)).Streams.GetValueOrDefault(stream)?.FirstDay;
        async Task<string> NamesAsync() => string.Join(' ', (await facts.AccountsAsync()).Select(account => account.AccountId));

        await facts.AccountAsync("acme", Monday, ("created_on", June1.AddDays(-400)));
        Assert.Equal((null, June1.AddDays(-400), "acme"), (await FirstAsync(FactStream.People), await FirstAsync(FactStream.Accounts), await NamesAsync()));
        await facts.PersonAsync("acme", "ines", Monday, ("first_seen", June1));
        Assert.Equal(June1, await FirstAsync(FactStream.People));
        await facts.PersonAsync("acme", "tom", Monday, ("first_seen", June1.AddDays(-9)));
        await facts.UsageAsync(("acme", "eva", 1, "logins", 1));
        Assert.Equal((June1.AddDays(-9), June1), (await FirstAsync(FactStream.People), await FirstAsync(FactStream.Usage)));
        await facts.PersonAsync("acme", "uwe", Monday);
        Assert.Equal(DateOnly.MinValue, await FirstAsync(FactStream.People));

        await facts.AccountAsync("bolt", Monday, ("created_on", June1.AddDays(-500)));
        Assert.Equal((June1.AddDays(-500), "acme bolt"), (await FirstAsync(FactStream.Accounts), await NamesAsync()));
        await facts.UsageAsync(("bolt", "", 2, "logins", 1));
        Assert.Equal("acme bolt", await NamesAsync());
        await facts.AccountAsync("bolt", Monday, ("merged_into", "acme"));
        Assert.Equal("acme", await NamesAsync());
    }

    [Fact]
    public async Task A_whole_file_counts_as_a_complete_read_of_its_stream()
    {
        await using FactsUnderTest facts = await CreateAsync();
        await facts.ImportAsync(FactStream.Tickets, [Ticket("T1", "acme")], hash: "AB");
        Assert.Equal(June1, (await facts.HorizonAsync(June1)).Streams[FactStream.Tickets].LastReadOn);
    }

    [Fact]
    public async Task The_team_has_defaults_and_one_entry_per_address()
    {
        await using FactsUnderTest facts = await CreateAsync("hr");
        await facts.ImportAsync(FactStream.Team, [ContractRow.Of(FactStream.Team, ("email", "dana@example.com"), ("name", "Dana"), ("role", "manager"))], source: "hr");
        await facts.ImportAsync(FactStream.Team, [ContractRow.Of(FactStream.Team, ("email", "dana@example.com")), ContractRow.Of(FactStream.Team, ("email", "lee@example.com"))]);
        await facts.AccountAsync("acme");
        await facts.ImportAsync(FactStream.AccountTeam, [ContractRow.Of(FactStream.AccountTeam, ("account_id", "acme"), ("role", "sales"), ("email", "lee@example.com"))]);
        await using IFactSession session = await facts.Reader.OpenAsync(CancellationToken.None);
        Assert.Equal(
            [
                new Teammate("dana@example.com", "Dana", TeamRole.Manager, null, null, null, null),
                new Teammate("lee@example.com", "lee@example.com", TeamRole.Csm, null, null, null, null),
            ],
            await session.TeamAsync(CancellationToken.None));
        int acme = (await session.AccountsAsync(CancellationToken.None))[0].Id;
        Assert.Equal([new AccountTeamMember(acme, "sales", "lee@example.com")], await session.AccountTeamAsync(acme, CancellationToken.None));
        Assert.Equal([acme], await session.AccountsOfMemberAsync("LEE@example.com", CancellationToken.None));
        Assert.Empty(await session.AccountsOfMemberAsync("nobody@example.com", CancellationToken.None));
    }

    [Fact]
    public async Task Odd_but_checked_values_are_kept_or_bounded_and_never_refused()
    {
        await using FactsUnderTest facts = await CreateAsync();
        string odd = "a\0b\U0001F600\u202E<script>{{x}}" + new string('x', 10_000);
        await facts.ImportAsync(FactStream.Accounts, [Account(odd, ("tags", "one;two")), Account("half \uD800 pair")]);
        await facts.UsageAsync((odd, odd, 1, odd, -0.5), (odd, "", 1, "huge", 1e300), ("half \uD800 pair", "", 1, "$seen", 1), (odd, "", 1, "zero", -0.0));
        await using (IFactImport import = await facts.Store.BeginAsync(facts.Header(FactStream.Usage), CancellationToken.None))
        {
            import.AddUsage(odd, "", DateOnly.MaxValue.DayNumber, "logins", 1);
            import.AddUsage(odd, "", DateOnly.MinValue.DayNumber, "logins", 1);
            await import.CommitAsync(CancellationToken.None);
        }

        AccountFacts read = await facts.ReadAsync(odd);
        Assert.Equal([-0.5, -0.0, 1, 1, 1e300], read.Usage.Entries.ToArray().Select(entry => entry.Value).Order());
        Assert.Equal(["one", "two"], read.Profile.Tags);
        Assert.Equal(odd, Assert.Single(read.People).PersonId);
        Assert.Equal(2, (await facts.AccountsAsync()).Count);
    }

    [Fact]
    public async Task What_teammates_said_reads_in_order_once_and_without_what_was_taken_back()
    {
        await using FactsUnderTest facts = await CreateAsync();
        await facts.AccountAsync("acme");
        await facts.ImportAsync(FactStream.Said, [Said("s2", 2, "note"), Said("s1", 1, "sentiment", ("value", "red")), Said("s3", 3, "note", ("taken_back_at", Monday.AddDays(4)))], source: FactContract.Chat);
        await facts.ImportAsync(FactStream.Said, [Said("s2", 2, "note")]);

        AccountFacts acme = await facts.ReadAsync("acme");

        Assert.Equal(
            [new SaidFact("s1", Monday.AddDays(1), "sentiment", "dana@example.com", "red", null, null, null), new SaidFact("s2", Monday.AddDays(2), "note", "dana@example.com", null, null, null, null)],
            acme.Said);
        Assert.Equal(4, (await facts.ExportAsync(FactStream.Said)).Count);
    }

    [Fact]
    public async Task What_teammates_say_is_never_late()
    {
        await using FactsUnderTest facts = await CreateAsync();
        await facts.AccountAsync("acme");
        Cell[] touch = ContractRow.Of(FactStream.Touchpoints, ("touchpoint_id", "t1"), ("account_id", "acme"), ("date", June1), ("kind", "call"));
        await facts.ImportAsync(FactStream.Touchpoints, [touch], source: FactContract.Chat);
        Assert.Equal(June1.AddDays(90), (await facts.HorizonAsync(June1.AddDays(90))).Streams[FactStream.Touchpoints].LastReadOn);

        await facts.Store.MarkReadAsync("crm", [FactStream.Touchpoints], Monday.AddDays(3), CancellationToken.None);
        Assert.Equal(June1.AddDays(3), (await facts.HorizonAsync(June1.AddDays(90))).Streams[FactStream.Touchpoints].LastReadOn);
    }

    private static Cell[] Said(string id, int day, string kind, params (string, object)[] more) => ContractRow.Of(
        FactStream.Said, [("said_id", id), ("account_id", "acme"), ("said_at", Monday.AddDays(day)), ("kind", kind), ("author", "dana@example.com"), .. more]);

    [Fact]
    public async Task What_is_exported_and_imported_elsewhere_is_exported_the_same_and_reads_the_same()
    {
        await using FactsUnderTest facts = await CreateAsync();
        await ScenarioAsync(facts);
        foreach (int daysLater in new[] { 0, 30 })
        {
            await using FactsUnderTest copy = await CreateAsync();
            copy.Now = facts.Now.AddDays(daysLater);
            foreach (StreamContract contract in FactContract.All)
                await copy.CopyAsync(facts, contract.Stream);
            foreach (StreamContract contract in FactContract.All)
                Assert.Equal(await facts.ExportAsync(contract.Stream), await copy.ExportAsync(contract.Stream));
            Assert.Equal((await facts.AccountsAsync()).Select(account => account.Name), (await copy.AccountsAsync()).Select(account => account.Name));
            AccountFacts original = await facts.ReadAsync("acme");
            AccountFacts read = await copy.ReadAsync("acme");
            Assert.Equal(original.Usage.Entries.Length, read.Usage.Entries.Length);
            Assert.Equal(original.Tickets, read.Tickets);
            Assert.Equal(original.Profile with { Tags = [] }, read.Profile with { Tags = [] });
        }
    }

    private static async Task ScenarioAsync(FactsUnderTest facts)
    {
        await facts.AccountAsync("acme", Monday, ("seats", 10), ("arr", 1200.5), ("tags", "vip;eu"), ("lifecycle", "active"), ("created_on", June1.AddDays(-400)));
        await facts.AccountAsync("bolt", Monday, ("seats", 3), ("merged_into", "acme"));
        await facts.HistoryAsync("acme", June1.AddDays(-100), ("seats", 4), ("owner_email", "dana@example.com"));
        await facts.HistoryAsync("acme", June1.AddDays(-50), ("seats", 4));
        await facts.PersonAsync("acme", "ines", Monday, ("role", "champion"), ("last_seen", June1), ("first_seen", June1.AddDays(-90)));
        await facts.PersonAsync("acme", "ines", Monday, ("last_seen", June1.AddDays(3)), ("email", "ines@acme.example"));
        await facts.UsageAsync(("acme", "ines", 1, "logins", 5), ("acme", "tom", 2, "logins", 0), ("acme", "", 40, "reports", 1.25), ("ghost", "", 1, "logins", 1));
        await facts.ImportAsync(FactStream.Tickets, [Ticket("T1", "acme", ("person_id", "eva"), ("escalated", true), ("sentiment", -0.5)), Ticket("T2", "bolt")]);
        foreach (FactStream stream in new[] { FactStream.Feedback, FactStream.Invoices, FactStream.Touchpoints, FactStream.Milestones, FactStream.Context, FactStream.Outcomes, FactStream.Contracts, FactStream.Opportunities, FactStream.Team, FactStream.AccountTeam })
            await facts.ImportAsync(stream, [SomeRow(stream)]);
        await facts.AccountAsync("acme", Monday.AddDays(20), ("seats", 15));
        facts.Now = Monday.AddDays(20);
    }

    private async Task PeopleComeBackAsync((bool Usage, PersonRow[] Rows)[] imports)
    {
        await using FactsUnderTest facts = await CreateAsync();
        foreach (string account in Accounts)
            await facts.AccountAsync(account, Monday);
        var known = new KnownPeople();
        for (int i = 0; i < imports.Length; i++)
        {
            // Two a day, so that a day's version is replaced, too.
            facts.Now = Monday.AddDays(i / 2);
            (bool usage, PersonRow[] rows) = imports[i];
            if (usage)
                await facts.UsageAsync([.. rows.Select(row => (row.Account, row.Person, 1, "logins", 1d))]);
            else
                await facts.ImportAsync(FactStream.People, rows.Select(row => row.Cells()));
            known.Take(rows, usage, DateOnly.FromDateTime(facts.Now.UtcDateTime));
            foreach (string account in Accounts)
                Assert.Equal(known.Of(account), KnownPeople.Show((await facts.ReadAsync(account)).People));
        }
    }

    private async Task UsageRowsComeBackAsync(UsageRow[][] imports)
    {
        await using FactsUnderTest facts = await CreateAsync();
        var expected = new Dictionary<(string, string, int, string), double>();
        foreach (UsageRow[] rows in imports)
        {
            await facts.UsageAsync([.. rows.Select(row => (row.Account, row.Person, row.Day, row.Metric, row.Value))]);
            foreach (UsageRow row in rows)
                expected[(row.Account, row.Person, June1.DayNumber + row.Day - 1, row.Metric)] = row.Value;
        }

        IReadOnlyList<string> exported = await facts.ExportAsync(FactStream.Usage);
        Assert.Equal(
            expected.OrderBy(row => row.Key.Item1, StringComparer.Ordinal).ThenBy(row => row.Key.Item2, StringComparer.Ordinal).ThenBy(row => row.Key.Item3)
                .ThenBy(row => row.Key.Item4, StringComparer.Ordinal)
                .Select(row => ContractRow.Show(
                [
                    Cell.Of(row.Key.Item1), row.Key.Item2.Length == 0 ? Cell.Empty : Cell.Of(row.Key.Item2), Cell.Of((double)row.Key.Item3),
                    Cell.Of(row.Key.Item4), Cell.Of(row.Value),
                ])),
            exported);
    }

    private static Cell[] Account(string id, params (string, object?)[] cells) =>
        ContractRow.Of(FactStream.Accounts, [("account_id", id), ("name", id.ToUpperInvariant()), .. cells]);

    private static Cell[] Ticket(string id, string account, params (string, object?)[] cells) =>
        ContractRow.Of(FactStream.Tickets, [("ticket_id", id), ("account_id", account), ("opened_at", Monday.AddDays(-1)), .. cells]);

    /// <summary>A row with a value in every column.</summary>
    private static Cell[] SomeRow(FactStream stream) =>
        [.. FactContract.Of(stream).Columns.Select(column => column.Kind switch
        {
            ColumnKind.Day => Cell.Of(June1),
            ColumnKind.Instant => Cell.Of(Monday),
            ColumnKind.Flag => Cell.Of(true),
            ColumnKind.Number => Cell.Of(0.5),
            ColumnKind.Whole => Cell.Of(7d),
            ColumnKind.Word => Cell.Of(column.Words![0]),
            _ => Cell.Of(column.Name == "account_id" ? "acme" : $"some {column.Name}"),
        })];
}
