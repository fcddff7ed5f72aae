using System.Text;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.TestKit.Fakes;

namespace AccountAlerts.Sources.Tests.DropFolder.Reading;

public sealed class GoodFileTests : IDisposable
{
    private const string Plain = "account_id,person_id,date,metric,value\nacme,ines,2026-06-01,login,3\nacme,,2026-06-02,seats_used,12.5\n";

    private readonly ImportScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData("usage.csv", "\uFEFF", "\n", "a byte order mark is accepted")]
    [InlineData("usage.csv", "", "\r\n", "Windows line ends")]
    [InlineData("usage.csv", "", "\r", "old Macintosh line ends")]
    [InlineData("usage-2026-06.csv", "", "\n", "the stream is the name up to the first dash")]
    [InlineData("Usage.2026.CSV", "", "\n", "or dot, in any case")]
    public async Task Marks_line_ends_and_names_make_no_difference(string name, string mark, string lineEnd, string why)
    {
        FileReport report = await _scene.TakeAsync(name, mark + Plain.Replace("\n", lineEnd, StringComparison.Ordinal));

        Assert.True(report.Refusal is null, $"{why}: {report.Refusal}");
        AssertPlainUsage(report);
    }

    [Fact]
    public async Task A_gz_is_read_like_what_is_in_it() => AssertPlainUsage(await _scene.TakeAsync("usage.csv.gz", TemporaryFolder.Gzip(Encoding.UTF8.GetBytes(Plain))));

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task NDJSON_says_the_same_as_CSV(string lineEnd)
    {
        string[] lines =
        [
            "\uFEFF" + """{"account_id":"acme","person_id":"ines","date":"2026-06-01","metric":"login","value":3}""",
            "",
            """  {"value":"12.5", "metric":"seats_\u0075sed","date":"2026-06-02","person_id":null,"account_id":"acme"}  """,
        ];

        AssertPlainUsage(await _scene.TakeAsync("usage.jsonl", string.Join(lineEnd, lines)));
    }

    [Fact]
    public async Task NDJSON_lines_are_whole_wherever_the_blocks_end()
    {
        StringBuilder text = new();
        for (int i = 0; i < 20_000; i++)
            text.Append($"{{\"account_id\":\"a{i}\",\"name\":\"Näme {new string('x', i % 97)}\"}}\r\n");

        FileReport report = await _scene.TakeAsync("accounts.ndjson", text.ToString());

        Assert.Equal((20_000, 0), (report.Rows, report.Rejected));
        Assert.All(_scene.Store.Imports[0].Rows.Index(), row => Assert.Equal($"Näme {new string('x', row.Index % 97)}", row.Item[1].Text));
    }

    [Fact]
    public async Task Every_kind_of_cell_becomes_its_checked_value()
    {
        await _scene.TakeAsync("accounts.csv", "account_id,name,seats,arr,created_on,lifecycle,tags,owner_email\nacme,Acme,17.0,1e3,2024-02-29,ACTIVE, gold | eu;;beta ,dana@example.com\n");
        await _scene.TakeAsync(
            "tickets.csv", "ticket_id,account_id,opened_at,closed_at,priority,escalated,sentiment\nt1,acme,2024-01-02,2024-01-02T10:30:15.250+02:00,P1,Yes,-0.25\n");

        Assert.Equal(Cell.Of(17), _scene.Cell(FactStream.Accounts, 0, "seats"));
        Assert.Equal(Cell.Of(1000), _scene.Cell(FactStream.Accounts, 0, "arr"));
        Assert.Equal(Cell.Of(new DateOnly(2024, 2, 29)), _scene.Cell(FactStream.Accounts, 0, "created_on"));
        Assert.Equal(Cell.Of("active"), _scene.Cell(FactStream.Accounts, 0, "lifecycle"));
        Assert.Equal(Cell.Of("gold;eu;beta"), _scene.Cell(FactStream.Accounts, 0, "tags"));
        Assert.Equal(Cell.Empty, _scene.Cell(FactStream.Accounts, 0, "plan"));
        Assert.Equal(Cell.Of(new DateTimeOffset(2024, 1, 2, 0, 0, 0, TimeSpan.Zero)), _scene.Cell(FactStream.Tickets, 0, "opened_at"));
        Assert.Equal(Cell.Of(new DateTimeOffset(2024, 1, 2, 8, 30, 15, 250, TimeSpan.Zero)), _scene.Cell(FactStream.Tickets, 0, "closed_at"));
        Assert.Equal(Cell.Of("p1"), _scene.Cell(FactStream.Tickets, 0, "priority"));
        Assert.Equal(Cell.Of(true), _scene.Cell(FactStream.Tickets, 0, "escalated"));
        Assert.Equal(Cell.Of(-0.25), _scene.Cell(FactStream.Tickets, 0, "sentiment"));
    }

    [Fact]
    public async Task An_unknown_column_is_left_out_with_one_warning_that_names_the_likely_one()
    {
        FileReport csv = await _scene.TakeAsync("accounts.csv", "account_id,name,segmnt,nps_score,\na,A,smb,1,\nb,B,smb,2,\n");
        FileReport json = await _scene.TakeAsync("accounts-2.ndjson", "{\"account_id\":\"c\",\"name\":\"C\",\"Seat\":[1,{}]}\n{\"account_id\":\"d\",\"name\":\"D\",\"Seat\":2}\n");

        Assert.Equal(
            [
                "The column 'segmnt' is not one of accounts and was left out. Did you mean segment?",
                "The column 'nps_score' is not one of accounts and was left out.",
                "Column 5 has no name and was left out.",
            ],
            csv.Warnings);
        Assert.Equal(["The column 'Seat' is not one of accounts and was left out. Did you mean seats?"], json.Warnings);
        Assert.Equal((2, 2), (csv.Rows, json.Rows));
    }

    [Fact]
    public async Task Blanks_around_values_and_rows_of_separators_are_ignored()
    {
        FileReport report = await _scene.TakeAsync("usage.csv", " account_id , Date,METRIC,value\nacme ,2026-06-01, login ,3 \n,,,\n , , ,\n\n");

        Assert.Equal((1, 0), (report.Rows, report.Rejected));
        Assert.Equal(["acme", "", "2026-06-01", "login", "3"], Texts(_scene.Store.Rows(FactStream.Usage)[0]));
    }

    [Fact]
    public async Task Repeated_rows_are_one_warning_with_the_count()
    {
        FileReport report = await _scene.TakeAsync("usage.csv", Plain + "acme,ines,2026-06-01,login,4\nacme,ines,2026-06-01,login,5\n");

        Assert.Equal(["2 rows repeat an earlier row with the same account_id, person_id, date, metric; the last one counts."], report.Warnings);
        Assert.Equal(4, report.Rows);
        Assert.Equal(2, _scene.Store.Rows(FactStream.Usage).Count);
    }

    [Theory]
    [MemberData(nameof(HostileNames))]
    public async Task Hostile_names_are_stored_as_they_are(string name, string why)
    {
        string quoted = $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

        FileReport report = await _scene.TakeAsync("accounts.csv", $"account_id,name\nacme,{quoted}\n");

        Assert.True(report.Rejected == 0, why);
        Assert.Equal(name, _scene.Cell(FactStream.Accounts, 0, "name").Text);
    }

    public static TheoryData<string, string> HostileNames() => new()
    {
        { "<script>alert(1)</script>", "markup" },
        { "{{account}} {{{raw}}}", "template braces" },
        { "<!channel> <@U123> @everyone", "mentions of chat platforms" },
        { "[pay here](https://evil.example)", "a Markdown link" },
        { "=HYPERLINK(\"x\")", "a formula" },
        { "\u202Eedoc\u202C \u200F\u2066x\u2069", "marks that turn the direction" },
        { "O'Brien \"The Boss\" & Sons, Ltd\r\nline two\t", "quotes, commas, line breaks, tabs" },
        { " leading and trailing ", "blanks inside quotes belong to the name" },
        { "\U0001F469\u200D\U0001F4BB e\u0301 \uFFFD", "joined emoji, combining marks, the replacement character itself" },
        { "'; DROP TABLE accounts; --", "SQL" },
    };

    [Fact]
    public async Task A_quote_inside_an_unquoted_name_is_part_of_it()
    {
        await _scene.TakeAsync("accounts.csv", "account_id,name\nacme,Joe \"The Boss\" Ltd\n");

        Assert.Equal("Joe \"The Boss\" Ltd", _scene.Cell(FactStream.Accounts, 0, "name").Text);
    }

    [Fact]
    public async Task The_same_bytes_twice_change_nothing_and_changed_bytes_are_taken_again()
    {
        FileReport first = await _scene.TakeAsync("usage.csv", Plain);
        FileReport same = await _scene.TakeAsync("usage-copy.csv", Plain);
        FileReport changed = await _scene.TakeAsync("usage.csv", Plain + "acme,ines,2026-06-03,login,1\n");

        Assert.False(first.Unchanged);
        Assert.True(same.Unchanged);
        Assert.False(changed.Unchanged);
        Assert.Equal(3, changed.Rows);
        Assert.Equal(2, _scene.Store.Imports.Count);
    }

    [Fact]
    public async Task A_commit_that_fails_leaves_nothing_and_the_next_try_takes_it_all()
    {
        _scene.Store.FailNextCommit = new IOException("disk full");

        await Assert.ThrowsAsync<IOException>(() => _scene.TakeAsync("usage.csv", Plain));
        Assert.True(_scene.NothingImported);

        AssertPlainUsage(await _scene.TakeAsync("usage.csv", Plain));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0.1", -0.1)]
    [InlineData("123456789012345", 123456789012345)]
    [InlineData("0.000000000000001", 0.000000000000001)]
    [InlineData("12345678901234567890", 12345678901234567890d)]
    [InlineData("+7", 7)]
    [InlineData("2.5E-3", 0.0025)]
    [InlineData("0.1", 0.1)]
    [InlineData("99999.99999", 99999.99999)]
    public async Task Numbers_are_read_to_the_last_bit(string text, double value)
    {
        await _scene.TakeAsync("usage.csv", $"account_id,date,metric,value\nacme,2026-06-01,login,{text}\n");

        Assert.Equal(value, _scene.Cell(FactStream.Usage, 0, "value").Number);
    }

    private void AssertPlainUsage(FileReport report)
    {
        Assert.Null(report.Refusal);
        Assert.Equal((2, 0), (report.Rows, report.Rejected));
        Assert.Equal(["acme", "ines", "2026-06-01", "login", "3"], Texts(_scene.Store.Imports[^1].Rows[0]));
        Assert.Equal(["acme", "", "2026-06-02", "seats_used", "12.5"], Texts(_scene.Store.Imports[^1].Rows[1]));
    }

    private static string[] Texts(Cell[] row) =>
    [
        row[0].Text ?? "", row[1].Text ?? "", DateOnly.FromDayNumber((int)row[2].Number).ToString("yyyy-MM-dd"), row[3].Text ?? "", row[4].Number.ToString("R"),
    ];
}
