using System.Globalization;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Inbox;

/// <summary>Numbers, days and styles as every page shows them.</summary>
public static class Looks
{
    public static string Change(int points) => points.ToString("+0;\u22120;0", CultureInfo.InvariantCulture);

    public static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    public static string ShortDay(DateOnly day) => day.ToString("d MMM", CultureInfo.InvariantCulture);

    /// <summary>UTC, since the page does not know where its reader sits; the script shows local time on top.</summary>
    public static string Moment(DateTimeOffset instant) => instant.UtcDateTime.ToString("ddd d MMM, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A span as people say it: the largest unit, one decimal where it tells something.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 1 } => $"{Math.Max(0, (int)span.TotalMilliseconds)} ms",
        { TotalMinutes: < 1 } => Number(Math.Round(span.TotalSeconds, 1)) + " s",
        { TotalHours: < 1 } => Number(Math.Round(span.TotalMinutes, 1)) + " min",
        { TotalDays: < 1 } => Number(Math.Round(span.TotalHours, 1)) + " h",
        _ => Number(Math.Round(span.TotalDays, 1)) + " days",
    };

    public static string Machine(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Value(SignalValue value, Unit unit)
    {
        if (!value.Present)
            return value.Note is { Length: > 0 } why ? char.ToUpperInvariant(why[0]) + why[1..] : "Missing";
        string text = unit switch
        {
            Unit.Ratio => (value.Number * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %",
            Unit.Days => value.Number == 1 ? "1 day" : Number(value.Number) + " days",
            Unit.Word => value.Word ?? "",
            Unit.Flag => value.Number == 1 ? "Yes" : "No",
            Unit.Money => value.Number.ToString("#,0", CultureInfo.InvariantCulture),
            _ => Number(value.Number),
        };
        return value.Note is { Length: > 0 } note ? $"{text} ({note})" : text;
    }

    public static string BandName(Band band) => band switch
    {
        Band.Healthy => "Healthy",
        Band.AtRisk => "At risk",
        _ => "Critical",
    };

    public static string BandClass(int? score) => score switch
    {
        null => "none",
        >= 80 => "healthy",
        >= 50 => "at-risk",
        _ => "critical",
    };

    public static string ToneClass(Tone tone) => tone switch
    {
        Tone.Critical => "tone-critical",
        Tone.AtRisk => "tone-at-risk",
        Tone.Growth => "tone-growth",
        Tone.Data => "tone-data",
        Tone.Done => "tone-done",
        _ => "tone-neutral",
    };

    public static string? ButtonClass(ButtonStyle style) => style switch
    {
        ButtonStyle.Primary => "primary",
        ButtonStyle.Danger => "danger",
        _ => null,
    };

    /// <summary>Where the private answer to a button of that message is shown.</summary>
    public static string AnswerId(string messageId) => messageId.Length == 0 ? "command-answer" : "a-" + messageId;

    /// <summary>Only http and https become links; anything else stays text.</summary>
    public static string? SafeUrl(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" ? url : null;
}
