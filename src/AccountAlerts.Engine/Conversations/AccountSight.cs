using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Conversations;

/// <summary>What one reader may see of many accounts, by the same rule as of one: for lists and portfolios.</summary>
public sealed class AccountSight
{
    private readonly AccessScope _scope;
    private readonly string _reader;
    private readonly TeamDirectory _team;
    private readonly IReadOnlySet<int> _theirs;
    private readonly Func<string?, string?> _coverOf;

    /// <param name="theirs">Accounts for which the reader has a role, or was handed an alert.</param>
    internal AccountSight(AccessScope scope, string reader, TeamDirectory team, IReadOnlySet<int> theirs, Func<string?, string?> coverOf)
    {
        (_scope, _reader, _team, _theirs) = (scope, reader, team, theirs);
        // Of a hundred thousand accounts a few dozen teammates own all.
        var covers = new System.Collections.Concurrent.ConcurrentDictionary<string, string?>(StringComparer.Ordinal);
        _coverOf = owner => owner is null ? null : covers.GetOrAdd(owner, coverOf);
    }

    /// <summary>Safe to ask from several threads.</summary>
    internal bool May(AccountView view) => May(view.Facts.Id, view.OwnerEmail?.ToLowerInvariant(), AccountSnapshots.IsConfidential(view));

    internal bool May(AccountSnapshot account) => May(account.Id, account.OwnerEmail, account.Confidential);

    internal bool May(int accountId, string? owner, bool confidential) => AccessRule.May(
        _scope, _reader, new AccountHead(owner, confidential, _theirs.Contains(accountId) ? [_reader] : []) { Cover = _coverOf(owner) }, _team);

    /// <summary>Those of a list that the reader may see.</summary>
    public IReadOnlyList<ListedAlert> Filter(IReadOnlyList<ListedAlert> alerts) => [.. alerts.Where(listed => May(listed.Account))];
}
