using AccountAlerts.Domain.Triggers;
using AccountAlerts.Domain.Triggers.Conditions;
using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Engine.Templating;

/// <summary>The words of one cause on a card. Text is raw; each renderer escapes for its platform.</summary>
/// <param name="Title">One line: what changed.</param>
/// <param name="Body">What changed with numbers, and why it matters.</param>
/// <param name="Evidence">"What we saw": one line per comparison that held.</param>
/// <param name="NextStep">The first step of <paramref name="Steps"/>.</param>
/// <param name="Steps">At least one.</param>
/// <param name="DueOn">The day by which the next step should be done.</param>
/// <param name="Say">A draft to the customer, or null.</param>
public sealed record CauseWords(
    string Title, IReadOnlyList<Block> Body, IReadOnlyList<string> Evidence, string NextStep, IReadOnlyList<string> Steps, DateOnly DueOn, string? Say)
{
    /// <summary>Beside causes that tell why the score changed one line says it: the score and what moved it stand above.</summary>
    public bool AboutScore { get; init; }

    /// <summary>Names of the signals that its condition asks for; empty in words that an earlier version kept.</summary>
    public IReadOnlyList<string> Signals { get; init; } = [];
}

/// <summary>Puts a trigger's words together for one alert.</summary>
public sealed class AlertWords(SignalVocabulary signals)
{
    private const int LineLimit = 300;

    public CauseWords Render(AlertTemplate template, TriggerResult result, AlertContext context)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(context);
        var due = template.Trigger.Due.From(context.OpenedOn, context.Works);
        var facts = new TemplateFacts(context, result.Subject, due, signals);
        string[] steps = [.. template.Playbook.Select(step => Line(step, facts))];
        string title = Line(template.Title, facts);
        IReadOnlyList<Block> body = MarkdownBlocks.Read(template.Body.Render(facts));
        return new CauseWords(
            title,
            facts.Missing.Count == 0 ? body : [.. body, WhyUnknown(facts.Missing)],
            [.. Telling(result.Evidence).Select(e => ReadableValue.Line(e, signals, context.Currency))],
            steps[0],
            steps,
            due,
            template.Say?.Render(facts).Trim())
        {
            AboutScore = template.Trigger.IsAboutScore,
            Signals = [.. template.Trigger.When.Signals.Select(signal => signal.Name).Distinct().Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>What held, each signal once: a limit of zero tells less than any other.</summary>
    private static IEnumerable<Evidence> Telling(IReadOnlyList<Evidence> evidence) => evidence
        .Where(leaf => leaf.Held == true)
        .GroupBy(leaf => leaf.Signal, StringComparer.Ordinal)
        .Select(same => same.OrderBy(leaf => leaf.Threshold.TrimEnd('d', '%') == "0").First());

    private static Paragraph WhyUnknown(IReadOnlyDictionary<string, string> missing) =>
        new([new Span($"Unknown: {string.Join("; ", missing.GroupBy(one => one.Value).Select(same => $"{string.Join(", ", same.Select(one => one.Key))} ({same.Key})"))}.", SpanStyle.Emphasis)]);

    private static string Line(CompiledTemplate template, TemplateFacts facts) => PlainText.Clean(template.Render(facts), LineLimit);
}
