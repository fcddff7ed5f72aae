using System.Globalization;
using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Engine.Delivery;

/// <summary>One customer in a bundle.</summary>
/// <param name="Account">What people call the account.</param>
/// <param name="Headline">The alert's one line.</param>
/// <param name="Money">Money at risk in the reader's words; null where unknown.</param>
public sealed record BundleRow(string Account, string Headline, string? Money);

/// <summary>One message about many customers, where a card for each would be a storm. Pure.</summary>
public static class BundleComposer
{
    /// <summary>Rows that are shown; the rest is a count.</summary>
    public const int MostRows = 8;

    /// <param name="rows">The worst first; all of them.</param>
    /// <param name="link">The page of the inbox that lists them all; null without an address.</param>
    public static Message Compose(IReadOnlyList<BundleRow> rows, Uri? link)
    {
        string headline = rows.Count == 1 ? "1 more customer needs a look" : string.Create(CultureInfo.InvariantCulture, $"{rows.Count} more customers need a look");
        var shown = rows.Take(MostRows).ToList();
        bool money = shown.Exists(row => row.Money is not null);
        var blocks = new List<Block>
        {
            new Heading([new Span(headline)]),
            new TableBlock(
                money ? ["Customer", "What", "At risk"] : ["Customer", "What"],
                [.. shown.Select(row => (IReadOnlyList<string>)(money ? [row.Account, row.Headline, row.Money ?? ""] : [row.Account, row.Headline]))]),
        };
        int left = rows.Count - shown.Count;
        string rest = left > 0 ? string.Create(CultureInfo.InvariantCulture, $"And {left} more. ") : "";
        if (link is not null)
            blocks.Add(new Paragraph([.. rest.Length > 0 ? new[] { new Span(rest) } : [], new Span("See them all", SpanStyle.Plain, link.AbsoluteUri)]));
        else if (left > 0)
            blocks.Add(new Paragraph([new Span(rest + "The inbox lists them all.")]));
        return new Message { Text = headline, Tone = Tone.AtRisk, Blocks = blocks };
    }
}
