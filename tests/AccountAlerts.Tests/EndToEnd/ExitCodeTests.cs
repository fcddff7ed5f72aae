using System.Diagnostics;
using AccountAlerts.TestKit.Fakes;

namespace AccountAlerts.Tests.EndToEnd;

/// <summary>How commands end, and what they print where.</summary>
[Collection(SampleCollection.Name)]
public sealed class ExitCodeTests(ImportedSample sample)
{
    [Fact]
    public async Task An_unknown_account_ends_with_1_names_the_nearest_and_prints_no_result()
    {
        Ran ran = await sample.At.RunAsync("why", "oak retial", "--as-of", "2015-09-01", "--json");
        Ran far = await sample.At.RunAsync("why", "zzz", "--as-of", "2015-09-01");

        Assert.Equal((0, 1), (ran.Exit, far.Exit));
        Assert.Equal("", far.Out);
        Assert.StartsWith("There is no account \"zzz\". Nearest: ", far.Error);
    }

    [Fact]
    public async Task A_name_that_several_accounts_have_ends_with_1_and_lists_them()
    {
        Ran ran = await sample.At.RunAsync("why", "oak", "--as-of", "2015-09-01");

        Assert.Equal(1, ran.Exit);
        Assert.Equal("", ran.Out);
        Assert.Equal("\"oak\" may be any of these: oak-retail (Oak Retail), oak-steel (Oak Steel). Give one account_id.\n", ran.Error);
    }

    [Theory]
    [InlineData("--as-of 2015-13-01 is not a date", "evaluate", "--as-of", "2015-13-01")]
    [InlineData("--since soon is not a number of days", "why", "oak-retail", "--since", "soon")]
    [InlineData("Unrecognized", "evaluate", "--colour")]
    [InlineData("Required argument missing", "why")]
    public async Task A_wrong_command_line_ends_with_2_and_says_what_is_wrong(string words, params string[] args)
    {
        Ran ran = await sample.At.RunAsync(args);

        Assert.Equal(2, ran.Exit);
        Assert.Equal("", ran.Out);
        Assert.Contains(words, ran.Error);
    }

    [Fact]
    public async Task Wrong_settings_end_with_2_and_every_fault_is_named()
    {
        using Installation at = new();
        at.Settings["Evaluation:Every"] = "banana";
        at.Settings["Inbox:Pasword"] = "x";
        Ran ran = await at.RunAsync("evaluate");

        Assert.Equal(2, ran.Exit);
        Assert.Contains("2 faults", ran.Error);
        Assert.Contains("Evaluation:Every = \"banana\" is not allowed; allowed: a duration", ran.Error);
        Assert.Contains("Inbox:Pasword is not a setting; did you mean Inbox:Password?", ran.Error);
    }

    [Fact]
    public async Task A_broken_database_ends_with_3_and_is_left_as_it_is()
    {
        using Installation at = new();
        string file = at.Write("data/accountalerts.db", string.Concat(Enumerable.Repeat("this is no database\n", 1000)));
        byte[] before = File.ReadAllBytes(file);
        Ran ran = await at.RunAsync("evaluate", "--json");

        Assert.Equal(3, ran.Exit);
        Assert.Equal("", ran.Out);
        Assert.Contains("not a database", ran.Error);
        Assert.Equal(before, File.ReadAllBytes(file));
    }

    /// <summary>A process of its own, since logs go to the console of the process.</summary>
    [Fact]
    public async Task Standard_output_is_the_result_alone_even_when_everything_is_logged()
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "AccountAlerts.dll"), "evaluate", "--as-of", "2015-09-01", "--json"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ConnectionStrings__AccountAlerts"] = $"Data Source={sample.At["data/accountalerts.db"]}";
        start.Environment["Serilog__MinimumLevel__Default"] = "Verbose";
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(0, process.ExitCode);
        Assert.Equal(await sample.At.ResultAsync("evaluate", "--as-of", "2015-09-01", "--json"), output);
        Assert.Contains("alert templates in force", await error);
    }

    [Fact]
    public async Task Import_ends_with_0_for_bad_rows_and_with_1_for_a_refused_file()
    {
        using Installation at = new();
        using TemporaryFolder folder = new();
        folder.Write("accounts.csv", "account_id,name,seats\na1,Amber Lane,12\na2,Birch Hill,many\n");
        Ran rows = await at.RunAsync("import", folder.Path);
        folder.Write("usage.csv", "account_id,date,metric\na1,2026-06-01,reports\n");
        Ran file = await at.RunAsync("import", folder.Path);

        Assert.Equal((0, 1), (rows.Exit, file.Exit));
        Assert.Contains("unchanged since the last time", file.Out);
    }
}
