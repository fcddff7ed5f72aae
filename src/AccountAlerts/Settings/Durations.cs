using System.Globalization;

namespace AccountAlerts.Settings;

/// <summary>Spans of time as people write them: <c>90s</c>, <c>5m</c>, <c>4h</c>, <c>14d</c>, or .NET's <c>1.00:00:00</c>.</summary>
public static class Durations
{
    public static bool TryParse(string? text, out TimeSpan value)
    {
        value = default;
        text = text?.Trim();
        if (string.IsNullOrEmpty(text))
            return false;

        TimeSpan? unit = char.ToLowerInvariant(text[^1]) switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            _ => null,
        };
        if (unit is null)
        {
            // A bare number would mean days to .NET and seconds to most people.
            return text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value);
        }

        if (!int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            || count > TimeSpan.MaxValue.TotalDays)
        {
            return false;
        }

        value = unit.Value * count;
        return true;
    }

    /// <summary>The shortest spelling: <c>14d</c>, <c>90s</c>.</summary>
    public static string Format(TimeSpan value)
    {
        (TimeSpan unit, string name) = value switch
        {
            { Ticks: 0 } => (TimeSpan.FromSeconds(1), "s"),
            _ when value.Ticks % TimeSpan.TicksPerDay == 0 => (TimeSpan.FromDays(1), "d"),
            _ when value.Ticks % TimeSpan.TicksPerHour == 0 => (TimeSpan.FromHours(1), "h"),
            _ when value.Ticks % TimeSpan.TicksPerMinute == 0 => (TimeSpan.FromMinutes(1), "m"),
            _ when value.Ticks % TimeSpan.TicksPerSecond == 0 => (TimeSpan.FromSeconds(1), "s"),
            _ => (TimeSpan.Zero, ""),
        };
        return unit == TimeSpan.Zero
            ? value.ToString("c", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{value.Ticks / unit.Ticks}{name}");
    }
}
