using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>Cells as columns and back.</summary>
internal static class Cells
{
    public static bool IsText(ColumnKind kind) => kind is ColumnKind.Text or ColumnKind.Word or ColumnKind.Tags;

    public static void Bind(SqlStatement statement, int parameter, Cell cell, ColumnKind kind)
    {
        if (cell.Kind == CellKind.Empty)
            statement.BindNull(parameter);
        else if (IsText(kind))
            statement.Bind(parameter, cell.Text ?? "");
        else if (kind == ColumnKind.Number)
            statement.Bind(parameter, cell.Number);
        else
            statement.Bind(parameter, (long)cell.Number);
    }

    public static Cell Read(SqlStatement statement, int column, ColumnKind kind)
    {
        if (statement.IsNull(column))
            return Cell.Empty;
        return IsText(kind) ? Cell.Of(statement.Text(column)) : Cell.Of(statement.Real(column));
    }

    public static DateOnly? Day(Cell cell) => cell.Kind == CellKind.Number ? Day((long)cell.Number) : null;

    public static DateOnly? Day(long? day) => day is { } number ? Day(number) : null;

    public static DateOnly Day(long day) => DateOnly.FromDayNumber((int)Math.Clamp(day, 0, DateOnly.MaxValue.DayNumber));
}
