namespace AccountAlerts.Domain.Signals.Functions;

/// <summary>What stands between the parentheses of a function, as written.</summary>
/// <param name="Start">Offset in the text, from 0: where an error is told.</param>
/// <param name="Metric">A metric's name, or <c>people</c> or <c>events</c>; null for a window.</param>
/// <param name="Days">A window; null for a metric.</param>
public sealed record FunctionArgument(int Start, string? Metric, int? Days);

/// <summary>A call of a function, read: a signal, or what is wrong with it and where.</summary>
public abstract record FunctionCall
{
    public sealed record Made(Signal Signal) : FunctionCall;

    /// <param name="Start">Offset in the text, from 0.</param>
    public sealed record Fault(int Start, string Message) : FunctionCall;
}
