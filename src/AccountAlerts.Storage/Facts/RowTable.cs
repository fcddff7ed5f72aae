using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;

namespace AccountAlerts.Storage.Facts;

/// <param name="Contract">Index of the contract column that the values come from.</param>
/// <param name="Key">True if the column belongs to the key by which rows replace each other.</param>
internal sealed record RowColumn(string Name, ColumnKind Kind, int Contract, bool Key);

/// <summary>How a stream of plain rows is stored: the contract's columns, with the account and the person as the store's own keys.</summary>
internal sealed class RowTable
{
    private static readonly Dictionary<FactStream, RowTable> All = FactModel.RowStreams.ToDictionary(stream => stream, stream => new RowTable(stream));

    private RowTable(FactStream stream)
    {
        Contract = FactContract.Of(stream);
        AccountColumn = IndexOrMinus("account_id");
        PersonColumn = IndexOrMinus("person_id");
        Columns = [.. Contract.Columns.Select((column, index) => Stored(column, index))];
        KeyColumns = [.. Columns.Where(column => column.Key).Select(column => column.Name)];
    }

    public StreamContract Contract { get; }

    /// <summary>The table's name is the stream's.</summary>
    public string Name => Contract.Name;

    /// <summary>In the contract's order.</summary>
    public IReadOnlyList<RowColumn> Columns { get; }

    public IReadOnlyList<string> KeyColumns { get; }

    /// <summary>Index of account_id; -1 if the stream belongs to no account.</summary>
    public int AccountColumn { get; }

    /// <summary>Index of person_id; -1 if the stream names nobody.</summary>
    public int PersonColumn { get; }

    public static RowTable Of(FactStream stream) => All[stream];

    private RowColumn Stored(Column column, int index)
    {
        bool key = Contract.Key.Contains(column.Name);
        if (index == AccountColumn)
            return new RowColumn("account", ColumnKind.Whole, index, key);
        return index == PersonColumn
            ? new RowColumn("person", ColumnKind.Whole, index, key)
            : new RowColumn(column.Name, column.Kind, index, key);
    }

    private int IndexOrMinus(string column) => Contract.Columns.Any(candidate => candidate.Name == column) ? Contract.IndexOf(column) : -1;
}
