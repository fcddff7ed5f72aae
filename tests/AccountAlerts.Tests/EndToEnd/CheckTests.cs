using System.Text.Json;
using AccountAlerts.Engine.Templating;
using AccountAlerts.TestKit;

namespace AccountAlerts.Tests.EndToEnd;

/// <summary>What <c>check</c> lists, and how a bad alert file is told: by check, at start, and while running.</summary>
[Collection(SampleCollection.Name)]
public sealed class CheckTests(ImportedSample sample)
{
    private static int ShippedAlerts => Directory.GetFiles(Clone.In("templates", "alerts"), "*.md").Length;

    private const string Bad =
        """
        ---
        kind: risk
        severity: high
        when: champion.days_silnt >= 9d
        due: 2 days
        title: "{{account}}"
        playbook: [Talk to them]
        ---
        Text
        """;

    private const string Place = "templates/alerts/champion-silent.md:4:7";

    [Fact]
    public async Task Check_lists_everything_that_is_in_force()
    {
        JsonElement check = JsonDocument.Parse(await sample.At.ResultAsync("check", "--json")).RootElement;

        Json.HasKeys(check, "settings,sources,facts,matching,metrics,models,money,alerts,routing,signals,delivery,findings");
        Json.HasKeys(check.GetProperty("settings")[0], "setting,value,from");
        Json.HasKeys(check.GetProperty("facts")[0], "stream,rows,first_day,complete_to,read_on");
        Json.HasKeys(check.GetProperty("matching")[0], "accounts,count,share,which");
        Json.HasKeys(check.GetProperty("metrics")[0], "name,label,rank,role,kind,guessed");
        Json.HasKeys(check.GetProperty("money")[0], "currency,at_stake,accounts,estimated");
        Json.HasKeys(check.GetProperty("alerts")[0], "name,kind,each,mode,when");
        Json.HasKeys(check.GetProperty("signals")[0], "name,about,unit,definition,missing_when");
        Assert.All(check.GetProperty("findings").EnumerateArray(), finding => Json.HasKeys(finding, "check,level,where,text"));
        Assert.Equal(ShippedAlerts, check.GetProperty("alerts").GetArrayLength());
        Assert.Contains(check.GetProperty("facts").EnumerateArray(), row => row.GetProperty("stream").GetString() == "accounts" && row.GetProperty("rows").GetString() == "89");
    }

    [Fact]
    public async Task Against_history_counts_each_alert_and_who_would_have_heard()
    {
        string[] asked = ["check", "--against-history", "--as-of", "2019-06-30"];
        JsonElement check = JsonDocument.Parse(await sample.At.ResultAsync([.. asked, "--json"])).RootElement, past = check.GetProperty("against_history");

        Json.HasKeys(past, "from,to,accounts,teammates,alerts,readers");
        Json.HasKeys(past.GetProperty("alerts")[0], "alert,mode,came_up,accounts,interrupting,per_week,per_teammate_and_week,busiest,busiest_per_week,unknown,noise");
        Json.HasKeys(past.GetProperty("readers")[0], "reader,told,cards,cards_per_week,fullest_week");
        Assert.Equal("2019-04-02", past.GetProperty("from").GetString());
        Assert.Equal(
            check.GetProperty("alerts").EnumerateArray().Where(alert => alert.GetProperty("mode").GetString() != "off").Select(alert => alert.GetProperty("name").GetString()),
            past.GetProperty("alerts").EnumerateArray().Select(alert => alert.GetProperty("alert").GetString()));

        string table = await sample.At.ResultAsync(asked);
        Assert.All(["Alerts of 90 days", "Per teammate and week", "usage-drop", "Who would have heard", "hours, budgets"], words => Assert.Contains(words, table));
    }

    [Fact]
    public async Task Check_prints_tables_and_never_a_secret()
    {
        using Installation at = new();
        at.Settings["Inbox:Password"] = "correct horse battery";
        string output = await at.ResultAsync("check");

        Assert.All(["Settings", "Alerts", "Signals", "champion.days_silent", "Evaluation:HoldFor", "14d", "0 faults"], words => Assert.Contains(words, output));
        Assert.DoesNotContain("correct horse", output);
    }

    [Fact]
    public async Task A_source_without_its_folder_is_a_fault_that_says_what_to_do()
    {
        using Installation at = new();
        at.Settings["Sources:Crm:Type"] = "DropFolder";
        at.Settings["Sources:Crm:Path"] = "drop";
        Ran ran = await at.RunAsync("check");

        Assert.Equal(1, ran.Exit);
        Assert.Contains($"fault: Crm: There is no folder {at["drop"]}. Create it, or correct Sources:Crm:Path.", ran.Out);
    }

    [Fact]
    public async Task Check_reports_a_bad_alert_file_with_line_and_column_and_ends_with_1()
    {
        using Installation at = new();
        at.Write("templates/alerts/champion-silent.md", Bad);
        Ran ran = await at.RunAsync("check");

        Assert.Equal(1, ran.Exit);
        Assert.Contains($"fault: {Place}: ", ran.Out);
        Assert.Contains("champion.days_silent", ran.Out);
    }

    [Fact]
    public async Task A_bad_alert_file_is_logged_at_start_and_the_last_good_one_of_the_store_stays_in_force()
    {
        using Installation at = new();
        await using (RunningProduct before = await RunningProduct.StartAsync(at))
            Assert.NotNull(before.Service<AlertCatalogue>().Current.Find("champion-silent"));
        at.Write("templates/alerts/champion-silent.md", Bad);
        await using RunningProduct product = await RunningProduct.StartAsync(at);

        Assert.Contains(product.Log.Lines, line => line.StartsWith($"Error: {Place}: ", StringComparison.Ordinal));
        Assert.NotNull(product.Service<AlertCatalogue>().Current.Find("champion-silent"));
    }

    [Fact]
    public async Task A_file_that_turns_bad_while_running_is_logged_and_the_last_good_one_stays_in_force_until_it_is_mended()
    {
        using Installation at = new();
        string good = await File.ReadAllTextAsync(at["templates/alerts/champion-silent.md"]);
        await using RunningProduct product = await RunningProduct.StartAsync(at);
        AlertCatalogue catalogue = product.Service<AlertCatalogue>();

        at.Write("templates/alerts/champion-silent.md", Bad);
        await product.TickAsync();
        Assert.Contains(product.Log.Lines, line => line.StartsWith($"Error: {Place}: ", StringComparison.Ordinal));
        Assert.Equal(good, catalogue.Current.Find("champion-silent")!.Text);
        Assert.Equal(ShippedAlerts, catalogue.Current.Triggers.Count);

        at.Write("templates/alerts/champion-silent.md", good.Replace("severity: high", "severity: critical"));
        await product.TickAsync();
        Assert.Empty(catalogue.Current.Faults);
    }
}
