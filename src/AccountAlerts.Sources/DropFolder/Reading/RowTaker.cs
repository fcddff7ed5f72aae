using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;

namespace AccountAlerts.Sources.DropFolder.Reading;

/// <summary>Checks rows and hands the good ones to the store.</summary>
internal abstract class RowTaker
{
    /// <returns>Why the row is bad; null if it was taken.</returns>
    public abstract string? Take(IRawRow row);

    public static RowTaker For(StreamContract contract, IFactImport import, FileLimits limits) =>
        contract.Stream == FactStream.Usage ? new UsageTaker(contract, import, limits) : new FactTaker(contract, import, limits);
}

/// <summary>Any stream but usage: thousands of rows, a cell at a time.</summary>
internal sealed class FactTaker(StreamContract contract, IFactImport import, FileLimits limits) : RowTaker
{
    private readonly Cell[] _cells = new Cell[contract.Columns.Count];

    public override string? Take(IRawRow row)
    {
        for (int i = 0; i < _cells.Length; i++)
        {
            _cells[i] = CellParser.Parse(contract.Columns[i], row[i], limits, out string? reason);
            if (reason is not null)
                return reason;
        }

        import.Add(_cells);
        return null;
    }
}
