namespace AccountAlerts.Engine.Checks;

public enum FindingLevel
{
    /// <summary>Worth knowing, such as how a metric's name was understood.</summary>
    Note,

    /// <summary>Works, but probably not as meant.</summary>
    Warning,

    /// <summary>Does not work until somebody mends it; <c>check</c> ends with 1.</summary>
    Fault,
}

/// <summary>One line of <c>check</c>.</summary>
/// <param name="Where">File with line and column, setting, source or account.</param>
/// <param name="Text">What is the case, and for a warning or fault what to do.</param>
public sealed record Finding(FindingLevel Level, string Where, string Text);

/// <summary>One part of the product looks itself over. Reads only, and opens no receiving socket.</summary>
public interface ICheck
{
    /// <summary>What is looked at, as a heading: "Alerts", "Metrics", "Sources".</summary>
    string Title { get; }

    Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellation);
}
