using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AccountAlerts.Engine.Templating;

/// <summary>A value of the front matter with its place in the file.</summary>
internal abstract record FrontNode(int Start);

internal sealed record FrontScalar(int Start, LocatedText Value) : FrontNode(Start)
{
    public void Fault(string message) => Value.Fault(0, message);
}

internal sealed record FrontList(int Start, IReadOnlyList<FrontNode> Items) : FrontNode(Start);

internal sealed record FrontMap(int Start, IReadOnlyDictionary<string, FrontEntry> Entries) : FrontNode(Start);

internal sealed record FrontEntry(int KeyStart, FrontNode Value);

/// <summary>
/// Reads the YAML between two lines of <c>---</c> as scalars, lists and maps with their places. Anchors, aliases and tags are refused:
/// nobody writes them by hand, and expanding them is how a small file becomes a large one.
/// </summary>
internal sealed class FrontMatter
{
    private const string Fence = "---";
    private const int MaxDepth = 8;

    private readonly SourceText _source;
    private readonly int _start;
    private readonly Parser _parser;
    private int _lastOffset;

    private FrontMatter(SourceText source, int start, int end)
    {
        _source = source;
        _start = start;
        _lastOffset = start;
        _parser = new Parser(new StringReader(source.Text[start..end]));
    }

    /// <returns>The map, and where the body begins; null where a fault was noted instead.</returns>
    public static (FrontMap Front, int BodyStart)? Read(SourceText source)
    {
        if (!source.Text.StartsWith(Fence + "\n", StringComparison.Ordinal))
        {
            source.Fault(0, "the file must begin with a line of --- and its settings, such as kind and when");
            return null;
        }

        var start = Fence.Length + 1;
        var end = FindEnd(source.Text, start);
        if (end < 0)
        {
            source.Fault(0, "the settings that begin here have no closing line of ---");
            return null;
        }

        var front = new FrontMatter(source, start, end).Whole();
        return front is null ? null : (front, Math.Min(end + Fence.Length + 1, source.Text.Length));
    }

    private static int FindEnd(string text, int start)
    {
        for (var at = start; at >= 0 && at < text.Length;)
        {
            var lineEnd = text.IndexOf('\n', at);
            var line = text.AsSpan(at, (lineEnd < 0 ? text.Length : lineEnd) - at);
            if (line.TrimEnd().SequenceEqual(Fence))
                return at;
            at = lineEnd < 0 ? -1 : lineEnd + 1;
        }

        return -1;
    }

    private FrontMap? Whole()
    {
        try
        {
            Next<StreamStart>();
            if (Next() is not DocumentStart)
            {
                _source.Fault(_start, "the settings are empty");
                return null;
            }

            var root = Node(Next(), 0);
            if (root is FrontMap map)
                return map;
            if (root is not null)
                _source.Fault(root.Start, "the settings must be lines of the form 'name: value'");
            return null;
        }
        catch (YamlException fault)
        {
            _source.Fault(_start + (int)fault.Start.Index, $"this is not YAML: {fault.Message}");
            return null;
        }
        catch (InvalidOperationException)
        {
            // The scanner gives up in this way, without a place, inside an unfinished flow collection.
            _source.Fault(_lastOffset, "this is not YAML: a [ or { near here is not closed");
            return null;
        }
    }

    private FrontNode? Node(ParsingEvent current, int depth)
    {
        var offset = Offset(current);
        if (current is AnchorAlias || current is NodeEvent { Anchor.IsEmpty: false } || current is NodeEvent { Tag.IsEmpty: false })
            throw new YamlException(current.Start, current.End, "anchors, aliases and tags are not allowed");
        if (depth > MaxDepth)
            throw new YamlException(current.Start, current.End, $"values lie more than {MaxDepth} levels deep");
        return current switch
        {
            Scalar scalar => new FrontScalar(offset, _source.Value(scalar.Value, ContentStart(scalar, offset))),
            SequenceStart => List(offset, depth),
            MappingStart => Map(offset, depth),
            _ => null,
        };
    }

    private FrontList List(int offset, int depth)
    {
        var items = new List<FrontNode>();
        for (var current = Next(); current is not SequenceEnd; current = Next())
        {
            if (Node(current, depth + 1) is { } item)
                items.Add(item);
        }

        return new FrontList(offset, items);
    }

    private FrontMap Map(int offset, int depth)
    {
        var entries = new Dictionary<string, FrontEntry>(StringComparer.Ordinal);
        for (var current = Next(); current is not MappingEnd; current = Next())
        {
            var keyStart = Offset(current);
            var key = Node(current, depth + 1) as FrontScalar;
            var value = Node(Next(), depth + 1);
            if (key is null || value is null)
                _source.Fault(keyStart, "a setting's name must be a single word");
            else if (!entries.TryAdd(key.Value.Text, new FrontEntry(keyStart, value)))
                _source.Fault(keyStart, $"'{key.Value.Text}' is set twice");
        }

        return new FrontMap(offset, entries);
    }

    /// <summary>The header of a block scalar (<c>|</c>, <c>&gt;-</c>) is none of its text.</summary>
    private int ContentStart(Scalar scalar, int offset)
    {
        if (scalar.Style is not (ScalarStyle.Folded or ScalarStyle.Literal))
            return scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted ? offset + 1 : offset;
        var lineEnd = _source.Text.IndexOf('\n', offset);
        return lineEnd < 0 ? offset : lineEnd + 1;
    }

    private int Offset(ParsingEvent current) => _start + (int)current.Start.Index;

    private void Next<T>()
        where T : ParsingEvent
    {
        if (Next() is not T)
            throw new InvalidOperationException();
    }

    private ParsingEvent Next()
    {
        if (!_parser.MoveNext() || _parser.Current is not { } current)
            throw new InvalidOperationException();
        _lastOffset = Offset(current);
        return current;
    }
}
