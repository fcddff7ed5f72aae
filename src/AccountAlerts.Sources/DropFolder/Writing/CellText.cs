using System.Globalization;
using AccountAlerts.Engine.Ingestion;

namespace AccountAlerts.Sources.DropFolder.Writing;

/// <summary>A checked value as the contract writes it; reading it gives the same value again.</summary>
internal static class CellText
{
    public static string Format(Column column, Cell cell) => cell.Kind switch
    {
        CellKind.Empty => "",
        CellKind.Text => cell.Text ?? "",
        _ => FormatNumber(column.Kind, cell.Number),
    };

    private static string FormatNumber(ColumnKind kind, double number) => kind switch
    {
        ColumnKind.Day => DateOnly.FromDayNumber((int)number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ColumnKind.Instant => DateTimeOffset.FromUnixTimeMilliseconds((long)number).ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture),
        ColumnKind.Flag => number != 0 ? "true" : "false",
        _ => number.ToString("R", CultureInfo.InvariantCulture),
    };
}
