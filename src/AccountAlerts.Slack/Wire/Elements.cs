using System.Text.Json.Serialization;

namespace AccountAlerts.Slack.Wire;

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(PlainTextObject), "plain_text")]
[JsonDerivedType(typeof(MarkdownTextObject), "mrkdwn")]
public abstract record TextObject
{
    public required string Text { get; init; }
}

/// <summary>Never interpreted.</summary>
/// <remarks>Named again, and not sealed, since the base's names count only where the base is declared.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(PlainTextObject), "plain_text")]
public record PlainTextObject : TextObject
{
    /// <summary>False: <c>:name:</c> stays what was written.</summary>
    public bool Emoji { get; init; }

    public static PlainTextObject Of(string text) => new() { Text = text };
}

/// <summary>Interpreted: everything in it that is data must be escaped first.</summary>
public sealed record MarkdownTextObject : TextObject
{
    /// <summary>True: bare addresses, #channels and @names are not turned into links.</summary>
    public bool Verbatim { get; init; } = true;
}

/// <summary>An interactive element.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ButtonElement), "button")]
[JsonDerivedType(typeof(OverflowElement), "overflow")]
[JsonDerivedType(typeof(StaticSelectElement), "static_select")]
[JsonDerivedType(typeof(UsersSelectElement), "users_select")]
[JsonDerivedType(typeof(DatePickerElement), "datepicker")]
[JsonDerivedType(typeof(PlainTextInputElement), "plain_text_input")]
public abstract record SlackElement
{
    /// <summary>At most 255 characters, unique within its block.</summary>
    public required string ActionId { get; init; }
}

public sealed record ButtonElement : SlackElement
{
    /// <summary>At most 75 characters; about 30 are shown.</summary>
    public required PlainTextObject Text { get; init; }

    /// <summary>At most 2,000 characters. Every member can read it.</summary>
    public string? Value { get; init; }

    /// <summary>At most 3,000 characters; leads there, and Slack tells of the press all the same.</summary>
    public string? Url { get; init; }

    /// <summary>primary or danger.</summary>
    public string? Style { get; init; }
}

/// <summary>At most 5 options.</summary>
public sealed record OverflowElement : SlackElement
{
    public required IReadOnlyList<OptionObject> Options { get; init; }
}

/// <summary>1 to 100 options.</summary>
public sealed record StaticSelectElement : SlackElement
{
    public required IReadOnlyList<OptionObject> Options { get; init; }

    public OptionObject? InitialOption { get; init; }
}

public sealed record UsersSelectElement : SlackElement
{
    public string? InitialUser { get; init; }
}

public sealed record DatePickerElement : SlackElement
{
    /// <summary>yyyy-MM-dd.</summary>
    public string? InitialDate { get; init; }
}

public sealed record PlainTextInputElement : SlackElement
{
    public bool Multiline { get; init; }

    /// <summary>What is written there already.</summary>
    public string? InitialValue { get; init; }

    /// <summary>1 to 3,000.</summary>
    public int MaxLength { get; init; } = 1000;
}

/// <param name="Text">At most 75 characters.</param>
/// <param name="Value">At most 75 characters.</param>
/// <param name="Url">At most 3,000 characters; in an overflow menu only.</param>
public sealed record OptionObject(PlainTextObject Text, string Value, string? Url = null);
