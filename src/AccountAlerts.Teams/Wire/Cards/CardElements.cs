using System.Text.Json.Serialization;

namespace AccountAlerts.Teams.Wire.Cards;

/// <summary>Something in the body of a card.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RichTextBlock), "RichTextBlock")]
[JsonDerivedType(typeof(TextBlock), "TextBlock")]
[JsonDerivedType(typeof(Container), "Container")]
[JsonDerivedType(typeof(Table), "Table")]
[JsonDerivedType(typeof(ActionSet), "ActionSet")]
[JsonDerivedType(typeof(LineChart), "Chart.Line")]
[JsonDerivedType(typeof(TextInput), "Input.Text")]
[JsonDerivedType(typeof(ChoiceInput), "Input.ChoiceSet")]
[JsonDerivedType(typeof(DateInput), "Input.Date")]
public abstract record CardElement
{
    /// <summary>none, small, default, medium, large.</summary>
    public string? Spacing { get; init; }

    /// <summary>Shown by clients that do not know the element.</summary>
    public CardElement? Fallback { get; init; }
}

/// <summary>Text that is never interpreted: no Markdown and no mention can come out of what it holds.</summary>
public sealed record RichTextBlock(IReadOnlyList<TextRun> Inlines) : CardElement;

/// <param name="Weight">Bolder, or null.</param>
/// <param name="Color">Good, Warning, Attention, Accent, or null.</param>
/// <param name="Size">Small, Medium, Large, or null.</param>
/// <param name="FontType">Monospace, or null.</param>
public sealed record TextRun(
    string Text, string? Weight = null, bool? Italic = null, bool? IsSubtle = null, string? Color = null, string? Size = null, string? FontType = null)
{
    [JsonPropertyOrder(-1)]
    public string Type { get; } = "TextRun";

    /// <summary>Where a click on the text leads.</summary>
    public CardAction? SelectAction { get; init; }
}

/// <summary>Text that Teams reads as Markdown, and in which alone a person can be mentioned. Nothing of others goes in here unescaped.</summary>
public sealed record TextBlock(string Text, bool? Wrap = true) : CardElement;

/// <param name="Style">emphasis, good, attention, warning, accent, or null.</param>
/// <param name="Bleed">True: up to the card's edges.</param>
public sealed record Container(IReadOnlyList<CardElement> Items, string? Style = null, bool? Bleed = null) : CardElement;

public sealed record Table(IReadOnlyList<TableColumn> Columns, IReadOnlyList<TableRow> Rows, bool FirstRowAsHeaders, bool ShowGridLines) : CardElement;

/// <param name="Width">Its share.</param>
public sealed record TableColumn(int Width);

public sealed record TableRow(IReadOnlyList<TableCell> Cells)
{
    [JsonPropertyOrder(-1)]
    public string Type { get; } = "TableRow";
}

public sealed record TableCell(IReadOnlyList<CardElement> Items)
{
    [JsonPropertyOrder(-1)]
    public string Type { get; } = "TableCell";
}

public sealed record ActionSet(IReadOnlyList<CardAction> Actions) : CardElement;

/// <summary>A chart of Teams: learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/charts-in-adaptive-cards. Always with a fallback.</summary>
public sealed record LineChart(string Title, IReadOnlyList<ChartLine> Data, string? XAxisTitle = null, string? YAxisTitle = null) : CardElement;

/// <param name="Color">good, warning, attention, neutral.</param>
public sealed record ChartLine(string Legend, string Color, IReadOnlyList<ChartPoint> Values);

/// <param name="X">A day, yyyy-MM-dd.</param>
public sealed record ChartPoint(string X, int Y);

/// <summary>Something to fill in. The value comes back under its id, among the data of the action.</summary>
public abstract record InputElement(string Id, string Label) : CardElement
{
    public bool? IsRequired { get; init; }

    /// <summary>Said where a required one is left empty.</summary>
    public string? ErrorMessage { get; init; }
}

public sealed record TextInput(string Id, string Label, string? Placeholder = null, bool IsMultiline = true, int MaxLength = 1000) : InputElement(Id, Label);

/// <param name="Style">compact: a drop-down list, whose words are never read as Markdown.</param>
public sealed record ChoiceInput(string Id, string Label, IReadOnlyList<CardChoice> Choices, string? Placeholder = null, string Style = "compact") : InputElement(Id, Label);

public sealed record CardChoice(string Title, string Value);

public sealed record DateInput(string Id, string Label) : InputElement(Id, Label);
