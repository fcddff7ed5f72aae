using System.Buffers;
using System.Text.Json;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Engine.Evaluation;

namespace AccountAlerts.Engine.Tuning;

/// <summary>Writes the machine-readable shape of <c>backtest</c>. Scripts rely on it; add, never rename.</summary>
public static class BacktestJson
{
    public static byte[] Write(Backtest backtest)
    {
        ArgumentNullException.ThrowIfNull(backtest);
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        using (var json = new Utf8JsonWriter(buffer, EvaluationJson.WriterOptions))
            Write(json, backtest);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>As files and scripts write it.</summary>
    public static string Word(RenewalOutcome outcome) => outcome switch
    {
        RenewalOutcome.Churned => "churned",
        RenewalOutcome.Expanded => "expanded",
        RenewalOutcome.Contracted => "contracted",
        _ => "renewed",
    };

    private static void Write(Utf8JsonWriter json, Backtest backtest)
    {
        json.WriteStartObject();
        json.WriteNumber("lead"u8, backtest.LeadDays);
        json.WriteNumber("renewals"u8, backtest.Renewals);
        json.WriteNumber("churned"u8, backtest.Churned);
        EvaluationJson.WriteNumber(json, "auc"u8, backtest.Auc);
        json.WriteStartArray("bands"u8);
        foreach (var (band, group) in backtest.Bands)
        {
            json.WriteStartObject();
            json.WriteString("band"u8, Bands.Word(band));
            json.WriteNumber("renewals"u8, group.Renewals);
            json.WriteNumber("churned"u8, group.Churned);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("rows"u8);
        foreach (BacktestRow row in backtest.Rows)
        {
            json.WriteStartObject();
            json.WriteString("account"u8, row.Account);
            EvaluationJson.WriteDay(json, "renewal_on"u8, row.RenewalOn);
            EvaluationJson.WriteDay(json, "scored_at"u8, row.ScoredAt);
            EvaluationJson.WriteNumber(json, "score"u8, row.Score);
            json.WriteNumber("coverage"u8, row.Coverage);
            json.WriteString("outcome"u8, Word(row.Outcome));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
