using System.Globalization;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Teams.Wire.Cards;

namespace AccountAlerts.Teams.Rendering;

/// <summary>Texts of a message as runs of rich text, which Teams never interprets.</summary>
internal static class CardRuns
{
    // Blanks in a row would be shown as one.
    public const string Space = "\u2003";

    public static IEnumerable<TextRun> Pair(Field field, bool apart)
    {
        if (field.Label.Length > 0)
            yield return new TextRun((apart ? Space : "") + TeamsText.Line(field.Label, 100) + " ", IsSubtle: true);
        yield return new TextRun(TeamsText.Line(field.Value, 300), Weight: "Bolder");
    }

    public static IEnumerable<TextRun> Cause(CauseLine line)
    {
        yield return new TextRun(string.Create(CultureInfo.InvariantCulture, $"{line.Points:+0;-0;0} "), Weight: "Bolder");
        yield return new TextRun(TeamsText.Line(line.Label, 300));
        if (line.Detail.Length > 0)
            yield return new TextRun(": " + TeamsText.Line(line.Detail, 300));
        if (line.Part.Length > 0)
            yield return new TextRun(" (" + TeamsText.Line(line.Part, 60) + ")", Italic: true);
    }

    public static IEnumerable<TextRun> Joined(IReadOnlyList<string> header, IReadOnlyList<string> row) =>
        row.SelectMany((cell, i) => Pair(new Field(i < header.Count ? header[i] : "", cell), i > 0));

    public static IEnumerable<TextRun> Runs(IReadOnlyList<Span> spans, int limit) => spans
        .Select(span => new TextRun(
            TeamsText.Fit(span.Text, limit),
            Weight: span.Style == SpanStyle.Strong ? "Bolder" : null,
            Italic: span.Style == SpanStyle.Emphasis ? true : null,
            FontType: span.Style == SpanStyle.Code ? "Monospace" : null)
        {
            // Teams opens https addresses only.
            SelectAction = span.Url is { } url && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
                ? new OpenUrlAction(address.AbsoluteUri)
                : null,
        })
        .Where(run => run.Text.Length > 0);

    public static IEnumerable<IEnumerable<TextRun>> Fold(IEnumerable<IEnumerable<TextRun>> items, int count, int most)
    {
        // "and 1 more" would take the place of the one.
        if (count <= most + 1)
            return items;
        return items.Take(most).Append([new TextRun(More(count - most), Italic: true)]);
    }

    public static string More(int count) => string.Create(CultureInfo.InvariantCulture, $"and {count} more");
}
