namespace AccountAlerts.Teams.Rendering;

/// <summary>How much of a message is drawn. What does not fit goes step by step, the optional parts first.</summary>
/// <param name="FormChoices">Forms whose lists are longer are asked for at the press, instead of standing in the card; -1: all of them.</param>
/// <param name="Chart">A chart; else the course as text.</param>
/// <param name="Table">Tables; else lines of text.</param>
/// <param name="ListItems">Most items of one list.</param>
/// <param name="Rows">Most rows that act.</param>
/// <param name="Blocks">False: only the headline and the buttons.</param>
public sealed record CardDetail(int FormChoices, bool Chart, bool Table, int ListItems, int Rows, bool Blocks)
{
    /// <summary>From everything to the least that still is a card.</summary>
    public static IReadOnlyList<CardDetail> Steps { get; } =
    [
        new(int.MaxValue, true, true, 50, 15, true), new(8, true, true, 50, 15, true), new(-1, true, true, 50, 15, true),
        new(-1, false, true, 20, 10, true), new(-1, false, true, 5, 6, true), new(-1, false, false, 3, 3, true), Plainest,
    ];

    public static CardDetail Plainest => new(-1, false, false, 0, 0, false);
}
