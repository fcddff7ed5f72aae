namespace AccountAlerts.Engine.Templating;

/// <summary>A template file's text; turns offsets into lines and columns, and collects what is wrong with it.</summary>
internal sealed class SourceText
{
    private readonly List<(int Offset, TemplateFault Fault)> _faults = [];

    public SourceText(string path, string text)
    {
        Path = path;
        Text = text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
    }

    public string Path { get; }

    /// <summary>Without a byte order mark, lines ended by <c>\n</c>.</summary>
    public string Text { get; }

    public IReadOnlyList<TemplateFault> Faults => [.. _faults.OrderBy(f => f.Offset).Select(f => f.Fault)];

    public void Fault(int offset, string message)
    {
        var before = Text.AsSpan(0, Math.Clamp(offset, 0, Text.Length));
        var line = before.Count('\n') + 1;
        _faults.Add((offset, new TemplateFault(Path, line, before.Length - before.LastIndexOf('\n'), message)));
    }

    /// <summary>A stretch of the file as it stands there.</summary>
    public LocatedText Slice(int start, int end) => new(this, Text[start..end], offset => start + offset);

    /// <summary>
    /// A value that was read out of the stretch of the file from <paramref name="start"/>. Quotes, escapes, indentation and folded lines
    /// are in the file and not in the value: both are walked together, and what the value lacks is skipped.
    /// </summary>
    public LocatedText Value(string value, int start)
    {
        var offsets = new int[value.Length + 1];
        var at = start;
        for (var i = 0; i < value.Length; i++)
        {
            while (at < Text.Length && !Same(Text[at], value[i]))
                at++;
            offsets[i] = at;
            if (at < Text.Length)
                at++;
        }

        offsets[value.Length] = at;
        return new LocatedText(this, value, offset => offsets[Math.Clamp(offset, 0, value.Length)]);
    }

    private static bool Same(char inFile, char inValue) =>
        inFile == inValue || (char.IsWhiteSpace(inFile) && char.IsWhiteSpace(inValue));
}

/// <summary>A text with the way back to where each of its characters stands in the file.</summary>
internal sealed record LocatedText(SourceText Source, string Text, Func<int, int> OffsetInFile)
{
    public void Fault(int offset, string message) => Source.Fault(OffsetInFile(offset), message);
}
