using System.Buffers;
using System.Text.Json;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Explanations;
using AccountAlerts.Domain.Health;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>Writes the machine-readable shape of <c>why</c>. Scripts rely on it; add, never rename.</summary>
public static class WhyJson
{
    public static byte[] Write(ScoreExplanation report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, EvaluationJson.WriterOptions))
            Write(json, report);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, ScoreExplanation report)
    {
        json.WriteStartObject();
        json.WriteString("account"u8, report.To.Facts.Profile.AccountId);
        WriteEnd(json, "from"u8, report.From, withCoverage: false);
        WriteEnd(json, "to"u8, report.To, withCoverage: true);
        json.WriteString("reason"u8, report.Change.Reason);
        EvaluationJson.WriteNumber(json, "change"u8, report.Change.Change);
        json.WriteStartArray("causes"u8);
        foreach (ChangeCause cause in report.Change.Causes)
            WriteCause(json, cause);
        json.WriteEndArray();
        json.WriteStartArray("level"u8);
        foreach (LevelLine line in report.Level)
        {
            json.WriteStartObject();
            json.WriteString("component"u8, line.Component);
            json.WriteNumber("missing_points"u8, line.MissingPoints);
            json.WriteString("signal"u8, line.Signal);
            EvaluationJson.WriteValue(json, "value"u8, line.Value, line.Unit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteEnd(Utf8JsonWriter json, ReadOnlySpan<byte> name, AccountView end, bool withCoverage)
    {
        json.WriteStartObject(name);
        EvaluationJson.WriteDay(json, "at"u8, end.AsOf);
        EvaluationJson.WriteNumber(json, "score"u8, end.Health.Score);
        json.WriteString("band"u8, end.Health.Band is { } band ? Bands.Word(band) : null);
        if (withCoverage)
            json.WriteNumber("coverage"u8, end.Health.Coverage);
        json.WriteEndObject();
    }

    private static void WriteCause(Utf8JsonWriter json, ChangeCause cause)
    {
        json.WriteStartObject();
        json.WriteString("component"u8, cause.Component);
        json.WriteString("part"u8, cause.Part switch
        {
            CausePart.Configuration => "configuration"u8,
            CausePart.Data => "data"u8,
            _ => "behaviour"u8,
        });
        json.WriteNumber("points"u8, cause.Points);
        json.WriteNumber("exact"u8, cause.Exact);
        EvaluationJson.WriteValue(json, "from"u8, cause.From, cause.Unit);
        EvaluationJson.WriteValue(json, "to"u8, cause.To, cause.Unit);
        json.WriteString("unit"u8, EvaluationJson.Word(cause.Unit));
        EvaluationJson.WriteEvidence(json, cause.Evidence);
        json.WriteEndObject();
    }
}
