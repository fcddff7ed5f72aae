using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Sources.DropFolder;
using AccountAlerts.Sources.DropFolder.Reading;
using AccountAlerts.TestKit;
using AccountAlerts.TestKit.Fakes;

namespace AccountAlerts.Sources.Tests.DropFolder;

public sealed class FolderImportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _data = new();
    private readonly RecordingFactStore _store = new();

    public void Dispose()
    {
        _folder.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task The_openstack_folder_is_read_whole_without_a_reject()
    {
        ImportReport report = await ImportAsync(Clone.SampleData);

        Assert.False(report.Refused);
        Assert.Equal(
            [("accounts.csv", 89), ("account_history.csv", 1196), ("people.csv", 2927), ("usage.csv.gz", 49648), ("outcomes.csv", 639)],
            report.Files.Select(file => (file.FileName, file.Rows)));
        Assert.All(report.Files, file => Assert.Equal((0, 0), (file.Rejected, file.Warnings.Count)));
        Assert.Equal(135, _store.Rows(FactStream.Outcomes).Count(row => row[2].Text == "churned"));
        Assert.Equal(89, report.Files[0].Accounts?.Count);
    }

    [Fact]
    public async Task Files_are_taken_in_the_order_of_the_contract_then_by_name()
    {
        _folder.Write("usage-b.csv", "account_id,date,metric,value\nacme,2026-06-01,login,2\n");
        _folder.Write("usage-a.csv", "account_id,date,metric,value\nacme,2026-06-01,login,1\n");
        _folder.Write("accounts.ndjson", "{\"account_id\":\"acme\",\"name\":\"Acme\"}");
        _folder.Write("team.csv", "email\ndana@example.com\n");
        _folder.Write("README.md", "not for us");
        _folder.Write("usage-c.csv.part", "not yet");
        _folder.Write(".usage.csv", "hidden");
        _folder.Write("usage/2026.csv", "sub-folders are for watched folders");

        ImportReport report = await ImportAsync(_folder.Path);

        Assert.Equal(["team.csv", "accounts.ndjson", "usage-a.csv", "usage-b.csv"], report.Files.Select(file => file.FileName));
        Assert.Equal(2, _store.Rows(FactStream.Usage)[0][4].Number);
        Assert.All(_store.Imports, import => Assert.Equal(("import", ImportScene.Now), (import.Header.Source, import.Header.At)));
    }

    [Fact]
    public async Task A_refused_file_stops_no_other_and_the_report_says_refused()
    {
        _folder.Write("accounts.csv", "account_id\nacme\n");
        _folder.Write("people.csv", "account_id,person_id\nacme,ines\nacme,\n");
        _folder.Write("whatever.csv", "a,b\n1,2\n");

        ImportReport report = await ImportAsync(_folder.Path);

        Assert.True(report.Refused);
        Assert.Equal(["accounts.csv", "people.csv", "whatever.csv"], report.Files.Select(file => file.FileName));
        Assert.Equal([true, false, true], report.Files.Select(file => file.Refusal is not null));
        Assert.Equal(_data["failed/people.csv.rejects.csv"], report.Files[1].RejectsPath);
        Assert.False(Directory.Exists(_folder["failed"]));
    }

    [Fact]
    public async Task Streams_without_a_refused_file_count_as_read_even_if_nothing_is_new()
    {
        _folder.Write("accounts.csv", "account_id,name\nacme,Acme\n");
        _folder.Write("tickets-1.csv", "ticket_id,account_id,opened_at\nt1,acme,2026-06-01\n");
        _folder.Write("tickets-2.csv", "ticket_id,account_id\nt2,acme\n");

        await ImportAsync(_folder.Path);
        await ImportAsync(_folder.Path);

        Assert.Equal([("import", ImportScene.Now), ("import", ImportScene.Now)], _store.Reads.Select(read => (read.Source, read.At)));
        Assert.All(_store.Reads, read => Assert.Equal([FactStream.Accounts], read.Streams));
    }

    [Fact]
    public async Task Bad_rows_alone_are_no_refusal()
    {
        _folder.Write("people.csv", "account_id,person_id\nacme,ines\nacme,\n");

        Assert.False((await ImportAsync(_folder.Path)).Refused);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_or_has_nothing_is_refused()
    {
        ImportReport missing = await ImportAsync(_folder["nowhere"]);
        ImportReport empty = await ImportAsync(_folder.Path);

        Assert.Equal($"There is no folder {_folder["nowhere"]}.", missing.Refusal);
        Assert.Equal(
            $"The folder {_folder.Path} has no file to import: names end in .csv, .ndjson or .jsonl (or these and .gz) and begin with one of team, accounts, account_history, "
            + "account_team, contracts, opportunities, people, usage, tickets, feedback, invoices, touchpoints, milestones, context, outcomes, said.",
            empty.Refusal);
    }

    [Fact]
    public async Task Progress_grows_to_the_size_of_all_files()
    {
        Steps steps = new();

        await new FolderImport(_store, _data["failed"], FileLimits.Default).RunAsync(Clone.SampleData, ImportScene.Now, steps, CancellationToken.None);

        long total = new DirectoryInfo(Clone.SampleData).GetFiles().Where(file => file.Extension != ".md").Sum(file => file.Length);
        Assert.All(steps.All, step => Assert.Equal(total, step.Total));
        Assert.Equal(steps.All.Select(step => step.Done).Order(), steps.All.Select(step => step.Done));
        Assert.Equal(total, steps.All[^1].Done);
    }

    [Fact]
    public async Task A_cancelled_import_leaves_nothing_half_done()
    {
        using CancellationTokenSource stop = new();
        await stop.CancelAsync();
        _folder.Write("accounts.csv", "account_id,name\nacme,Acme\n");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new FolderImport(_store, _data["failed"], FileLimits.Default).RunAsync(_folder.Path, ImportScene.Now, null, stop.Token));

        Assert.Empty(_store.Rows(FactStream.Accounts));
    }

    private Task<ImportReport> ImportAsync(string folder) =>
        new FolderImport(_store, _data["failed"], FileLimits.Default).RunAsync(folder, ImportScene.Now, null, CancellationToken.None);

    private sealed class Steps : IProgress<ImportProgress>
    {
        public List<ImportProgress> All { get; } = [];

        public void Report(ImportProgress value) => All.Add(value);
    }
}
