using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Sources.DropFolder;
using AccountAlerts.TestKit.Fakes;

namespace AccountAlerts.Sources.Tests.DropFolder;

public sealed class DropFolderSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingFactStore _store = new();
    private readonly DropFolderSource _source;
    private DateTimeOffset _now = ImportScene.Now;

    public DropFolderSourceTests() =>
        _source = new DropFolderSource(new DropFolderOptions { Name = "drop", Path = _folder.Path, SettleFor = TimeSpan.FromSeconds(5) });

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_is_taken_once_it_has_kept_its_size_and_time_long_enough()
    {
        _folder.Write("accounts.csv", "account_id,name\nacme,Acme\n");

        PollReport first = await PollAsync(after: 0);
        PollReport soon = await PollAsync(after: 4);
        PollReport then = await PollAsync(after: 1);

        Assert.Equal((false, 0), (first.Complete, first.Files.Count));
        Assert.Equal((false, 0), (soon.Complete, soon.Files.Count));
        Assert.True(then.Complete);
        // Not a whole interval later.
        Assert.Equal([TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5), null], new[] { first.AskAgainIn, soon.AskAgainIn, then.AskAgainIn });
        Assert.Equal(("accounts.csv", 1), (then.Files[0].FileName, then.Files[0].Rows));
        Assert.Equal("drop", _store.Imports[0].Header.Source);
        Assert.True(File.Exists(_folder["accounts.csv"]));
    }

    [Fact]
    public async Task A_file_still_being_written_waits_until_it_rests()
    {
        _folder.Write("accounts.csv", "account_id,name\nacme,Ac");
        await PollAsync(after: 0);
        _folder.Write("accounts.csv", "account_id,name\nacme,Acme\nbeta,Beta\n");

        Assert.Empty((await PollAsync(after: 60)).Files);
        Assert.Equal(2, (await PollAsync(after: 60)).Files[0].Rows);
        Assert.Single(_store.Imports);
    }

    [Fact]
    public async Task An_upload_under_a_temporary_name_is_not_looked_at()
    {
        _folder.Write("accounts.csv.part", "account_id,name\nacme,Acme\n");
        _folder.Write("accounts.csv.tmp", "account_id,name\nacme,Acme\n");
        await PollAsync(after: 0);

        PollReport report = await PollAsync(after: 60);

        Assert.True(report.Complete);
        Assert.Empty(report.Files);
        Assert.Empty(_store.Reads);
    }

    [Fact]
    public async Task What_was_taken_is_unchanged_at_the_next_poll_and_after_a_restart()
    {
        _folder.Write("accounts.csv", "account_id,name\nacme,Acme\n");
        await SettleAsync(_source);

        PollReport next = await PollAsync(after: 60);
        PollReport restarted = await SettleAsync(new DropFolderSource(new DropFolderOptions { Name = "drop", Path = _folder.Path }));

        Assert.All([next, restarted], report => Assert.True(report.Complete && report.Files[0].Unchanged));
        Assert.Single(_store.Imports);
    }

    [Fact]
    public async Task The_same_name_with_other_bytes_is_taken_again()
    {
        _folder.Write("accounts.csv", "account_id,name\nacme,Acme\n");
        await SettleAsync(_source);
        _folder.Write("accounts.csv", "account_id,name\nacme,Acme Corporation\n");

        PollReport report = await SettleAsync(_source);

        Assert.False(report.Files[0].Unchanged);
        Assert.Equal("Acme Corporation", _store.Rows(FactStream.Accounts)[0][1].Text);
    }

    [Fact]
    public async Task A_complete_poll_marks_the_streams_that_are_there_as_read()
    {
        _folder.Write("accounts.csv", "account_id,name\nacme,Acme\n");
        _folder.Write("usage-1.csv", "account_id,date,metric,value\n");
        _folder.Write("usage-2.csv", "account_id,date,metric,value\nacme,2026-06-01,login,1\n");

        await SettleAsync(_source);

        RecordedRead read = Assert.Single(_store.Reads);
        Assert.Equal(("drop", _now), (read.Source, read.At));
        Assert.Equal([FactStream.Accounts, FactStream.Usage], read.Streams);
    }

    [Fact]
    public async Task A_refused_file_makes_the_poll_incomplete_and_is_told_but_not_read_again()
    {
        _folder.Write("accounts.csv", "account_id,name\nacme,Acme\n");
        _folder.Write("usage.csv", "account_id,date,value\nacme,2026-06-01,1\n");

        PollReport report = await SettleAsync(_source);
        PollReport again = await PollAsync(after: 60);

        Assert.False(report.Complete);
        Assert.Equal("The required column metric is missing. The header has 'account_id', 'date', 'value'.", report.Files[1].Refusal);
        Assert.False(again.Complete);
        Assert.Equal((report.Files[1].Refusal, true), (again.Files[1].Refusal, again.Files[1].Unchanged));
        Assert.Equal(2, _store.Imports.Count);
        Assert.Empty(_store.Reads);
    }

    [Fact]
    public async Task A_sub_folder_called_like_a_stream_holds_files_of_any_name()
    {
        _folder.Write("usage/2026-06.csv", "account_id,date,metric,value\nacme,2026-06-01,login,1\nacme,never,login,1\n");
        _folder.Write("other/usage.csv", "account_id,date,metric,value\nacme,2026-06-02,login,1\n");

        PollReport report = await SettleAsync(_source);

        FileReport file = Assert.Single(report.Files);
        Assert.Equal(("usage/2026-06.csv", FactStream.Usage, 1), (file.FileName, file.Stream, file.Rows));
        Assert.Equal(_folder["failed/usage/2026-06.csv.rejects.csv"], file.RejectsPath);
        Assert.True(File.Exists(file.RejectsPath));
    }

    [Fact]
    public async Task A_missing_folder_is_a_fault_and_no_crash()
    {
        DropFolderSource source = new(new DropFolderOptions { Name = "drop", Path = _folder["nowhere"] });

        PollReport report = await source.PollAsync(_store, _now, CancellationToken.None);

        Assert.False(report.Complete);
        Assert.Equal($"There is no folder {_folder["nowhere"]}. Create it, or correct Sources:drop:Path.", report.Files[0].Refusal);
    }

    [Fact]
    public async Task A_symbolic_link_is_refused()
    {
        using TemporaryFolder elsewhere = new();
        File.CreateSymbolicLink(_folder["accounts.csv"], elsewhere.Write("secret.csv", "account_id,name\nacme,Acme\n"));

        PollReport report = await SettleAsync(_source);

        Assert.Equal("The file is a symbolic link, and a watched folder follows none. Copy the file.", report.Files[0].Refusal);
        Assert.Empty(_store.Imports);
    }

    private Task<PollReport> PollAsync(double after)
    {
        _now += TimeSpan.FromSeconds(after);
        return _source.PollAsync(_store, _now, CancellationToken.None);
    }

    private async Task<PollReport> SettleAsync(DropFolderSource source)
    {
        await source.PollAsync(_store, _now, CancellationToken.None);
        _now += TimeSpan.FromMinutes(1);
        return await source.PollAsync(_store, _now, CancellationToken.None);
    }
}
