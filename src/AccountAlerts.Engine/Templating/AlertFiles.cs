using System.Text;

namespace AccountAlerts.Engine.Templating;

/// <summary>A trigger file as it was found.</summary>
/// <param name="Text">Null where it could not be read; then <paramref name="Problem"/> says why.</param>
internal sealed record AlertFile(string Name, string Path, string? Text, string? Problem)
{
    /// <summary>The shipped file that an operator's own stands for; null for any other.</summary>
    public AlertFile? Beneath { get; init; }
}

/// <summary>Finds the trigger files: the shipped ones, and the operator's own in their place.</summary>
internal sealed class AlertFiles(string templates)
{
    private const string Shipped = "alerts";
    private const string Own = "own/alerts";

    /// <summary>A trigger file is a page of text; a larger one is something else.</summary>
    private const int MaxBytes = 256 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>In ordinal order of name; an operator's file replaces the shipped one of the same name.</returns>
    public IReadOnlyList<AlertFile> Read()
    {
        var found = new SortedDictionary<string, AlertFile>(StringComparer.Ordinal);
        foreach (var folder in new[] { Shipped, Own })
        {
            var directory = new DirectoryInfo(Path.Combine(templates, folder));
            if (!directory.Exists)
                continue;
            foreach (var file in directory.EnumerateFiles("*.md").OrderBy(file => file.Name, StringComparer.Ordinal))
            {
                var name = Path.GetFileNameWithoutExtension(file.Name);
                found[name] = Read(name, $"templates/{folder}/{file.Name}", file) with { Beneath = found.GetValueOrDefault(name) };
            }
        }

        return [.. found.Values];
    }

    private static AlertFile Read(string name, string path, FileInfo file)
    {
        if (!name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            return new AlertFile(name, path, null, "the file's name is the trigger's name; allowed are a-z, 0-9 and -");
        try
        {
            return file.Length > MaxBytes
                ? new AlertFile(name, path, null, $"the file is larger than {MaxBytes / 1024} KB")
                : new AlertFile(name, path, File.ReadAllText(file.FullName, Strict), null);
        }
        catch (DecoderFallbackException)
        {
            return new AlertFile(name, path, null, "the file is not UTF-8 text");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new AlertFile(name, path, null, $"the file cannot be read: {fault.Message}");
        }
    }
}
