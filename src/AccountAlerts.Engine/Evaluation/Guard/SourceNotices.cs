using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation.Notices;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Evaluation.Guard;

/// <summary>A source that has gone silent.</summary>
/// <param name="Since">Its last complete day; null if it never had one.</param>
internal sealed record SilentSource(string Name, DateOnly? Since, IReadOnlyList<FactStream> Streams);

/// <summary>Says to operations that a source has gone silent, once for each source, until it is back.</summary>
internal static class SourceNotices
{
    public const string Prefix = "source/";

    /// <summary>What the command line imports has no other name.</summary>
    private const string ByHand = "import";

    /// <summary>Which sources the stale streams of an evaluation come from.</summary>
    public static IReadOnlyList<SilentSource> Silent(EvaluationFrame frame, IReadOnlyList<SourceRead> reads)
    {
        var stale = frame.Streams.Where(stream => stream.Value is { Connected: true, Stale: true }).ToDictionary(stream => stream.Key, stream => stream.Value.CompleteThrough);
        var silent = new List<(string Source, FactStream Stream)>();
        foreach (var (stream, since) in stale)
        {
            SourceRead[] feeding = [.. reads.Where(read => read.Stream == stream)];
            // Several sources may feed a stream, of which the one that was read longest ago holds it up. Use goes by its newest day alone.
            SourceRead[] late = [.. feeding.Where(read => since is null || DateOnly.FromDateTime(read.At.UtcDateTime) <= since)];
            string[] names = [.. (late.Length > 0 ? late : feeding).Select(read => read.Source)];
            silent.AddRange((names.Length > 0 ? names : [ByHand]).Select(name => (name, stream)));
        }

        return
        [
            .. silent.GroupBy(part => part.Source).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new SilentSource(group.Key, group.Min(part => stale[part.Stream]), [.. group.Select(part => part.Stream).Order()])),
        ];
    }

    public static Notice Of(SilentSource source)
    {
        string since = source.Since is { } day ? $"No data since {ReadableValue.NearDate(day)}" : "Never read to its end";
        string title = since + CardWords.Separator + NameOf(source.Name);
        string streams = string.Join(", ", source.Streams.Select(stream => FactContract.Of(stream).Name.Replace('_', ' ')));
        var message = new Message
        {
            Text = title,
            Blocks =
            [
                new Heading([new Span(title)]),
                new Paragraph([new Span($"What comes from it: {streams}. It is left out of every score, and nobody is told of what rests on it, until it is back.")]),
            ],
        };
        return new Notice(Prefix + source.Name, message, [], false);
    }

    public static Notice Back(string name)
    {
        string text = $"Data is back{CardWords.Separator}{NameOf(name)}";
        return new Notice(Prefix + name, new Message { Text = text, Blocks = [new Paragraph([new Span(text)])] }, [], true);
    }

    private static string NameOf(string source) => source == ByHand ? "imported files" : PlainText.Clean(source, 60);
}
