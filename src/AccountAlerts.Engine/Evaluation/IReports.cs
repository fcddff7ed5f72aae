using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>The two questions that the command line asks of the facts.</summary>
public interface IReports
{
    /// <summary>Writes one JSON object a line and account, in ordinal order of account_id.</summary>
    Task WriteEvaluationsAsync(DateOnly asOf, Stream output, CancellationToken cancellation);

    /// <param name="account">An account_id, or a name as people type it.</param>
    /// <param name="sinceDays">The change is told from this many days before <paramref name="asOf"/>.</param>
    Task<WhyReport> WhyAsync(string account, DateOnly asOf, int sinceDays, CancellationToken cancellation);
}

/// <summary>Why an account stands where it stands.</summary>
public abstract record WhyReport
{
    /// <param name="Answer">For people.</param>
    /// <param name="Json">For programs: one UTF-8 JSON object, without a line end.</param>
    public sealed record Found(Message Answer, ReadOnlyMemory<byte> Json) : WhyReport;

    /// <summary>More than one account may be meant; as "account_id (name)".</summary>
    public sealed record Several(IReadOnlyList<string> Accounts) : WhyReport;

    /// <summary>No account of that name; at most three near ones, as "account_id (name)".</summary>
    public sealed record Unknown(IReadOnlyList<string> Nearest) : WhyReport;
}
