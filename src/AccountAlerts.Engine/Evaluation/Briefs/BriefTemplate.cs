using System.Text;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers.Conditions;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Evaluation.Briefs;

/// <summary>The words of the brief: <c>templates/brief.md</c>, or the operator's own in its place. Read again whenever it changes.</summary>
/// <remarks>A file with faults is never used: the shipped one stands in for the operator's own, and <c>check</c> says what is wrong with it.</remarks>
public sealed class BriefTemplate(TemplateFolder folder, SignalVocabulary signals)
{
    private const int MaxBytes = 256 * 1024;

    private static readonly string[] Paths = ["own/brief.md", "brief.md"];

    private readonly Lock _gate = new();
    private readonly TemplateEngine _engine = new();
    private (string Text, CompiledTemplate Template)? _last;

    /// <summary>What a brief may speak of.</summary>
    public static TemplateNames Names { get; } = new(
        ["account", "segment", "arr", "seats", "owner", "champion", "renewal", .. BriefFacts.FieldNames], BriefFacts.ListNames);

    /// <summary>What is wrong with the files.</summary>
    public IReadOnlyList<TemplateFault> Faults => [.. Paths.Select(Read).OfType<ReadFile>().SelectMany(file => Compile(file).Faults)];

    /// <returns>Null where there is no sound file.</returns>
    internal CompiledTemplate? Current
    {
        get
        {
            foreach (string path in Paths)
            {
                if (Read(path) is { } file && Compile(file).Template is { } sound)
                    return sound;
            }

            return null;
        }
    }

    private ReadFile? Read(string path)
    {
        var file = new FileInfo(Path.Combine(folder.Folder, path));
        if (!file.Exists)
            return null;
        string shown = $"templates/{path}";
        try
        {
            return file.Length > MaxBytes
                ? new ReadFile(shown, "", $"the file is larger than {MaxBytes / 1024} KB")
                : new ReadFile(shown, File.ReadAllText(file.FullName, Encoding.UTF8), null);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new ReadFile(shown, "", $"the file cannot be read: {fault.Message}");
        }
    }

    private (CompiledTemplate? Template, IReadOnlyList<TemplateFault> Faults) Compile(ReadFile file)
    {
        if (file.Problem is { } problem)
            return (null, [new TemplateFault(file.Path, 1, 1, problem)]);
        lock (_gate)
        {
            if (_last is { } last && last.Text == file.Text)
                return (last.Template, []);
            var source = new SourceText(file.Path, file.Text);
            var conditions = TemplateScanner.Scan(source.Slice(0, source.Text.Length), signals, SignalScope.Account, Names);
            if (conditions is null)
                return (null, source.Faults);
            var compiled = _engine.Markdown(source.Text, conditions);
            _last = (file.Text, compiled);
            return (compiled, []);
        }
    }

    private sealed record ReadFile(string Path, string Text, string? Problem);
}
