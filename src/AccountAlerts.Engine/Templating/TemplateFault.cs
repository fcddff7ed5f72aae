namespace AccountAlerts.Engine.Templating;

/// <summary>One thing wrong with a template file.</summary>
/// <param name="Path">As shown to operators: <c>templates/alerts/champion-silent.md</c>.</param>
/// <param name="Line">From 1, in the file.</param>
/// <param name="Column">From 1, in UTF-16 units of that line.</param>
/// <param name="Message">What is wrong, what is allowed.</param>
public sealed record TemplateFault(string Path, int Line, int Column, string Message)
{
    public override string ToString() => $"{Path}:{Line}:{Column}: {Message}";
}
