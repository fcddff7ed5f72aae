using System.Globalization;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Domain.Triggers.Conditions;

namespace AccountAlerts.Engine.Templating;

/// <summary>How values are written wherever people read them: cards, answers, tables.</summary>
public static class ReadableValue
{
    private const string Unknown = "not known";

    /// <summary>"9 days", "62 %", "1,240", "EUR 12,000", "yes"; for a missing value why it is missing, such as "not connected".</summary>
    public static string Of(SignalValue value, Unit unit, string? currency = null)
    {
        if (!value.Present)
            return PlainText.Clean(value.Note) is { Length: > 0 } why ? why : Unknown;
        return unit switch
        {
            Unit.Word => PlainText.Clean(value.Word),
            Unit.Flag => value.Number == 0 ? "no" : "yes",
            _ => Number(value.Number, unit, currency),
        };
    }

    public static string Number(double number, Unit unit, string? currency = null) => unit switch
    {
        Unit.Ratio => Percent(number),
        Unit.Days => Days(number),
        Unit.Money => Money(number, currency),
        _ => Count(number),
    };

    /// <summary>"down 41 %", "up 12 %", "unchanged".</summary>
    public static string Change(double ratio) => Math.Round(ratio, 2, MidpointRounding.AwayFromZero) switch
    {
        < 0 => $"down {Percent(-ratio)}",
        > 0 => $"up {Percent(ratio)}",
        _ => "unchanged",
    };

    /// <summary>"2.3 times".</summary>
    public static string Times(double ratio) => $"{Format(ratio, "#,0.#")} times";

    /// <summary>"EUR 12,000": the code first, so that no symbol is ambiguous; whole amounts.</summary>
    public static string Money(double amount, string? currency) =>
        PlainText.Clean(currency, 8) is { Length: > 0 } code ? $"{code} {Format(amount, "#,0")}" : Format(amount, "#,0");

    /// <summary>"Tue 24 Nov": for days near the reader's own.</summary>
    public static string NearDate(DateOnly day) => day.ToString("ddd d MMM", CultureInfo.InvariantCulture);

    /// <summary>"24 Nov 2026".</summary>
    public static string Date(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    public static string Days(double days) => Format(days, "#,0.#") is "1" ? "1 day" : $"{Format(days, "#,0.#")} days";

    /// <summary>One line of "What we saw": <c>days since the champion was active: 9 days (7 days or more)</c>.</summary>
    public static string Line(Evidence evidence, SignalVocabulary signals, string? currency = null)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(signals);
        var label = signals.Find(evidence.Signal)?.Label ?? evidence.Signal;
        var value = Of(evidence.Value, evidence.Unit, currency);
        return evidence.Unit is Unit.Flag or Unit.Word || !evidence.Value.Present
            ? $"{label}: {value}"
            : $"{label}: {value} ({Limit(evidence, signals, currency)})";
    }

    private static string Limit(Evidence evidence, SignalVocabulary signals, string? currency)
    {
        var threshold = Threshold(evidence.Threshold, evidence.Unit, signals, currency);
        return evidence.Compare switch
        {
            "<" => $"below {threshold}",
            "<=" => $"{threshold} or less",
            ">" => $"above {threshold}",
            ">=" => $"{threshold} or more",
            "!=" => $"not {threshold}",
            "in" => $"one of {threshold}",
            "not in" => $"none of {threshold}",
            _ => threshold,
        };
    }

    private static string Threshold(string text, Unit unit, SignalVocabulary signals, string? currency)
    {
        if (text.StartsWith('['))
            return string.Join(", ", text.Trim('[', ']').Split(", ").Select(item => Threshold(item, unit, signals, currency)));
        if (!double.TryParse(text.TrimEnd('d', '%'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return signals.Find(text)?.Label ?? text;
        return Number(unit == Unit.Ratio ? number / 100 : number, unit, currency);
    }

    /// <summary>Whole percentages, except where that would hide the number.</summary>
    private static string Percent(double ratio) => $"{Format(ratio * 100, Math.Abs(ratio) < 0.01 ? "0.#" : "#,0")} %";

    /// <summary>A tenth of an event is dust in a large number, and says something in a small one.</summary>
    private static string Count(double number) => Format(number, Math.Abs(number) < 10 ? "0.#" : "#,0");

    /// <summary>A rounded zero has no sign.</summary>
    private static string Format(double number, string format)
    {
        var text = number.ToString(format, CultureInfo.InvariantCulture);
        return text is "-0" ? "0" : text;
    }
}
