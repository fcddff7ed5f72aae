using System.Text;
using AccountAlerts.Engine.Ingestion;

namespace AccountAlerts.Sources.DropFolder.Reading;

/// <summary>Turns the text of one cell into a checked value, or says what is wrong with it.</summary>
internal static class CellParser
{
    /// <summary>A cell of blanks alone says nothing, like an empty one.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> text) => text.IsEmpty || text.IndexOfAnyExcept(" \t\r\n"u8) < 0;

    /// <param name="reason">Why the cell is bad, beginning with the column's name; null if it is good.</param>
    public static Cell Parse(Column column, ReadOnlySpan<byte> text, FileLimits limits, out string? reason)
    {
        reason = null;
        if (IsBlank(text))
        {
            reason = column.Required ? $"{column.Name} is empty" : null;
            return Cell.Empty;
        }

        Cell cell = default;
        string? fault = column.Kind switch
        {
            ColumnKind.Text => ParseText(text, limits, out cell),
            ColumnKind.Word => ParseWord(column, text, out cell),
            ColumnKind.Number or ColumnKind.Whole => ParseNumber(column, text, out cell),
            ColumnKind.Day => ParseDay(text, out cell),
            ColumnKind.Instant => ParseInstant(text, out cell),
            ColumnKind.Flag => ParseFlag(text, out cell),
            ColumnKind.Tags => ParseTags(text, limits, out cell),
            _ => throw new ArgumentOutOfRangeException(nameof(column), column.Kind, null),
        };
        reason = fault is null ? null : $"{column.Name}: {fault}";
        return cell;
    }

    /// <returns>What is wrong with a text, or null: it is too long, or holds what no text may hold.</returns>
    public static string? CheckText(ReadOnlySpan<byte> text, FileLimits limits)
    {
        // Escapes of JSON can say NUL; a database that takes it cuts the text there.
        if (text.Contains((byte)0))
            return "it holds a NUL character";

        // No character has fewer bytes than one, so that short texts need no counting.
        return text.Length > limits.TextCharacters && Encoding.UTF8.GetCharCount(text) is int characters && characters > limits.TextCharacters
            ? $"it is {Plain.Count(characters)} characters long, {Plain.Count(limits.TextCharacters)} are allowed"
            : null;
    }

    public static string? CheckRange(Column column, double number)
    {
        if (number >= column.Min && number <= column.Max)
            return null;

        string text = Plain.Number(number);
        if (column.Max is double.PositiveInfinity or int.MaxValue && number < column.Min)
            return $"{text} is below {Plain.Number(column.Min)}";

        return double.IsNegativeInfinity(column.Min)
            ? $"{text} is above {Plain.Number(column.Max)}"
            : $"{text} is not between {Plain.Number(column.Min)} and {Plain.Number(column.Max)}";
    }

    private static string? ParseText(ReadOnlySpan<byte> text, FileLimits limits, out Cell cell)
    {
        string? fault = CheckText(text, limits);
        cell = fault is null ? Cell.Of(Encoding.UTF8.GetString(text)) : Cell.Empty;
        return fault;
    }

    private static string? ParseWord(Column column, ReadOnlySpan<byte> text, out Cell cell)
    {
        IReadOnlyList<string> words = column.Words ?? [];
        foreach (string word in words)
        {
            if (Ascii.EqualsIgnoreCase(text, word))
            {
                cell = Cell.Of(word);
                return null;
            }
        }

        cell = Cell.Empty;
        return $"{Plain.Quote(text)} is none of {string.Join(", ", words)}";
    }

    private static string? ParseNumber(Column column, ReadOnlySpan<byte> text, out Cell cell)
    {
        cell = Cell.Empty;
        if (!NumberText.TryParse(text, out double number))
            return NumberText.Advice(text);
        if (column.Kind == ColumnKind.Whole && number != Math.Floor(number))
            return $"{Plain.Quote(text)} is not a whole number";

        cell = Cell.Of(number);
        return CheckRange(column, number);
    }

    private static string? ParseDay(ReadOnlySpan<byte> text, out Cell cell)
    {
        bool isDay = DayText.TryParse(text, out DateOnly day);
        cell = Cell.Of(day);
        return isDay && DayText.InRange(day) ? null : DayText.Advice(text, isDay);
    }

    private static string? ParseInstant(ReadOnlySpan<byte> text, out Cell cell)
    {
        bool isInstant = DayText.TryParseInstant(text, out DateTimeOffset instant);
        cell = Cell.Of(instant);
        return isInstant && DayText.InRange(DateOnly.FromDateTime(instant.UtcDateTime)) ? null : DayText.InstantAdvice(text, isInstant);
    }

    private static string? ParseFlag(ReadOnlySpan<byte> text, out Cell cell)
    {
        bool? flag = null;
        if (text.SequenceEqual("1"u8) || Ascii.EqualsIgnoreCase(text, "true"u8) || Ascii.EqualsIgnoreCase(text, "yes"u8))
            flag = true;
        else if (text.SequenceEqual("0"u8) || Ascii.EqualsIgnoreCase(text, "false"u8) || Ascii.EqualsIgnoreCase(text, "no"u8))
            flag = false;

        cell = flag is { } known ? Cell.Of(known) : Cell.Empty;
        return flag is null ? $"{Plain.Quote(text)} is neither true nor false (or yes, no, 1, 0)" : null;
    }

    private static string? ParseTags(ReadOnlySpan<byte> text, FileLimits limits, out Cell cell)
    {
        cell = Cell.Empty;
        if (CheckText(text, limits) is { } fault)
            return fault;

        string[] tags = Encoding.UTF8.GetString(text).Split([';', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        cell = tags.Length == 0 ? Cell.Empty : Cell.Of(string.Join(';', tags));
        return null;
    }
}
