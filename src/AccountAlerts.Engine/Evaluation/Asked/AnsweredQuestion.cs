using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Engine.Evaluation.Asked;

/// <summary>One of the seven questions about an account's use.</summary>
/// <param name="Question">"How much".</param>
/// <param name="Answer">With number and unit; where nothing is known, that and why.</param>
/// <param name="Before">How it was four weeks before; empty where there is nothing to compare with.</param>
public sealed record AnsweredQuestion(string Question, string Answer, string Before)
{
    public bool Known { get; init; } = true;

    /// <summary>"How much: 1,240 actions in 28 days; 1,410 four weeks before".</summary>
    public IReadOnlyList<Span> Spans =>
        [new Span(Question, SpanStyle.Strong), new Span(Before.Length > 0 ? $": {Answer}; {Before}" : $": {Answer}")];
}

/// <summary>What to do next about an account, by whom and until when.</summary>
/// <param name="Who">A name; empty where nobody owns it.</param>
/// <param name="When">"due Fri 5 Jun"; empty for a standing play.</param>
public sealed record NextStep(string What, string Who, string When)
{
    /// <summary>How <see cref="When"/> begins.</summary>
    public const string Due = "due ";

    /// <summary>Most steps name who and when themselves; what they leave out follows.</summary>
    public override string ToString()
    {
        string left = string.Join(", ", ((string[])[Who, When]).Where(part => part.Length > 0 && !What.Contains(Bare(part), StringComparison.OrdinalIgnoreCase)));
        return left.Length > 0 ? $"{What.TrimEnd('.')} ({left})" : What;
    }

    private static string Bare(string part) => part.StartsWith(Due, StringComparison.Ordinal) ? part[Due.Length..] : part;
}
