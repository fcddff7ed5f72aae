using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Engine.Evaluation.Briefs;

/// <summary>The page for a business review.</summary>
/// <param name="Blocks">As the template words it.</param>
/// <param name="Use">Use by week, for a drawing; empty where it is not known.</param>
public sealed record Brief(string AccountId, string Name, DateOnly At, IReadOnlyList<Block> Blocks, IReadOnlyList<UseWeek> Use, string Freshness);

/// <summary>Puts briefs together.</summary>
public interface IBriefs
{
    /// <returns>Null if there is no such account, or nothing is known of it yet.</returns>
    Task<Brief?> OfAsync(int accountId, CancellationToken cancellation);
}
