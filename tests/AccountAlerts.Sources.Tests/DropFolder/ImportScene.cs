using System.Text;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Sources.DropFolder.Reading;
using AccountAlerts.TestKit.Fakes;

namespace AccountAlerts.Sources.Tests.DropFolder;

/// <summary>A folder, a store, and one file at a time from the one into the other.</summary>
public sealed class ImportScene : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 6, 4, 9, 0, 0, TimeSpan.Zero);

    public TemporaryFolder Folder { get; } = new();

    public RecordingFactStore Store { get; } = new();

    public FileLimits Limits { get; set; } = FileLimits.Default;

    public string Failed => Folder["failed"];

    public Task<FileReport> TakeAsync(string name, string text) => TakeAsync(name, Encoding.UTF8.GetBytes(text));

    public Task<FileReport> TakeAsync(string name, byte[] bytes)
    {
        ContractFile file = Assert.IsType<ContractFile>(ContractFile.Parse(Folder.Write(name, bytes)));
        return new ContractFileReader(Store, "test", Failed, Limits).ReadAsync(file, Now, progress: null, CancellationToken.None);
    }

    /// <summary>The bad rows that the import wrote out, as text.</summary>
    public static string Rejects(FileReport report) => File.ReadAllText(Assert.IsType<string>(report.RejectsPath));

    /// <summary>A stored cell by its column's name.</summary>
    public Cell Cell(FactStream stream, int row, string column) => Store.Rows(stream)[row][FactContract.Of(stream).IndexOf(column)];

    /// <summary>True if nothing of any import is in the store, nor left open.</summary>
    public bool NothingImported => Store.Imports.All(import => !import.Committed && import.Disposed) && Enum.GetValues<FactStream>().All(stream => Store.Rows(stream).Count == 0);

    public void Dispose() => Folder.Dispose();
}
