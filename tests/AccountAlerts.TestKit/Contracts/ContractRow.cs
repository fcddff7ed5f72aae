using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;

namespace AccountAlerts.TestKit.Contracts;

/// <summary>Rows of the drop folder contract by column name, and back.</summary>
public static class ContractRow
{
    /// <param name="cells">Texts, numbers, flags, days and instants by column; the other columns are empty.</param>
    public static Cell[] Of(FactStream stream, params (string Column, object? Value)[] cells)
    {
        StreamContract contract = FactContract.Of(stream);
        var row = new Cell[contract.Columns.Count];
        foreach ((string column, object? value) in cells)
            row[contract.IndexOf(column)] = CellOf(value);
        return row;
    }

    /// <summary>A row as text, for comparing whole exports.</summary>
    public static string Show(IEnumerable<Cell> row) => string.Join(
        " | ", row.Select(cell => cell.Kind switch { CellKind.Text => $"'{cell.Text}'", CellKind.Number => FormattableString.Invariant($"{cell.Number:R}"), _ => "" }));

    private static Cell CellOf(object? value) => value switch
    {
        null => Cell.Empty,
        string text => Cell.Of(text),
        bool flag => Cell.Of(flag),
        DateOnly day => Cell.Of(day),
        DateTimeOffset instant => Cell.Of(instant),
        int number => Cell.Of((double)number),
        double number => Cell.Of(number),
        _ => throw new ArgumentException($"No cell can hold a {value.GetType().Name}.", nameof(value)),
    };
}
