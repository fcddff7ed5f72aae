using System.Globalization;
using AccountAlerts.Domain.Signals;

namespace AccountAlerts.Domain.Triggers.Conditions;

/// <summary>How literals are written, per unit.</summary>
internal static class Literals
{
    /// <summary>Every digit a decimal can hold, without an exponent and without trailing zeros.</summary>
    private const string Plain = "0.############################";

    public static string Print(decimal value, Unit unit) => unit switch
    {
        Unit.Ratio => (value * 100).ToString(Plain, CultureInfo.InvariantCulture) + "%",
        Unit.Days => value.ToString(Plain, CultureInfo.InvariantCulture) + "d",
        _ => value.ToString(Plain, CultureInfo.InvariantCulture),
    };

    /// <summary>Quotes and backslashes are the only characters a word has to escape.</summary>
    public static string Quote(string word) => $"\"{word.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";

    /// <summary>What a comparison with a signal of this unit looks like, for messages.</summary>
    public static string Example(Unit unit) => unit switch
    {
        Unit.Days => "days, such as 7d",
        Unit.Ratio => "a percentage, such as 60%",
        Unit.Points => "points, such as 50",
        Unit.Money => "an amount, such as 25000",
        Unit.Word => "a word in quotes, such as \"enterprise\"",
        Unit.Flag => "true or false",
        _ => "a plain number, such as 50",
    };
}
