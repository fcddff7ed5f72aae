namespace AccountAlerts.Engine.Checks;

public enum FindingLevel
{
    /// <summary>Worth knowing; nothing to do.</summary>
    Note,

    /// <summary>Works, but probably not as meant.</summary>
    Warning,

    /// <summary>Does not work until somebody mends it; <c>check</c> ends with 1.</summary>
    Fault,
}

/// <summary>Something that <c>check</c> has to say.</summary>
/// <param name="Where">File with line and column, setting, source or account.</param>
/// <param name="Text">What is the case, and for a warning or fault what to do.</param>
public sealed record Finding(FindingLevel Level, string Where, string Text);

/// <summary>What is there, as a table.</summary>
/// <param name="Columns">Lower case, stable: programs read them as keys.</param>
/// <param name="Rows">Each with a cell for every column.</param>
public sealed record CheckTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>What one part of the product says of itself.</summary>
/// <param name="Table">What is in force; null where there is nothing to list.</param>
public sealed record CheckReport(CheckTable? Table, IReadOnlyList<Finding> Findings);

/// <summary>One part of the product looks itself over. Reads only, and opens no receiving socket.</summary>
public interface ICheck
{
    /// <summary>What is looked at, as a heading: "Alerts", "Metrics", "Sources".</summary>
    string Title { get; }

    Task<CheckReport> RunAsync(CancellationToken cancellation);
}
