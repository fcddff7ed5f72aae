using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Sources.DropFolder;
using AccountAlerts.Sources.DropFolder.Reading;
using AccountAlerts.TestKit;
using AccountAlerts.TestKit.Fakes;
using FsCheck;
using FsCheck.Fluent;

namespace AccountAlerts.Sources.Tests.DropFolder;

public sealed class FolderExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_export_of_the_openstack_facts_is_read_back_the_same()
    {
        RecordingFactStore store = new();
        await ImportAsync(store, Clone.SampleData);

        ExportReport report = await new FolderExport(store).RunAsync(_folder["out"], null, CancellationToken.None);
        RecordingFactStore again = new();
        ImportReport back = await ImportAsync(again, _folder["out"]);

        Assert.Null(report.Refusal);
        Assert.Equal(["accounts.csv", "account_history.csv", "people.csv", "usage.csv", "outcomes.csv"], report.Files.Select(file => file.FileName));
        Assert.Equal(report.Files.Select(file => (file.FileName, file.Rows)), back.Files.Select(file => (file.FileName, file.Rows)));
        Assert.All(back.Files, file => Assert.Equal((0, 0), (file.Rejected, file.Warnings.Count)));
        AssertSame(store, again);
    }

    [Fact]
    public void Any_rows_that_the_contract_allows_are_written_and_read_back_the_same()
    {
        Prop.ForAll(
            AnyTable().ToArbitrary(),
            table =>
            {
                using TemporaryFolder folder = new();
                RecordingFactStore store = new();
                FillAsync(store, table).GetAwaiter().GetResult();
                new FolderExport(store).RunAsync(folder["out"], null, CancellationToken.None).GetAwaiter().GetResult();
                RecordingFactStore again = new();
                ImportReport back = ImportAsync(again, folder["out"]).GetAwaiter().GetResult();

                Assert.All(back.Files, file => Assert.Equal((null, 0), (file.Refusal, file.Rejected)));
                AssertSame(store, again);
            }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task A_folder_with_anything_in_it_is_refused_and_left_alone()
    {
        _folder.Write("accounts.csv", "mine");

        ExportReport report = await new FolderExport(new RecordingFactStore()).RunAsync(_folder.Path, null, CancellationToken.None);

        Assert.Equal($"The folder {_folder.Path} is not empty (it has accounts.csv). Export into a new or an empty folder.", report.Refusal);
        Assert.Equal("mine", File.ReadAllText(_folder["accounts.csv"]));
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_folder_is_refused()
    {
        string path = _folder.Write("out", "mine");

        ExportReport report = await new FolderExport(new RecordingFactStore()).RunAsync(path, null, CancellationToken.None);

        Assert.Equal($"{path} is a file. Name a folder.", report.Refusal);
    }

    [Fact]
    public async Task An_export_that_is_stopped_leaves_no_file_behind()
    {
        RecordingFactStore store = new();
        await ImportAsync(store, Clone.SampleData);
        using CancellationTokenSource stop = new();
        CancelAt progress = new(stop);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new FolderExport(store).RunAsync(_folder["out"], progress, stop.Token));

        Assert.Empty(Directory.GetFileSystemEntries(_folder["out"]));
    }

    private static void AssertSame(RecordingFactStore expected, RecordingFactStore actual)
    {
        foreach (StreamContract contract in FactContract.All)
            Assert.Equal(expected.Rows(contract.Stream), actual.Rows(contract.Stream));
    }

    private async Task<ImportReport> ImportAsync(RecordingFactStore store, string folder) =>
        await new FolderImport(store, _folder["failed"], FileLimits.Default).RunAsync(folder, ImportScene.Now, null, CancellationToken.None);

    private static async Task FillAsync(RecordingFactStore store, Table table)
    {
        await using IFactImport import = await store.BeginAsync(new ImportHeader("test", table.Contract.Stream, "any", null, ImportScene.Now), CancellationToken.None);
        foreach (Cell[] row in table.Rows)
        {
            if (table.Contract.Stream == FactStream.Usage)
                import.AddUsage(row[0].Text, row[1].Text, (int)row[2].Number, row[3].Text, row[4].Number);
            else
                import.Add(row);
        }

        await import.CommitAsync(CancellationToken.None);
    }

    private static Gen<Table> AnyTable() =>
        from contract in Gen.Elements(FactContract.All.ToArray())
        from rows in Gen.NonEmptyListOf(Gen.CollectToArray(contract.Columns, AnyCell))
        select new Table(contract, [.. rows]);

    private static Gen<Cell> AnyCell(Column column)
    {
        Gen<Cell> value = column.Kind switch
        {
            ColumnKind.Text => AnyText().Select(Cell.Of),
            ColumnKind.Word => Gen.Elements(column.Words!.ToArray()).Select(Cell.Of),
            ColumnKind.Tags => Gen.NonEmptyListOf(Gen.Elements("gold", "x y", "a,b", "\"q\"")).Select(tags => Cell.Of(string.Join(';', tags))),
            ColumnKind.Day => Gen.Choose(0, 80_000).Select(days => Cell.Of(new DateOnly(1970, 1, 1).AddDays(days))),
            ColumnKind.Instant => Gen.Choose(0, int.MaxValue).Zip(Gen.Choose(0, 999))
                .Select(at => Cell.Of(DateTimeOffset.UnixEpoch.AddSeconds(at.Item1).AddMilliseconds(at.Item2))),
            ColumnKind.Flag => Gen.Elements(true, false).Select(Cell.Of),
            ColumnKind.Whole => Gen.Choose((int)column.Min, int.MaxValue).Select(number => Cell.Of((double)number)),
            _ => AnyNumber().Where(number => number >= column.Min && number <= column.Max).Select(Cell.Of),
        };
        return column.Required ? value : Gen.Frequency((1, Gen.Constant(Cell.Empty)), (3, value));
    }

    private static Gen<double> AnyNumber() => Gen.OneOf(
        Gen.Choose(-1_000_000, 1_000_000).Select(number => number / 1000.0),
        Gen.Choose(-1000, 1000).Select(number => number / 1000.0),
        ArbMap.Default.GeneratorFor<double>().Where(double.IsFinite).Select(number => number == 0 ? 0 : number));

    /// <summary>Whatever CSV trips over, in any order; not blank as a whole.</summary>
    private static Gen<string> AnyText() =>
        Gen.NonEmptyListOf(Gen.Elements("a", "Z", "7", "\"", "\"\"", ",", ";", "\n", "\r", "\r\n", " ", "\t", "=", "-", "'", "é", "漢", "\U0001F469", "\u202E", "\uFEFF", "<b>", "{{", "#"))
            .Select(string.Concat).Where(text => text.Trim(' ', '\t', '\r', '\n').Length > 0);

    private sealed record Table(StreamContract Contract, Cell[][] Rows)
    {
        public override string ToString() => $"{Contract.Name}: {string.Join(" / ", Rows.Select(row => string.Join(" | ", row)))}";
    }

    private sealed class CancelAt(CancellationTokenSource stop) : IProgress<long>
    {
        public void Report(long value) => stop.Cancel();
    }
}
