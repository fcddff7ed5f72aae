using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Domain.Triggers.Conditions;

namespace AccountAlerts.Engine.Templating;

/// <summary>Answers what a template asks while it is rendered: fields, signal values, conditions.</summary>
internal sealed class TemplateFacts(AlertContext context, Subject subject, DateOnly due, SignalVocabulary signals)
{
    /// <summary>Where Handlebars' data keeps this object; no template can name it.</summary>
    public const string Key = "$facts";

    private const string Unknown = "unknown";

    private readonly SortedDictionary<string, string> missing = new(StringComparer.Ordinal);
    private Dictionary<string, object>? data;

    /// <summary>The template being rendered has its own conditions.</summary>
    public IReadOnlyDictionary<string, Condition> Conditions { get; set; } = new Dictionary<string, Condition>();

    /// <summary>Fields and lists of other templates than those of alerts.</summary>
    public IReadOnlyDictionary<string, object> More { get; init; } = new Dictionary<string, object>();

    /// <summary>The data of every rendering: all fields, and this object.</summary>
    public Dictionary<string, object> Data => data ??= new(Own.Concat(More), StringComparer.Ordinal);

    private Dictionary<string, object> Own => new(StringComparer.Ordinal)
    {
        [Key] = this,
        ["account"] = Text(context.AccountName, "the account"),
        ["segment"] = Text(Read("account.segment").Word, "no tier"),
        ["arr"] = Number("account.arr", "ARR not known"),
        ["seats"] = Number("account.seats", "seats not known"),
        ["owner"] = Text(context.Owner, "No CSM"),
        ["champion"] = Text(Champion(), "the main contact"),
        ["subject"] = Text(subject.Label, "the account"),
        ["due"] = new FieldText(ReadableValue.NearDate(due), true),
        ["renewal"] = Renewal(),
    };

    /// <summary>What the texts rendered so far named and nobody knows: what it is called, and why it is not known.</summary>
    public IReadOnlyDictionary<string, string> Missing => missing;

    /// <summary>A missing value is one word in a sentence; why it is missing is said once, below.</summary>
    public string Value(string signal)
    {
        if (signals.Find(signal) is not { } known)
            return "";
        var value = context.Signals.Read(known);
        if (value.Present)
            return ReadableValue.Of(value, known.Unit, context.Currency);
        missing[known.Label] = ReadableValue.Of(value, known.Unit);
        return Unknown;
    }

    /// <param name="write">How to write the number of a present value; a missing one says why.</param>
    public string Ratio(string signal, Func<double, string> write) =>
        Read(signal) is { Present: true } value ? write(value.Number) : Value(signal);

    /// <summary>Whom or what a value is about, such as a person's name.</summary>
    public string About(string signal) =>
        Read(signal) is { Present: true } value && PlainText.Clean(value.Note) is { Length: > 0 } note ? note : "somebody";

    public bool Holds(string condition) =>
        Conditions.TryGetValue(condition, out var known) && known.Evaluate(context.Signals) == Truth.True;

    private string? Champion() => Read("champion.days_silent") is { Present: true } silence ? silence.Note : null;

    private FieldText Renewal()
    {
        var value = Read("renewal.days_left");
        if (!value.Present)
            return new FieldText("no renewal date", false);
        var days = (int)value.Number;
        var when = days switch
        {
            0 => "today",
            < 0 => $"{ReadableValue.Days(-days)} ago",
            _ => $"in {ReadableValue.Days(days)}",
        };
        return new FieldText($"{when} ({ReadableValue.Date(context.AsOf.AddDays(days))})", true);
    }

    private FieldText Number(string signal, string unknown) =>
        new(Read(signal).Present ? Value(signal) : unknown, Read(signal).Present);

    private static FieldText Text(string? text, string unknown) =>
        PlainText.Clean(text) is { Length: > 0 } clean ? new FieldText(clean, true) : new FieldText(unknown, false);

    /// <summary>A vocabulary without the signal answers like an account without it.</summary>
    private SignalValue Read(string name) =>
        signals.Find(name) is { } signal ? context.Signals.Read(signal) : SignalValue.Missing("not known");
}
