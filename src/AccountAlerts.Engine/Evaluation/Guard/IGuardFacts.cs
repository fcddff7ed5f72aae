using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Engine.Evaluation.Guard;

/// <summary>An alert that became news.</summary>
public sealed record AlertOpening(string Trigger, int AccountId, DateTimeOffset At);

/// <summary>What was opened when; what held at first sight left out.</summary>
public interface IAlertOpenings
{
    /// <summary>All episodes, in the order in which they were opened.</summary>
    Task<IReadOnlyList<AlertOpening>> SinceAsync(DateTimeOffset since, CancellationToken cancellation);
}

/// <summary>A stream of facts from one source, and when it was last read completely.</summary>
public sealed record SourceRead(string Source, FactStream Stream, DateTimeOffset At);

/// <summary>Which source feeds which stream.</summary>
public interface ISourceReads
{
    Task<IReadOnlyList<SourceRead>> ListAsync(CancellationToken cancellation);
}

/// <summary>Somebody wants what holds to be worked out again soon.</summary>
public interface IEvaluationRequests
{
    void Want();
}
