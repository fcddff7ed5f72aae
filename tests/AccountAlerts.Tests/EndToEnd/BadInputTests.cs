using System.Text;
using AccountAlerts.TestKit.Fakes;

namespace AccountAlerts.Tests.EndToEnd;

/// <summary>What operators drop by mistake: each time one clear message, the good taken, and nothing half done.</summary>
public sealed class BadInputTests
{
    private const string Good = "account_id,name,seats\na1,Amber Lane,12\n";

    public static TheoryData<string, string, string, int, int, string> Files => new()
    {
        { "a column that nobody knows is left out, with the likely name", "accounts.csv", "account_id,name,seets,created_on\na1,Amber Lane,12,2025-01-01\n", 0, 1, "accounts.csv: The column 'seets' is not one of accounts and was left out. Did you mean seats?" },
        { "without a required column nothing can be understood", "accounts.csv", "account_id,title\na1,Amber Lane\n", 1, 0, "refused: The required column name is missing. The header has 'account_id', 'title'." },
        { "a ragged row is left out", "accounts.csv", "account_id,name,seats\na1,Amber, Lane,12\na2,Birch Hill,3\n", 0, 1, "a value with a comma needs quotes around it" },
        { "an unclosed quote makes one row of all that follows", "accounts.csv", "account_id,name\na1,\"Amber Lane\na2,Birch Hill\na3,Cedar Point\n", 1, 0, "refused: A quote that opens on line 2 is not closed" },
        { "a date in another order is not guessed", "accounts.csv", "account_id,name,created_on\na1,Amber Lane,31.12.2025\na2,Birch Hill,2025-12-31\n", 0, 1, "'31.12.2025' is not a date: write it as yyyy-MM-dd" },
        { "thousands separators are not guessed", "accounts.csv", "account_id,name,arr\na1,Amber Lane,\"12,000\"\na2,Birch Hill,12000\n", 0, 1, "'12,000' has a comma: write numbers without thousands separators" },
        { "a byte order mark is no part of the first column", "accounts.csv", "\uFEFF" + Good, 0, 1, "accounts.csv" },
        { "lines may end in CR alone", "accounts.csv", Good.Replace('\n', '\r'), 0, 1, "accounts.csv" },
        { "a stream that nobody knows", "acounts.csv", Good, 1, 0, "refused: No stream is called 'acounts'. Did you mean accounts?" },
        { "an empty file", "accounts.csv", "", 1, 0, "refused: The file is empty." },
        { "semicolons instead of commas", "accounts.csv", "account_id;name\na1;Amber Lane\n", 1, 0, "separated by ';': separate them by commas" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_bad_file_is_explained_and_leaves_nothing_half_done(string why, string name, string text, int exit, int accounts, string words)
    {
        using Installation at = new();
        using TemporaryFolder folder = new();
        folder.Write(name, text);
        Ran ran = await at.RunAsync("import", folder.Path);

        string said = ran.Out + ran.Error + Rejects(at, name);
        Assert.True(said.Contains(words, StringComparison.Ordinal), $"{why}: {said}");
        Assert.Equal(exit, ran.Exit);
        Assert.Equal(accounts, await AccountsAsync(at));
    }

    [Fact]
    public async Task A_line_of_two_gigabytes_is_refused_at_once()
    {
        using TemporaryFolder folder = new();
        byte[] part = TemporaryFolder.Gzip(Encoding.ASCII.GetBytes(new string('x', 1 << 24)));
        using (FileStream file = File.Create(folder["accounts.csv.gz"]))
        {
            file.Write(TemporaryFolder.Gzip("account_id,name\n"u8.ToArray()));
            for (int i = 0; i < 128; i++)
                file.Write(part);
        }

        using Installation at = new();
        Ran ran = await at.RunAsync("import", folder.Path);

        Assert.Equal(1, ran.Exit);
        Assert.Contains("Line 2 goes on for more than 1,048,576 bytes", ran.Out.ReplaceLineEndings(" "));
        Assert.Equal(0, await AccountsAsync(at));
    }

    [Fact]
    public async Task A_zip_bomb_is_refused()
    {
        using TemporaryFolder folder = new();
        byte[] part = TemporaryFolder.Gzip(Encoding.ASCII.GetBytes(new string('\n', 1 << 24)));
        using (FileStream file = File.Create(folder["accounts.csv.gz"]))
        {
            file.Write(TemporaryFolder.Gzip("account_id,name\na1,Amber Lane\n"u8.ToArray()));
            for (int i = 0; i < 80; i++)
                file.Write(part);
        }

        using Installation at = new();
        Ran ran = await at.RunAsync("import", folder.Path);

        Assert.Equal(1, ran.Exit);
        Assert.Contains("The file unpacks to more than", ran.Out);
        Assert.Equal(0, await AccountsAsync(at));
    }

    [Fact]
    public async Task A_cut_off_gz_file_is_refused()
    {
        using TemporaryFolder folder = new();
        byte[] whole = TemporaryFolder.Gzip(Encoding.UTF8.GetBytes(Good));
        folder.Write("accounts.csv.gz", whole[..^6]);
        using Installation at = new();
        Ran ran = await at.RunAsync("import", folder.Path);

        Assert.Equal(1, ran.Exit);
        Assert.Contains("damaged or cut off", ran.Out);
        Assert.Equal(0, await AccountsAsync(at));
    }

    [Fact]
    public async Task One_refused_file_does_not_stop_the_others()
    {
        using TemporaryFolder folder = new();
        folder.Write("accounts.csv", Good);
        folder.Write("usage.csv", "account_id,date,metric\na1,2026-06-01,reports\n");
        using Installation at = new();
        Ran ran = await at.RunAsync("import", folder.Path);

        Assert.Equal(1, ran.Exit);
        Assert.Contains("The required column value is missing", ran.Out);
        Assert.Equal(1, await AccountsAsync(at));
    }

    [Fact]
    public async Task A_file_that_is_still_being_written_waits_until_it_is_whole()
    {
        using Installation at = SeatScene.Install();
        string folder = at["drop"];
        at.Settings["Sources:Drop:Type"] = "DropFolder";
        at.Settings["Sources:Drop:Path"] = "drop";
        at.Write("drop/accounts.csv", Good);
        await using RunningProduct product = await RunningProduct.StartAsync(at);
        await product.PollAsync();
        product.Clock.Advance(TimeSpan.FromSeconds(4));
        await File.AppendAllTextAsync(Path.Combine(folder, "accounts.csv"), "a2,Birch Hill,3\n");
        await product.PollAsync();
        product.Clock.Advance(TimeSpan.FromSeconds(4));
        await product.PollAsync();
        Assert.False(await product.Service<Engine.Ingestion.IFactStore>().HasFactsAsync(CancellationToken.None));

        product.Clock.Advance(TimeSpan.FromSeconds(4));
        await product.PollAsync();
        Assert.Equal(2, await AccountsAsync(at));
    }

    private static async Task<int> AccountsAsync(Installation at) => Json.Lines(await at.ResultAsync("evaluate", "--json")).Length;

    private static string Rejects(Installation at, string name) =>
        File.Exists(at[$"data/failed/{name}.rejects.csv"]) ? File.ReadAllText(at[$"data/failed/{name}.rejects.csv"]).Replace("\"\"", "\"") : "";
}
