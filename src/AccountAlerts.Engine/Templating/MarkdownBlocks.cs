using AccountAlerts.Engine.Conversations;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Block = AccountAlerts.Engine.Conversations.Block;
using MarkdownBlock = Markdig.Syntax.Block;

namespace AccountAlerts.Engine.Templating;

/// <summary>
/// Turns Markdown into the neutral message model: headings, paragraphs, lists, and spans in one style each. HTML is text; a link becomes
/// its words followed by its address as text, since only the product itself makes links.
/// </summary>
internal static class MarkdownBlocks
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    /// <param name="markdown">Values in it are spelled by <see cref="ValueSpelling"/>.</param>
    public static IReadOnlyList<Block> Read(string markdown) => [.. Markdown.Parse(markdown, Pipeline).SelectMany(Convert)];

    private static IEnumerable<Block> Convert(MarkdownBlock block) => block switch
    {
        HeadingBlock heading => [new Heading(Spans(heading))],
        ParagraphBlock paragraph => Spans(paragraph) is { Count: > 0 } spans ? [new Paragraph(spans)] : [],
        ListBlock list => [new BulletList([.. list.Select(Item)], list.IsOrdered)],
        CodeBlock code => [new Paragraph([new Span(ValueSpelling.Read(code.Lines.ToString()), SpanStyle.Code)])],
        ContainerBlock container => container.SelectMany(Convert),
        _ => [],
    };

    /// <summary>The model's lists are flat: what lies deeper follows on the same line.</summary>
    private static IReadOnlyList<Span> Item(MarkdownBlock item)
    {
        var runs = new RunList();
        foreach (var leaf in item.Descendants().OfType<LeafBlock>())
        {
            runs.Separate();
            Read(leaf, runs);
        }

        return runs.ToSpans();
    }

    private static IReadOnlyList<Span> Spans(LeafBlock block)
    {
        var runs = new RunList();
        Read(block, runs);
        return runs.ToSpans();
    }

    private static void Read(LeafBlock block, RunList runs)
    {
        if (block.Inline is not null)
            Read(block.Inline, SpanStyle.Plain, runs);
        else
            runs.Add(block.Lines.ToString(), SpanStyle.Code);
    }

    private static void Read(ContainerInline container, SpanStyle style, RunList runs)
    {
        foreach (var inline in container)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    runs.Add(literal.Content.ToString(), style);
                    break;
                case CodeInline code:
                    runs.Add(code.Content, SpanStyle.Code);
                    break;
                case LineBreakInline:
                    runs.Add(" ", style);
                    break;
                case HtmlEntityInline entity:
                    runs.Add(entity.Transcoded.ToString(), style);
                    break;
                case AutolinkInline link:
                    runs.Add(link.Url, style);
                    break;
                case EmphasisInline emphasis:
                    Read(emphasis, Stronger(style, emphasis.DelimiterCount == 1 ? SpanStyle.Emphasis : SpanStyle.Strong), runs);
                    break;
                case LinkInline link:
                    Read(link, style, runs);
                    runs.Add($" ({link.Url})", style);
                    break;
                case ContainerInline inner:
                    Read(inner, style, runs);
                    break;
            }
        }
    }

    private static SpanStyle Stronger(SpanStyle outer, SpanStyle inner) => outer == SpanStyle.Strong ? outer : inner;

    /// <summary>Joins neighbours of one style, so that a value is one span with the text around it.</summary>
    private sealed class RunList
    {
        private readonly List<(string Text, SpanStyle Style)> runs = [];

        public void Add(string text, SpanStyle style)
        {
            if (text.Length == 0)
                return;
            if (runs.Count > 0 && runs[^1].Style == style)
                runs[^1] = (runs[^1].Text + text, style);
            else
                runs.Add((text, style));
        }

        public void Separate()
        {
            if (runs.Count > 0)
                Add(" ", SpanStyle.Plain);
        }

        public IReadOnlyList<Span> ToSpans() => [.. runs.Select(run => new Span(ValueSpelling.Read(run.Text), run.Style))];
    }
}
