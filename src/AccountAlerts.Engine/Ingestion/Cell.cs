namespace AccountAlerts.Engine.Ingestion;

/// <summary>One checked value of a fact row: nothing, a text, or a number.</summary>
/// <remarks>Days are <see cref="DateOnly.DayNumber"/>, instants UTC milliseconds since 1970, flags 1 or 0, words their contract spelling.</remarks>
public readonly record struct Cell
{
    private Cell(CellKind kind, string? text, double number)
    {
        Kind = kind;
        Text = text;
        Number = number;
    }

    public static Cell Empty => default;

    public CellKind Kind { get; }

    /// <summary>Null unless <see cref="Kind"/> is text.</summary>
    public string? Text { get; }

    /// <summary>0 unless <see cref="Kind"/> is number. Exact for days and instants: both are far below 2^53.</summary>
    public double Number { get; }

    public static Cell Of(string text) => new(CellKind.Text, text, 0);

    public static Cell Of(double number) => new(CellKind.Number, null, number);

    public static Cell Of(bool flag) => Of(flag ? 1d : 0d);

    public static Cell Of(DateOnly day) => Of((double)day.DayNumber);

    public static Cell Of(DateTimeOffset instant) => Of((double)instant.ToUnixTimeMilliseconds());
}

public enum CellKind : byte { Empty, Text, Number }
