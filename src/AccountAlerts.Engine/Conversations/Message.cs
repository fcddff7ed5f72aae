namespace AccountAlerts.Engine.Conversations;

/// <summary>The neutral message model: what is said, never how a platform draws it. All text is raw; each renderer escapes for its platform.</summary>
public sealed record Message
{
    /// <summary>Stands alone as a notification: one line, plain text.</summary>
    public required string Text { get; init; }

    public Tone Tone { get; init; } = Tone.Neutral;

    public required IReadOnlyList<Block> Blocks { get; init; }

    public IReadOnlyList<Button> Buttons { get; init; } = [];

    /// <summary>The name of an answer to one person alone: what is pressed on it may take its place. Null for anything else.</summary>
    public string? Answer { get; init; }
}

/// <summary>The colour of a message's edge.</summary>
public enum Tone { Neutral, Critical, AtRisk, Growth, Data, Done }

/// <summary>A run of text in one style.</summary>
/// <param name="Url">An absolute http(s) address that the product itself made, or null.</param>
public sealed record Span(string Text, SpanStyle Style = SpanStyle.Plain, string? Url = null);

public enum SpanStyle { Plain, Strong, Emphasis, Code }

public abstract record Block;

public sealed record Heading(IReadOnlyList<Span> Spans) : Block;

public sealed record Paragraph(IReadOnlyList<Span> Spans) : Block;

public sealed record BulletList(IReadOnlyList<IReadOnlyList<Span>> Items, bool Ordered = false) : Block;

/// <summary>Short pairs such as "Owner: Dana", "Due: Tue 24 Nov".</summary>
public sealed record FieldList(IReadOnlyList<Field> Fields) : Block;

public sealed record Field(string Label, string Value)
{
    /// <summary>The e-mail address of the teammate whom the value names: a platform that knows them may mention them. Null for anything else.</summary>
    public string? Person { get; init; }
}

/// <summary>The score with its change and its course; renderers draw a chart, or a text sparkline.</summary>
/// <param name="Score">Published score, or null with <paramref name="Reason"/>.</param>
/// <param name="Course">Ascending by day; null where there was no score.</param>
public sealed record ScoreBlock(int? Score, string? Band, int? Change, string? Since, string? Reason, IReadOnlyList<CoursePoint> Course) : Block;

public sealed record CoursePoint(DateOnly Day, int? Score);

/// <summary>Causes with whole points that add up to a change (or, for a level, to what is missing).</summary>
public sealed record CauseBlock(string Title, IReadOnlyList<CauseLine> Lines, int Total) : Block;

/// <param name="Part">behaviour, data or configuration, in the reader's words; empty for a level.</param>
public sealed record CauseLine(string Label, int Points, string Detail, string Part);

/// <summary>A list on which every line can be acted: a digest, a review.</summary>
public sealed record RowList(IReadOnlyList<MessageRow> Rows) : Block;

/// <param name="Spans">What it is about: one line.</param>
/// <param name="Detail">Numbers, reason and next step, in small print below; may be empty.</param>
/// <param name="Buttons">Like those of a card.</param>
public sealed record MessageRow(IReadOnlyList<Span> Spans, string Detail, IReadOnlyList<Button> Buttons);

public sealed record TableBlock(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows) : Block;

/// <summary>Small print: how fresh the sources are, from how many inputs.</summary>
public sealed record Footnote(string Text) : Block;

/// <summary>A button. A click comes back with <paramref name="Action"/> and <paramref name="Value"/> and, after a dialog, its inputs.</summary>
/// <param name="Action">One of <see cref="Actions"/>.</param>
/// <param name="Value">An opaque key, never a name: the card's key, or an account_id for a choice among names.</param>
/// <param name="More">True for a button that may stand behind "More".</param>
public sealed record Button(string Action, string Label, string Value, ButtonStyle Style = ButtonStyle.Plain, Dialog? Dialog = null, bool More = false)
{
    /// <summary>Where the button leads, https; null for one that acts. A platform that tells of a press on a link is told nothing back.</summary>
    public string? Url { get; init; }
}

public enum ButtonStyle { Plain, Primary, Danger }

/// <summary>A form that a click opens; every platform draws it in its own way.</summary>
public sealed record Dialog(string Title, string Submit, IReadOnlyList<DialogInput> Inputs);

/// <param name="Name">Key in <see cref="Click.Inputs"/>.</param>
/// <param name="Options">For a choice: value and label; empty for text and dates.</param>
public sealed record DialogInput(string Name, string Label, InputKind Kind, bool Required = false, IReadOnlyList<InputOption>? Options = null, string? Hint = null);

public sealed record InputOption(string Value, string Label);

public enum InputKind { Choice, Text, Date }

/// <summary>Names of what a button does; stable, since old messages keep them.</summary>
public static class Actions
{
    public const string Acknowledge = "acknowledge";
    public const string Snooze = "snooze";
    public const string Why = "why";
    public const string Done = "done";
    public const string NotRight = "not-right";
    public const string HandTo = "hand-to";

    /// <summary>Shows what could be written to the customer, to who asks alone.</summary>
    public const string Draft = "draft";

    /// <summary>Takes what nobody has yet, from a card that many people see.</summary>
    public const string Claim = "claim";
    public const string StartPlaybook = "start-playbook";

    /// <summary>Ticks a step of a playbook off, or takes the tick back.</summary>
    public const string TickStep = "tick-step";

    /// <summary>A manager asks that our executive sponsor hears of it.</summary>
    public const string AskSponsor = "ask-sponsor";

    /// <summary>Says what is asked of our sponsor.</summary>
    public const string NoteForSponsor = "sponsor-note";

    /// <summary>Keeps it from our sponsor for now, with a reason.</summary>
    public const string HoldFromSponsor = "sponsor-hold";

    /// <summary>Says who the champion of the account is whose account_id is the button's value.</summary>
    public const string NameChampion = "name-champion";

    /// <summary>Looks again for what was muted on an account.</summary>
    public const string Unmute = "unmute";

    /// <summary>Says something of a message to operations that is about no single customer.</summary>
    public const string Notice = "notice";

    /// <summary>Leads to the account in the CRM; nothing is done here.</summary>
    public const string OpenInCrm = "open-crm";

    /// <summary>Runs the button's value as a command, such as <c>why acme-corp</c>; for choices among names.</summary>
    public const string Command = "command";
}
