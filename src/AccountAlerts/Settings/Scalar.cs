using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace AccountAlerts.Settings;

/// <summary>Single values of settings: how each kind is read, described and compared with its range.</summary>
internal static class Scalar
{
    private static readonly Type[] Known = [typeof(string), typeof(bool), typeof(int), typeof(long), typeof(double), typeof(TimeSpan), typeof(TimeOnly), typeof(DateTimeOffset), typeof(Uri)];

    public static bool Knows(Type type) => type.IsEnum || Known.Contains(type);

    public static bool TryRead(Type type, string? text, out object? value)
    {
        text = text?.Trim() ?? "";
        value = null;
        if (type == typeof(string))
            value = text;
        else if (type == typeof(bool))
            value = bool.TryParse(text, out bool flag) ? flag : null;
        else if (type == typeof(int))
            value = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int whole) ? whole : null;
        else if (type == typeof(long))
            value = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) ? whole : null;
        else if (type == typeof(double))
            value = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;
        else if (type == typeof(TimeSpan))
            value = Durations.TryParse(text, out TimeSpan span) ? span : null;
        else if (type == typeof(TimeOnly))
            value = TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time) ? time : null;
        else if (type == typeof(DateTimeOffset))
            value = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset instant) ? instant : null;
        else if (type == typeof(Uri))
            value = Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" ? new Uri(text) : null;
        else if (type.IsEnum)
            value = Enum.GetNames(type).FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name ? Enum.Parse(type, name) : null;

        return value is not null;
    }

    public static string Describe(Type type)
    {
        if (type.IsEnum)
            return string.Join(", ", Enum.GetNames(type));
        if (type == typeof(bool))
            return "true or false";
        if (type == typeof(int) || type == typeof(long))
            return "a whole number";
        if (type == typeof(double))
            return "a number";
        if (type == typeof(TimeSpan))
            return "a duration (such as 30s, 5m, 4h, 14d)";
        if (type == typeof(TimeOnly))
            return "a time of day (such as 08:00 or 17:30)";
        if (type == typeof(DateTimeOffset))
            return "an instant (such as 2026-06-03 or 2026-06-03T08:00:00Z)";
        return type == typeof(Uri) ? "an http or https address" : "a text";
    }

    /// <summary>A limit of a range, spelled as the operator would write it.</summary>
    public static string Show(Type type, object limit) =>
        type == typeof(TimeSpan)
            ? Durations.Format(Limit<TimeSpan>(limit))
            : Convert.ToString(limit, CultureInfo.InvariantCulture) ?? "";

    public static bool InRange(Type type, object? value, RangeAttribute range) =>
        type == typeof(TimeSpan)
            ? value is TimeSpan span && span >= Limit<TimeSpan>(range.Minimum) && span <= Limit<TimeSpan>(range.Maximum)
            : Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number
              && number >= Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture)
              && number <= Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture);

    private static T Limit<T>(object limit)
        where T : IParsable<T> => limit is T value ? value : T.Parse(limit.ToString() ?? "", CultureInfo.InvariantCulture);
}
