using AccountAlerts.Domain.Triggers;

namespace AccountAlerts.Engine.Templating;

/// <summary>A trigger with its words, as one file holds them.</summary>
public sealed class AlertTemplate
{
    internal AlertTemplate(
        Trigger trigger, string path, string text, CompiledTemplate title, CompiledTemplate body,
        IReadOnlyList<CompiledTemplate> playbook, CompiledTemplate? say)
    {
        Trigger = trigger;
        Path = path;
        Text = text;
        Title = title;
        Body = body;
        Playbook = playbook;
        Say = say;
    }

    public Trigger Trigger { get; }

    /// <summary>As shown to operators: <c>templates/alerts/champion-silent.md</c>.</summary>
    public string Path { get; }

    /// <summary>The whole file.</summary>
    public string Text { get; }

    internal CompiledTemplate Title { get; }

    internal CompiledTemplate Body { get; }

    /// <summary>At least one step; the first is the next step.</summary>
    internal IReadOnlyList<CompiledTemplate> Playbook { get; }

    internal CompiledTemplate? Say { get; }
}
