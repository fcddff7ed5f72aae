using System.Globalization;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;
using NodaTime;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>What is said after a gap.</summary>
internal static class GapWords
{
    public static Message Compose(ServiceGap gap, IReadOnlyList<MessageRow> lines, int folded, DateTimeZone zone)
    {
        int all = lines.Count + folded;
        string text = string.Create(CultureInfo.InvariantCulture, $"While I was away: {all} {(all == 1 ? "thing" : "things")} came up");
        var blocks = new List<Block>
        {
            new Heading([new Span(text)]),
            new Paragraph([new Span($"I did not run from {Moment(gap.From, zone)} to {Moment(gap.To, zone)}. What is urgent came by itself; this is the rest.")]),
            new RowList(lines),
        };
        if (folded > 0)
            blocks.Add(new Paragraph([new Span(string.Create(CultureInfo.InvariantCulture, $"and {folded} more"))]));
        return new Message { Text = text, Blocks = blocks, Buttons = folded > 0 ? [new Button(Actions.Command, "Show all", "mine")] : [] };
    }

    private static string Moment(DateTimeOffset instant, DateTimeZone zone)
    {
        var local = Instant.FromDateTimeOffset(instant).InZone(zone).LocalDateTime;
        return $"{ReadableValue.NearDate(CardWords.LocalDay(instant, zone))}, {local.ToString("HH:mm", CultureInfo.InvariantCulture)}";
    }
}
