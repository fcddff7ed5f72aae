using AccountAlerts.Engine.Ingestion;
using CsvHelper;

namespace AccountAlerts.Sources.DropFolder.Writing;

/// <summary>Writes rows of one stream as a CSV file of the contract: every column, in the contract's order.</summary>
/// <remarks>
/// Texts are written as they are, also those that a spreadsheet would take for a formula: the file is for reading back, and a
/// quoting sign in front of a name would change the name.
/// </remarks>
internal sealed class ContractFileWriter : IDisposable
{
    private readonly StreamContract _contract;
    private readonly CsvWriter _csv;

    public ContractFileWriter(StreamContract contract, Stream destination)
    {
        _contract = contract;
        _csv = CsvWriter.Create(destination, CsvWriterOptions.Default with { NewLine = "\n" }, leaveOpen: true);
        _csv.WriteRecord(contract.Columns.Select(column => column.Name).ToArray());
    }

    public void Write(ReadOnlySpan<Cell> row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            string text = CellText.Format(_contract.Columns[i], row[i]);

            // The reader trims what is outside quotes.
            bool edged = text.Length > 0 && (text[0] is ' ' or '\t' || text[^1] is ' ' or '\t');
            _csv.WriteField(text, edged ? CsvQuoting.Always : CsvQuoting.WhenNeeded);
        }

        _csv.EndRecord();
    }

    public void Dispose() => _csv.Dispose();
}
