namespace AccountAlerts.Slack.Rendering;

/// <summary>How much of a message is drawn. What does not fit goes step by step, the optional parts first.</summary>
/// <param name="Chart">A chart block, which old clients refuse; else the course as text.</param>
/// <param name="Table">Table blocks; else lines of text.</param>
/// <param name="ListItems">Most items of one list.</param>
/// <param name="Blocks">False: only the headline and the buttons.</param>
public sealed record Detail(bool Chart, bool Table, int ListItems, bool Blocks)
{
    /// <summary>From everything to the least that still is a card.</summary>
    public static IReadOnlyList<Detail> Steps { get; } =
    [
        new(true, true, 50, true), new(false, true, 50, true), new(false, true, 5, true), new(false, false, 3, true), new(false, false, 0, false),
    ];

    /// <summary>The same without blocks that are new to Slack.</summary>
    public Detail Classic => this with { Chart = false, Table = false };
}
