using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Conversations;

/// <summary>Who may see which account, from what is stored of both.</summary>
public sealed class AccountAccess(IAlertStore store, IFactReader facts, IAccountAnswers answers, AccessOptions options, TimeProvider clock)
{
    public AccessScope Scope => options.Scope;

    public async Task<bool> MayAsync(string reader, int accountId, CancellationToken cancellation)
    {
        await using var session = await facts.OpenAsync(cancellation);
        return await MayAsync(reader, accountId, session, cancellation);
    }

    public async Task<bool> MayAsync(string reader, int accountId, IFactSession session, CancellationToken cancellation) => await MayAsync(
        reader, accountId, await store.SnapshotAsync(accountId, cancellation), async () => (await store.ReadAsync([accountId], cancellation))[0], session, cancellation);

    public Task<bool> MayAsync(string reader, AccountFile file, IFactSession session, CancellationToken cancellation) =>
        MayAsync(reader, file.AccountId, file.Snapshot, () => Task.FromResult(file), session, cancellation);

    /// <param name="alerts">Asked only if the rest does not decide.</param>
    private async Task<bool> MayAsync(
        string reader, int accountId, AccountSnapshot? snapshot, Func<Task<AccountFile>> alerts, IFactSession session, CancellationToken cancellation)
    {
        var head = snapshot is not null ? new AccountHead(snapshot.OwnerEmail, snapshot.Confidential, []) : await answers.HeadAsync(accountId, cancellation);
        if (head is null)
            return true;
        var team = await session.DirectoryAsync(cancellation);
        head = head with { Cover = CoverOf(head.Owner, team) };
        if (AccessRule.May(Scope, reader, head, team))
            return true;
        if (head.Confidential)
            return false;
        var file = await alerts();
        string[] others =
        [
            .. file.Alerts.Select(stored => stored.Alert.Status.Assignee).OfType<string>(),
            .. (await session.AccountTeamAsync(file.AccountId, cancellation)).Select(member => member.Email),
        ];
        return AccessRule.May(Scope, reader, head with { Others = others }, team);
    }

    /// <summary>For lists of all accounts: by owner alone, without looking for who else has a role.</summary>
    internal bool MaySee(string reader, AccountView view, TeamDirectory team) => AccessRule.May(
        Scope, reader, new AccountHead(view.OwnerEmail?.ToLowerInvariant(), AccountSnapshots.IsConfidential(view), []) { Cover = CoverOf(view.OwnerEmail, team) }, team);

    /// <summary>The same for what is kept of an account.</summary>
    internal bool MaySee(string reader, string? owner, bool confidential, TeamDirectory team) =>
        AccessRule.May(Scope, reader, new AccountHead(owner, confidential, []) { Cover = CoverOf(owner, team) }, team);

    /// <summary>Whether a teammate may look at what is said to a colleague.</summary>
    public bool MayLookOver(string reader, string colleague, TeamDirectory team) =>
        AccessRule.May(Scope, reader, new AccountHead(colleague, false, []) { Cover = CoverOf(colleague, team) }, team);

    /// <summary>Whether a message in somebody else's conversation may be read: what is no card is about nobody in particular.</summary>
    public async Task<bool> MayReadAsync(string reader, string messageKey, CancellationToken cancellation) =>
        await store.FindCardAsync(messageKey, cancellation) is not { } card || await MayAsync(reader, card.AccountId, cancellation);

    /// <summary>Those of a list that the reader may see.</summary>
    public IReadOnlyList<ListedAlert> Filter(IReadOnlyList<ListedAlert> alerts, string reader, TeamDirectory team) =>
    [
        .. alerts.Where(listed => AccessRule.May(
            Scope, reader,
            new AccountHead(
                listed.Account.OwnerEmail, listed.Account.Confidential, listed.Stored.Alert.Status.Assignee is { } assignee ? [assignee] : [])
            {
                Cover = CoverOf(listed.Account.OwnerEmail, team),
            },
            team)),
    ];

    private string? CoverOf(string? owner, TeamDirectory team) => owner is null ? null : team.CoverOf(owner, clock.GetUtcNow());
}
