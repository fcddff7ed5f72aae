using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;

namespace AccountAlerts.Sources.Tests.DropFolder.Reading;

/// <summary>Rows that are left out with a reason while the rest of the file is taken.</summary>
public sealed class BadRowTests : IDisposable
{
    private readonly ImportScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData("usage.csv", "account_id,date,metric,value", "acme,2024-13-45,login,1", "date: '2024-13-45' is not a date: write it as yyyy-MM-dd, like 2026-03-31")]
    [InlineData("usage.csv", "account_id,date,metric,value", "acme,2023-02-29,login,1", "date: '2023-02-29' is not a date: write it as yyyy-MM-dd, like 2026-03-31")]
    [InlineData("usage.csv", "account_id,date,metric,value", "acme,03/04/2024,login,1", "date: '03/04/2024' is not a date: write it as yyyy-MM-dd, like 2026-03-31")]
    [InlineData("usage.csv", "account_id,date,metric,value", "acme,1969-12-31,login,1", "date: '1969-12-31' is outside the years 1970 to 2200")]
    [InlineData("usage.csv", "account_id,date,metric,value", "acme,2201-01-01,login,1", "date: '2201-01-01' is outside the years 1970 to 2200")]
    [InlineData("usage.csv", "account_id,date,metric,value", "acme,,login,1", "date is empty")]
    [InlineData("usage.csv", "account_id,date,metric,value", "acme,2024-01-01,  ,1", "metric is empty")]
    [InlineData("usage.csv", "account_id,date,metric,value", "acme,2024-01-01,login,", "value is empty")]
    [InlineData("usage.csv", "account_id,date,metric,value", "acme,2024-01-01,login,\"1,234\"",
        "value: '1,234' has a comma: write numbers without thousands separators and with a decimal point, like 1234.5")]
    [InlineData("usage.csv", "account_id,date,metric,value", "acme,2024-01-01,login,1,234",
        "the row has 5 fields, the header 4: a value with a comma needs quotes around it")]
    [InlineData("usage.csv", "account_id,date,metric,value", "acme,2024-01-01,login", "the row has 3 fields, the header 4: a value with a comma needs quotes around it")]
    [InlineData("usage.csv", "account_id,date,metric,value", "acme,2024-01-01,login,NaN", "value: 'NaN' is no number that can be counted with")]
    [InlineData("usage.csv", "account_id,date,metric,value", "acme,2024-01-01,login,Infinity", "value: 'Infinity' is no number that can be counted with")]
    [InlineData("usage.csv", "account_id,date,metric,value", "acme,2024-01-01,login,1e999", "value: '1e999' is no number that can be counted with")]
    [InlineData("usage.csv", "account_id,date,metric,value", "acme,2024-01-01,login,many", "value: 'many' is not a number: write it like 1234.5")]
    [InlineData("usage.csv", "account_id,date,metric,value", "acme,2024-01-01,login,1.2.3", "value: '1.2.3' is not a number: write it like 1234.5")]
    [InlineData("usage.csv", "account_id,person_id,date,metric,value", ",eva@gmail.com,2024-01-01,login,1",
        "account_id is empty, and gmail.com is a public mail service, which names no customer: fill in account_id")]
    [InlineData("usage.csv", "account_id,person_id,date,metric,value", "  ,u-17,2024-01-01,login,1",
        "account_id is empty, and person_id is no e-mail address whose domain could say whose it is: fill in account_id")]
    [InlineData("usage.csv", "account_id,date,metric,value", ",2024-01-01,login,1",
        "account_id is empty, and person_id is no e-mail address whose domain could say whose it is: fill in account_id")]
    [InlineData("usage.csv", "account_id,person_id,date,metric,value", ",ines@acme.example,2024-01-01,login,many", "value: 'many' is not a number: write it like 1234.5")]
    [InlineData("accounts.csv", "account_id,name,seats", "acme,Acme,-1", "seats: -1 is below 0")]
    [InlineData("accounts.csv", "account_id,name,seats", "acme,Acme,2.5", "seats: '2.5' is not a whole number")]
    [InlineData("accounts.csv", "account_id,name,seats", "acme,Acme,9999999999", "seats: 9999999999 is not between 0 and 2147483647")]
    [InlineData("accounts.csv", "account_id,name,lifecycle", "acme,Acme,zombie", "lifecycle: 'zombie' is none of trial, onboarding, active, renewing, churned")]
    [InlineData("accounts.csv", "account_id,name", "acme,", "name is empty")]
    [InlineData("accounts.csv", "account_id,name", "acme,\"Ac\"me", "text follows a closing quote: double the quotes inside a quoted value")]
    [InlineData("tickets.csv", "ticket_id,account_id,opened_at,sentiment", "t1,acme,2024-01-01,1.5", "sentiment: 1.5 is not between -1 and 1")]
    [InlineData("tickets.csv", "ticket_id,account_id,opened_at,escalated", "t1,acme,2024-01-01,maybe", "escalated: 'maybe' is neither true nor false (or yes, no, 1, 0)")]
    [InlineData("tickets.csv", "ticket_id,account_id,opened_at", "t1,acme,yesterday", "opened_at: 'yesterday' is not an instant: write it as yyyy-MM-dd or like 2026-03-31T14:05:00Z")]
    [InlineData("tickets.csv", "ticket_id,account_id,opened_at", "t1,acme,0001-01-01T00:00:00Z", "opened_at: '0001-01-01T00:00:00Z' is outside the years 1970 to 2200")]
    public async Task A_bad_row_is_written_out_with_line_reason_and_text(string file, string header, string row, string reason)
    {
        FileReport report = await _scene.TakeAsync(file, $"{header}\n{row}\n");

        Assert.Null(report.Refusal);
        Assert.Equal((0, 1), (report.Rows, report.Rejected));
        Assert.Equal($"line,reason,row\n2,{Csv(reason)},{Csv(row)}\n", ImportScene.Rejects(report));
    }

    [Theory]
    [InlineData("usage.csv", "account_id,person_id,date,metric,value\n,ines@acme.example,2024-01-01,login,1\nbolt,tom,2024-01-01,login,2\n,Ines@ACME.example,2024-01-02,login,3\n")]
    [InlineData("usage.ndjson", """
        {"person_id":"ines@acme.example","date":"2024-01-01","metric":"login","value":1}
        {"account_id":"bolt","person_id":"tom","date":"2024-01-01","metric":"login","value":2}
        {"account_id":"","person_id":"Ines@ACME.example","date":"2024-01-02","metric":"login","value":3}
        """)]
    public async Task Use_without_an_account_is_of_the_domain_that_the_person_writes_from(string file, string text)
    {
        FileReport report = await _scene.TakeAsync(file, text);

        Assert.Equal((3, 0), (report.Rows, report.Rejected));
        Assert.Equal(["acme.example", "acme.example", "bolt"], Enumerable.Range(0, 3).Select(row => _scene.Cell(FactStream.Usage, row, "account_id").Text).Order());
    }

    [Theory]
    [InlineData("""{"account_id":"acme"}""", "name is empty")]
    [InlineData("""{"account_id":"acme","name":null}""", "name is empty")]
    [InlineData("""{"account_id":"acme","name":{"first":"A"}}""", "name: a value must be a text, a number, true, false or null")]
    [InlineData("""{"account_id":"acme","name":"A","name":"B"}""", "name occurs twice")]
    [InlineData("""{"account_id":"acme","name":"A\u0000B"}""", "name: it holds a NUL character")]
    [InlineData("""{"account_id":"acme","name":"\ud800"}""", "a text holds an escape that is no character")]
    [InlineData("""{"account_id":"acme","name":"A","tags":["a",1]}""", "tags: each tag must be a text")]
    [InlineData("""{"account_id":"acme",""", "the line is not a whole JSON object: write one object per line")]
    [InlineData("""["acme","A"]""", "the line is not a JSON object")]
    [InlineData("""acme,A""", "the line is not a whole JSON object: write one object per line")]
    public async Task A_bad_object_is_written_out_with_line_reason_and_text(string line, string reason)
    {
        FileReport report = await _scene.TakeAsync("accounts.ndjson", $$"""{"account_id":"beta","name":"Beta"}{{"\n"}}{{line}}{{"\n"}}""");

        Assert.Null(report.Refusal);
        Assert.Equal((1, 1), (report.Rows, report.Rejected));
        Assert.Equal($"line,reason,row\n2,{Csv(reason)},{Csv(line)}\n", ImportScene.Rejects(report));
    }

    [Fact]
    public async Task A_row_longer_than_64_KB_is_bad_and_the_rows_around_it_are_taken()
    {
        string words = string.Join(' ', Enumerable.Repeat("word", 15_000));

        FileReport report = await _scene.TakeAsync("accounts.csv", $"account_id,name\na,A\nb,{words}\nc,C\n");

        Assert.Equal((2, 1), (report.Rows, report.Rejected));
        Assert.Contains("3,\"the row has 75,001 bytes, 65,536 are allowed\",", ImportScene.Rejects(report), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_of_10_000_characters_is_kept_and_a_longer_one_is_bad()
    {
        string name = string.Concat(Enumerable.Repeat("é", 10_000));

        FileReport report = await _scene.TakeAsync("accounts.csv", $"account_id,name\na,{name}\nb,{name}x\n");

        Assert.Equal((1, 1), (report.Rows, report.Rejected));
        Assert.Equal(name, _scene.Cell(FactStream.Accounts, 0, "name").Text);
        Assert.Contains("3,\"name: it is 10,001 characters long, 10,000 are allowed\",", ImportScene.Rejects(report), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_are_those_of_the_file_whatever_is_quoted_or_empty_before()
    {
        FileReport report = await _scene.TakeAsync("accounts.csv", "account_id,name\n\"a\",\"A\nof two lines\"\n\n,Nobody\nb,B\n");

        Assert.Equal((2, 1), (report.Rows, report.Rejected));
        Assert.Equal("line,reason,row\n5,account_id is empty,\",Nobody\"\n", ImportScene.Rejects(report));
    }

    [Fact]
    public async Task Only_the_row_with_the_misplaced_quote_is_bad()
    {
        FileReport report = await _scene.TakeAsync("accounts.csv", "account_id,name\na,\"A\"\nb,\"B\"x\nc,C \"quoted\"\nd,D\n\"e\"y,E\nf,F\n");

        Assert.Equal(["a", "c", "d", "f"], _scene.Store.Rows(FactStream.Accounts).Select(row => row[0].Text));
        Assert.Equal(["3", "6"], File.ReadLines(report.RejectsPath!).Skip(1).Select(line => line.Split(',')[0]));
    }

    [Fact]
    public async Task Rejects_of_an_earlier_version_go_when_the_file_is_good()
    {
        FileReport bad = await _scene.TakeAsync("accounts.csv", "account_id,name\na,\n");
        Assert.True(File.Exists(bad.RejectsPath));

        FileReport good = await _scene.TakeAsync("accounts.csv", "account_id,name\na,A\n");

        Assert.Null(good.RejectsPath);
        Assert.False(File.Exists(bad.RejectsPath));
    }

    [Fact]
    public async Task Only_so_many_bad_rows_are_written_out_and_the_report_says_so()
    {
        _scene.Limits = _scene.Limits with { WrittenRejects = 2 };

        FileReport report = await _scene.TakeAsync("accounts.csv", "account_id,name\na,\nb,\nc,\n");

        Assert.Equal(3, report.Rejected);
        Assert.Equal(["Only the first 2 of 3 bad rows were written out."], report.Warnings);
        Assert.Equal(3, File.ReadAllLines(report.RejectsPath!).Length);
    }

    private static string Csv(string text) => text.AsSpan().ContainsAny(",\"") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
