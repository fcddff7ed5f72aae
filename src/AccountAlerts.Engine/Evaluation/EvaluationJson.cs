using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using AccountAlerts.Domain;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>Writes the machine-readable shape of an evaluation: one line per account. Scripts rely on it; add, never rename.</summary>
public static class EvaluationJson
{
    // Names are data for programs here, never markup: only what JSON itself needs is escaped.
    internal static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>One account's line, without the line end, as UTF-8.</summary>
    public static byte[] Line(AccountEvaluation evaluation) => LineWithEnd(evaluation)[..^1];

    /// <summary>One account's line, as UTF-8.</summary>
    /// <param name="group">How it does with those below it; null where there are none.</param>
    public static byte[] LineWithEnd(AccountEvaluation evaluation, GroupHealth? group = null)
    {
        // One writer per thread: a line is short, and there are tens of thousands.
        ArrayBufferWriter<byte> buffer = _buffer ??= new ArrayBufferWriter<byte>(16 * 1024);
        buffer.ResetWrittenCount();
        Utf8JsonWriter json = _writer ??= new Utf8JsonWriter(buffer, WriterOptions);
        json.Reset(buffer);
        Write(json, evaluation, group);
        json.Flush();
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    public static void Write(Utf8JsonWriter json, AccountEvaluation evaluation, GroupHealth? group = null)
    {
        HealthResult health = evaluation.Health;
        json.WriteStartObject();
        json.WriteString("account"u8, evaluation.AccountId);
        WriteDay(json, "at"u8, evaluation.At);
        WriteNumber(json, "score"u8, health.Score);
        json.WriteString("band"u8, health.Band is { } band ? Bands.Word(band) : null);
        json.WriteNumber("coverage"u8, health.Coverage);
        json.WriteString("reason"u8, health.Reason);
        json.WriteStartArray("components"u8);
        foreach (ComponentResult component in health.Components)
            WriteComponent(json, component);
        json.WriteEndArray();
        json.WriteStartArray("triggers"u8);
        foreach (TriggerResult trigger in evaluation.Triggers)
        {
            // Subjects of which nothing can be said are the state machine's business; here the account's own line says it.
            if (trigger is not { State: TriggerState.Unknown, Subject.Kind: not SubjectKind.Account })
                WriteTrigger(json, trigger);
        }

        json.WriteEndArray();
        if (group is not null)
            WriteGroup(json, group);
        json.WriteEndObject();
    }

    private static void WriteGroup(Utf8JsonWriter json, GroupHealth group)
    {
        json.WriteStartObject("group"u8);
        json.WriteNumber("accounts"u8, group.Accounts);
        json.WriteNumber("scored"u8, group.Scored);
        WriteNumber(json, "score"u8, group.Score);
        json.WriteString("band"u8, group.Band is { } band ? Bands.Word(band) : null);
        json.WriteNumber("critical"u8, group.Critical);
        json.WriteStartObject("arr"u8);
        foreach (var (part, arr) in group.ArrByBand)
            json.WriteNumber(Bands.Word(part), arr);
        json.WriteEndObject();
        json.WriteStartObject("lowest"u8);
        json.WriteString("account"u8, group.Lowest?.AccountId);
        WriteNumber(json, "score"u8, group.Lowest?.Score);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    internal static void WriteEvidence(Utf8JsonWriter json, IReadOnlyList<Evidence> evidence)
    {
        json.WriteStartArray("evidence"u8);
        foreach (Evidence leaf in evidence)
        {
            json.WriteStartObject();
            json.WriteString("signal"u8, leaf.Signal);
            WriteValue(json, "value"u8, leaf.Value, leaf.Unit);
            json.WriteString("unit"u8, Word(leaf.Unit));
            json.WriteString("compare"u8, leaf.Compare);
            json.WriteString("threshold"u8, leaf.Threshold);
            if (leaf.Held is { } held)
                json.WriteBoolean("held"u8, held);
            else
                json.WriteNull("held"u8);
            if (leaf.About is { } about)
                json.WriteString("about"u8, about);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    internal static void WriteValue(Utf8JsonWriter json, ReadOnlySpan<byte> name, SignalValue value, Unit unit)
    {
        json.WritePropertyName(name);
        if (!value.Present)
            json.WriteNullValue();
        else if (unit == Unit.Word)
            json.WriteStringValue(value.Word);
        else if (unit == Unit.Flag)
            json.WriteBooleanValue(value.Number != 0);
        else
            json.WriteNumberValue(value.Number);
    }

    internal static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, double? number)
    {
        if (number is { } present)
            json.WriteNumber(name, present);
        else
            json.WriteNull(name);
    }

    internal static void WriteDay(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateOnly day)
    {
        Span<char> text = stackalloc char[10];
        day.TryFormat(text, out _, "O");
        json.WriteString(name, text);
    }

    internal static string Word(Unit unit) => unit switch
    {
        Unit.Count => "count",
        Unit.Ratio => "ratio",
        Unit.Days => "days",
        Unit.Points => "points",
        Unit.Money => "money",
        Unit.Word => "word",
        Unit.Flag => "flag",
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, null),
    };

    private static void WriteComponent(Utf8JsonWriter json, ComponentResult component)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, component.Name);
        json.WriteString("signal"u8, component.Signal);
        WriteValue(json, "value"u8, component.Value, component.Unit);
        WriteNumber(json, "score"u8, component.Score);
        json.WriteNumber("weight"u8, component.Weight);
        WriteNumber(json, "points"u8, component.Points);
        WriteNumber(json, "exact"u8, component.Exact);
        json.WriteEndObject();
    }

    private static void WriteTrigger(Utf8JsonWriter json, TriggerResult trigger)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, trigger.Trigger);
        json.WriteString("subject"u8, trigger.Subject.Key);
        json.WriteString("state"u8, trigger.State switch
        {
            TriggerState.Firing => "firing"u8,
            TriggerState.Pending => "pending"u8,
            TriggerState.Clear => "clear"u8,
            _ => "unknown"u8,
        });
        json.WriteString("severity"u8, trigger.Severity switch
        {
            Severity.Critical => "critical"u8,
            Severity.High => "high"u8,
            Severity.Medium => "medium"u8,
            _ => "low"u8,
        });
        WriteEvidence(json, trigger.Evidence);
        json.WriteEndObject();
    }
}
