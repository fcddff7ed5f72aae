using System.Text;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Sources.DropFolder.Reading;
using AccountAlerts.TestKit.Fakes;

namespace AccountAlerts.Sources.Tests.DropFolder.Reading;

/// <summary>Files that are refused whole: a clear reason, and nothing of them in the store.</summary>
public sealed class BadFileTests : IDisposable
{
    private readonly ImportScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData("accounts.csv", "", "The file is empty. Its first line must name the columns, like account_id,name.")]
    [InlineData("accounts.csv", "\n\n", "The file is empty. Its first line must name the columns, like account_id,name.")]
    [InlineData("accounts.ndjson", "", "The file is empty.")]
    [InlineData("accounts.csv", "acount_id,name\nacme,Acme\n",
        "The required column account_id is missing. The header has 'acount_id', 'name'. Is 'acount_id' meant to be account_id?")]
    [InlineData("accounts.csv", "id,label\nacme,Acme\n", "The required columns account_id, name are missing. The header has 'id', 'label'.")]
    [InlineData("accounts.csv", "account_id;name\nacme;Acme\n",
        "The required columns account_id, name are missing. The header has 'account_id;name'. The columns seem to be separated by ';': separate them by commas.")]
    [InlineData("accounts.csv", "account_id,name,seats,Name\nacme,Acme,3,Acme\n",
        "The column 'Name' occurs twice in the header (columns 2 and 4). Remove one.")]
    [InlineData("accounts.csv", "account_id,name\nacme,\"Acme\nbeta,Beta\n",
        "A quote that opens on line 2 is not closed there, so the rows behind it cannot be told apart. Close it, or double it inside a quoted value.")]
    [InlineData("accounts.csv", "account_id,name\nacme,\"Acme\nbeta,\"Beta\"\ngamma,Gamma\n",
        "A quote that opens on line 2 is not closed there, so the rows behind it cannot be told apart. Close it, or double it inside a quoted value.")]
    [InlineData("accounts.csv", "account_id,name\nacme,Acme\nbe\0ta,Beta\n",
        "Line 3 holds a NUL byte: this is not a text file, or it was written badly. Write it again.")]
    [InlineData("acounts.csv", "account_id,name\nacme,Acme\n",
        "No stream is called 'acounts'. Did you mean accounts? The name of a file begins with one of team, accounts, account_history, account_team, contracts, "
        + "opportunities, people, usage, tickets, feedback, invoices, touchpoints, milestones, context, outcomes, said.")]
    public async Task A_file_that_cannot_be_understood_is_refused_with_the_reason(string name, string text, string refusal)
    {
        FileReport report = await _scene.TakeAsync(name, text);

        Assert.Equal(refusal, report.Refusal);
        Assert.Equal(0, report.Rows);
        Assert.True(_scene.NothingImported);
        Assert.False(Directory.Exists(_scene.Failed));
    }

    [Fact]
    public async Task Text_in_Latin_1_is_refused_and_the_line_named()
    {
        FileReport report = await _scene.TakeAsync("accounts.csv", Encoding.Latin1.GetBytes("account_id,name\nacme,Acme\ncafe,Café\n"));

        Assert.Equal("Line 3 is not UTF-8 (byte E9). Save the file as UTF-8; it may be in Windows-1252 or Latin-1.", report.Refusal);
        Assert.True(_scene.NothingImported);
    }

    [Fact]
    public async Task A_character_cut_off_at_the_end_of_the_file_is_not_UTF_8()
    {
        FileReport report = await _scene.TakeAsync("accounts.csv", [.. "account_id,name\ncafe,Caf"u8, 0xC3]);

        Assert.Equal("Line 2 is not UTF-8 (byte C3). Save the file as UTF-8; it may be in Windows-1252 or Latin-1.", report.Refusal);
    }

    [Fact]
    public async Task A_file_in_UTF_16_is_refused()
    {
        byte[] bytes = [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("account_id,name\nacme,Acme\n")];

        FileReport report = await _scene.TakeAsync("accounts.csv", bytes);

        Assert.Equal("The file is UTF-16. Save it as UTF-8.", report.Refusal);
    }

    [Theory]
    [InlineData(0.9, "cut off")]
    [InlineData(0.1, "cut off early")]
    public async Task A_truncated_gz_is_refused(double part, string why)
    {
        byte[] whole = TemporaryFolder.Gzip(Encoding.UTF8.GetBytes("account_id,name\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"a{i},Name {i * 7919}\n"))));

        FileReport report = await _scene.TakeAsync("accounts.csv.gz", whole[..(int)(whole.Length * part)]);

        Assert.True(report.Refusal == "The file is damaged or cut off: it cannot be unpacked to its end. Write it again.", $"{why}: {report.Refusal}");
        Assert.True(_scene.NothingImported);
    }

    [Fact]
    public async Task A_file_that_only_says_gz_is_refused()
    {
        FileReport report = await _scene.TakeAsync("accounts.csv.gz", "account_id,name\nacme,Acme\n");

        Assert.Equal("The file is damaged or cut off: it cannot be unpacked to its end. Write it again.", report.Refusal);
    }

    [Fact]
    public async Task A_zip_bomb_is_refused()
    {
        _scene.Limits = FileLimits.Default with { BombBytes = 1 << 20, BombRatio = 100 };
        byte[] bomb = TemporaryFolder.Gzip(Encoding.UTF8.GetBytes("account_id,name\n" + string.Concat(Enumerable.Repeat("acme,Acme\n", 300_000))));

        FileReport report = await _scene.TakeAsync("accounts.csv.gz", bomb);

        Assert.Equal("The file unpacks to more than 100 times its size and more than 1,048,576 bytes. Write it without compression.", report.Refusal);
        Assert.True(_scene.NothingImported);
    }

    [Fact]
    public async Task A_quote_that_opens_before_much_text_is_refused_before_it_swallows_the_file()
    {
        string rows = string.Concat(Enumerable.Range(0, 200_000).Select(i => $"a{i},Name\n"));

        FileReport report = await _scene.TakeAsync("accounts.csv", "account_id,name\nacme,\"Acme\n" + rows);

        Assert.Equal("Line 2 goes on for more than 1,048,576 bytes: a quote is not closed, or this is no CSV file.", report.Refusal);
        Assert.True(_scene.NothingImported);
    }

    [Fact]
    public async Task More_than_one_percent_and_more_than_ten_bad_rows_refuse_the_file()
    {
        string good = string.Concat(Enumerable.Range(0, 989).Select(i => $"a{i},Name {i}\n"));
        string bad = string.Concat(Enumerable.Repeat(",Nobody\n", 11));

        FileReport report = await _scene.TakeAsync("accounts.csv", "account_id,name\n" + good + bad);

        Assert.Equal(
            "11 of 1,000 rows are bad, more than 1 %: nothing was imported. First line 991: account_id is empty; line 992: account_id is empty; line 993: account_id is empty.",
            report.Refusal);
        Assert.Equal(11, report.Rejected);
        Assert.True(_scene.NothingImported);
        Assert.Equal(12, File.ReadAllLines(_scene.Folder["failed/accounts.csv.rejects.csv"]).Length);
    }

    [Theory]
    [InlineData(0, 10, "ten bad rows are allowed in any file")]
    [InlineData(1090, 11, "and one percent of a larger one")]
    public async Task Fewer_bad_rows_than_that_let_the_rest_through(int good, int bad, string why)
    {
        string rows = string.Concat(Enumerable.Range(0, good).Select(i => $"a{i},Name {i}\n")) + string.Concat(Enumerable.Repeat(",Nobody\n", bad));

        FileReport report = await _scene.TakeAsync("accounts.csv", "account_id,name\n" + rows);

        Assert.True(report.Refusal is null, $"{why}: {report.Refusal}");
        Assert.Equal((good, bad), (report.Rows, report.Rejected));
        Assert.Equal(good, _scene.Store.Rows(FactStream.Accounts).Count);
    }

    [Fact]
    public async Task Bad_rows_that_cannot_be_written_out_refuse_the_file()
    {
        _scene.Folder.Write("failed", "a file where the folder should be");

        FileReport report = await _scene.TakeAsync("accounts.csv", "account_id,name\nacme,Acme\nbeta,\n");

        Assert.StartsWith($"The bad rows cannot be written to {_scene.Folder["failed/accounts.csv.rejects.csv"]}: ", report.Refusal, StringComparison.Ordinal);
        Assert.EndsWith(" Nothing was imported.", report.Refusal, StringComparison.Ordinal);
        Assert.True(_scene.NothingImported);
    }

    [Fact]
    public async Task A_file_that_is_gone_is_refused_and_no_crash()
    {
        ContractFile file = Assert.IsType<ContractFile>(ContractFile.Parse(_scene.Folder["accounts.csv"]));

        FileReport report = await new ContractFileReader(_scene.Store, "test", _scene.Failed, _scene.Limits).ReadAsync(file, ImportScene.Now, null, CancellationToken.None);

        Assert.StartsWith("The file cannot be opened: ", report.Refusal, StringComparison.Ordinal);
    }
}
