using System.Text.Json.Serialization;

namespace AccountAlerts.Slack.Wire;

/// <summary>A Block Kit block. Limits: docs.slack.dev/reference/block-kit/blocks.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(HeaderBlock), "header")]
[JsonDerivedType(typeof(SectionBlock), "section")]
[JsonDerivedType(typeof(ContextBlock), "context")]
[JsonDerivedType(typeof(DividerBlock), "divider")]
[JsonDerivedType(typeof(ActionsBlock), "actions")]
[JsonDerivedType(typeof(RichTextBlock), "rich_text")]
[JsonDerivedType(typeof(TableBlock), "table")]
[JsonDerivedType(typeof(DataVisualizationBlock), "data_visualization")]
[JsonDerivedType(typeof(InputBlock), "input")]
public abstract record SlackBlock
{
    /// <summary>At most 255 characters, unique within a message or view.</summary>
    public string? BlockId { get; init; }
}

/// <param name="Text">At most 150 characters.</param>
public sealed record HeaderBlock(PlainTextObject Text) : SlackBlock;

/// <param name="Text">At most 3,000 characters.</param>
public sealed record SectionBlock(TextObject? Text, IReadOnlyList<TextObject>? Fields = null, SlackElement? Accessory = null) : SlackBlock;

/// <param name="Elements">At most 10.</param>
public sealed record ContextBlock(IReadOnlyList<TextObject> Elements) : SlackBlock;

public sealed record DividerBlock : SlackBlock;

/// <param name="Elements">At most 25.</param>
public sealed record ActionsBlock(IReadOnlyList<SlackElement> Elements) : SlackBlock;

/// <summary>Text that is never interpreted: no mention, no link, no formatting can come out of what it holds.</summary>
public sealed record RichTextBlock(IReadOnlyList<RichTextPart> Elements) : SlackBlock;

/// <summary>At most 100 rows of 20 cells, and 10,000 characters over all tables of a message. Messages and Home only.</summary>
public sealed record TableBlock(IReadOnlyList<IReadOnlyList<TableCell>> Rows, IReadOnlyList<ColumnSetting?>? ColumnSettings = null) : SlackBlock;

public sealed record TableCell(string Type, string Text)
{
    public static TableCell Of(string text) => new("raw_text", text);
}

/// <param name="Align">left, center or right.</param>
public sealed record ColumnSetting(string? Align = null, bool? IsWrapped = null);

/// <summary>A chart; at most two in a message, and only in messages.</summary>
/// <param name="Title">At most 50 characters.</param>
public sealed record DataVisualizationBlock(string Title, SlackChart Chart) : SlackBlock;

/// <param name="Type">line, bar or area.</param>
public sealed record SlackChart(string Type, IReadOnlyList<ChartSeries> Series, AxisConfig AxisConfig);

/// <param name="Name">At most 20 characters, unique.</param>
/// <param name="Data">1 to 20; each category exactly once.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<ChartPoint> Data);

/// <param name="Label">At most 20 characters.</param>
public sealed record ChartPoint(string Label, double Value);

/// <param name="XLabel">At most 50 characters.</param>
public sealed record AxisConfig(IReadOnlyList<string> Categories, string? XLabel = null, string? YLabel = null);

/// <param name="Label">At most 2,000 characters.</param>
public sealed record InputBlock(PlainTextObject Label, SlackElement Element, bool? Optional = null, PlainTextObject? Hint = null) : SlackBlock;
