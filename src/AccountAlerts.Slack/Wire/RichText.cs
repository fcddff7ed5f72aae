using System.Text.Json.Serialization;

namespace AccountAlerts.Slack.Wire;

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RichTextSection), "rich_text_section")]
[JsonDerivedType(typeof(RichTextList), "rich_text_list")]
public abstract record RichTextPart;

/// <remarks>Named again, and not sealed, since a list declares its items as sections.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RichTextSection), "rich_text_section")]
public record RichTextSection(IReadOnlyList<RichTextRun> Elements) : RichTextPart;

/// <param name="Style">bullet or ordered.</param>
public sealed record RichTextList(string Style, IReadOnlyList<RichTextSection> Elements) : RichTextPart;

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RichText), "text")]
[JsonDerivedType(typeof(RichLink), "link")]
[JsonDerivedType(typeof(RichUser), "user")]
public abstract record RichTextRun;

/// <summary>A run of text as it is.</summary>
public sealed record RichText(string Text, RichStyle? Style = null) : RichTextRun;

/// <summary>A link that the product made.</summary>
public sealed record RichLink(string Url, string Text, RichStyle? Style = null) : RichTextRun;

/// <summary>A mention of a teammate that the product made.</summary>
public sealed record RichUser(string UserId) : RichTextRun;

public sealed record RichStyle(bool? Bold = null, bool? Italic = null, bool? Code = null)
{
    public static RichStyle Strong { get; } = new(Bold: true);
}
