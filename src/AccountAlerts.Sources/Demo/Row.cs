using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;

namespace AccountAlerts.Sources.Demo;

/// <summary>A contract row being filled in, column by column, by name; what is not set stays empty.</summary>
internal sealed class Row(FactStream stream)
{
    private readonly StreamContract _contract = FactContract.Of(stream);
    private readonly Cell[] _cells = new Cell[FactContract.Of(stream).Columns.Count];

    public Row Set(string column, string? text) => text is null ? this : Put(column, Cell.Of(text));

    public Row Set(string column, double? number) => number is { } value ? Put(column, Cell.Of(value)) : this;

    public Row Set(string column, bool? flag) => flag is { } value ? Put(column, Cell.Of(value)) : this;

    public Row Set(string column, DateOnly? day) => day is { } value ? Put(column, Cell.Of(value)) : this;

    public Row Set(string column, DateTimeOffset? instant) => instant is { } value ? Put(column, Cell.Of(value)) : this;

    public Cell[] Cells() => _cells;

    private Row Put(string column, Cell cell)
    {
        _cells[_contract.IndexOf(column)] = cell;
        return this;
    }
}
