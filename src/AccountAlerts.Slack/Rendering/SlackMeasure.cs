using AccountAlerts.Slack.Wire;

namespace AccountAlerts.Slack.Rendering;

/// <summary>Counts the characters of blocks that people see.</summary>
internal static class SlackMeasure
{
    public static int Of(IEnumerable<SlackBlock> blocks) => blocks.Sum(Of);

    private static int Of(SlackBlock block) => block switch
    {
        HeaderBlock header => header.Text.Text.Length,
        SectionBlock section => (section.Text?.Text.Length ?? 0) + (section.Fields?.Sum(field => field.Text.Length) ?? 0)
            + (section.Accessory is { } accessory ? Of(accessory) : 0),
        ContextBlock context => context.Elements.Sum(element => element.Text.Length),
        ActionsBlock actions => actions.Elements.Sum(Of),
        RichTextBlock rich => rich.Elements.Sum(Of),
        TableBlock table => table.Rows.Sum(row => row.Sum(cell => cell.Text.Length)),
        DataVisualizationBlock chart => chart.Title.Length + chart.Chart.Series.Sum(series => series.Data.Sum(point => point.Label.Length)),
        InputBlock input => input.Label.Text.Length + (input.Hint?.Text.Length ?? 0),
        _ => 0,
    };

    private static int Of(SlackElement element) => element switch
    {
        ButtonElement button => button.Text.Text.Length,
        OverflowElement overflow => overflow.Options.Sum(option => option.Text.Text.Length),
        StaticSelectElement select => select.Options.Sum(option => option.Text.Text.Length),
        _ => 0,
    };

    private static int Of(RichTextPart part) => part switch
    {
        RichTextSection section => section.Elements.Sum(Of),
        RichTextList list => list.Elements.Sum(item => item.Elements.Sum(Of)),
        _ => 0,
    };

    private static int Of(RichTextRun run) => run switch
    {
        RichText text => text.Text.Length,
        RichLink link => link.Text.Length + link.Url.Length,
        _ => 0,
    };
}
