using System.Text.Json;
using AccountAlerts.Engine.Evaluation;

namespace AccountAlerts.Engine.Tuning.LookBack;

/// <summary>Writes the machine-readable shape of <c>check --against-history</c>. Scripts rely on it; add, never rename.</summary>
public static class LookBackJson
{
    public static void Write(Utf8JsonWriter json, LookBackReport report)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(report);
        json.WriteStartObject();
        EvaluationJson.WriteDay(json, "from"u8, report.From);
        EvaluationJson.WriteDay(json, "to"u8, report.To);
        json.WriteNumber("accounts"u8, report.Accounts);
        json.WriteNumber("teammates"u8, report.Teammates);
        json.WriteStartArray("alerts"u8);
        foreach (LookBackAlert alert in report.Alerts)
            Write(json, report, alert);
        json.WriteEndArray();
        json.WriteStartArray("readers"u8);
        foreach (LookBackLoad load in report.Readers)
        {
            json.WriteStartObject();
            json.WriteString("reader"u8, load.Reader);
            json.WriteNumber("told"u8, load.Told);
            json.WriteNumber("cards"u8, load.Cards);
            json.WriteNumber("cards_per_week"u8, Rounded(report.PerWeek(load.Cards)));
            json.WriteNumber("fullest_week"u8, load.FullestWeek);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LookBackReport report, LookBackAlert alert)
    {
        json.WriteStartObject();
        json.WriteString("alert"u8, alert.Alert);
        json.WriteString("mode"u8, alert.Mode.ToString().ToLowerInvariant());
        json.WriteNumber("came_up"u8, alert.CameUp);
        json.WriteNumber("accounts"u8, alert.Accounts);
        json.WriteNumber("interrupting"u8, alert.Interrupting);
        json.WriteNumber("per_week"u8, Rounded(report.PerWeek(alert.CameUp)));
        EvaluationJson.WriteNumber(json, "per_teammate_and_week"u8, report.PerTeammateAndWeek(alert) is { } each ? Rounded(each) : null);
        json.WriteString("busiest"u8, alert.Busiest?.Reader);
        EvaluationJson.WriteNumber(json, "busiest_per_week"u8, alert.Busiest is { } busiest ? Rounded(report.PerWeek(busiest.Times)) : null);
        json.WriteNumber("unknown"u8, alert.Unknown);
        json.WriteStartArray("noise"u8);
        foreach (string noise in alert.Noise)
            json.WriteStringValue(noise);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static double Rounded(double value) => Math.Round(value, 3);
}
