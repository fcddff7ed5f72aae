using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>Explains who would hear of an alert. Nothing is stored and nothing is told.</summary>
public interface IRouteReports
{
    /// <param name="account">An account_id, or a name as people type it.</param>
    /// <param name="trigger">Name of an alert file, without its ending.</param>
    Task<RouteReport> ExplainAsync(string account, string trigger, DateOnly asOf, CancellationToken cancellation);
}

public abstract record RouteReport
{
    /// <param name="Stored">True if the alert lives in the store; else it is imagined, as if it began now.</param>
    public sealed record Found(
        string AccountId, string Name, string Trigger, DateOnly At, TriggerState State, Severity Severity, bool Stored, string Rule,
        IReadOnlyList<Prospect> Prospects) : RouteReport;

    /// <summary>More than one account may be meant; as "account_id (name)".</summary>
    public sealed record Several(IReadOnlyList<string> Accounts) : RouteReport;

    /// <summary>No account of that name; at most three near ones.</summary>
    public sealed record UnknownAccount(IReadOnlyList<string> Nearest) : RouteReport;

    /// <summary>No alert file of that name; all there are.</summary>
    public sealed record UnknownTrigger(IReadOnlyList<string> Known) : RouteReport;
}
