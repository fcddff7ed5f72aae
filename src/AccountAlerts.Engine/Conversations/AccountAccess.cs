using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Conversations;

/// <summary>Who may see which account, from what is stored of both.</summary>
public sealed class AccountAccess(IAlertStore store, IAlertReader alerts, IFactReader facts, IAccountAnswers answers, AccessOptions options, TimeProvider clock)
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

    /// <param name="read">Asked only if the rest does not decide.</param>
    private async Task<bool> MayAsync(
        string reader, int accountId, AccountSnapshot? snapshot, Func<Task<AccountFile>> read, IFactSession session, CancellationToken cancellation)
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
        var file = await read();
        string[] others =
        [
            .. file.Alerts.Select(stored => stored.Alert.Status.Assignee).OfType<string>(),
            .. (await session.AccountTeamAsync(file.AccountId, cancellation)).Select(member => member.Email),
        ];
        return AccessRule.May(Scope, reader, head with { Others = others }, team);
    }

    /// <summary>The same rule for many accounts: what it looks up of each alone is read once for all of them.</summary>
    public async Task<AccountSight> SightAsync(string reader, TeamDirectory team, CancellationToken cancellation)
    {
        await using var session = await facts.OpenAsync(cancellation);
        return await SightAsync(reader, session, team, cancellation);
    }

    public async Task<AccountSight> SightAsync(string reader, IFactSession session, TeamDirectory team, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        // Where everybody sees everything a role adds nothing, and what is confidential is shown to no role.
        HashSet<int> theirs = Scope == AccessScope.All
            ? []
            :
            [
                .. await session.AccountsOfMemberAsync(reader, cancellation),
                .. (await alerts.OfTeammateAsync(reader, cancellation)).Where(listed => reader.Equals(listed.Stored.Alert.Status.Assignee, StringComparison.OrdinalIgnoreCase))
                    .Select(listed => listed.Account.Id),
            ];
        return new AccountSight(Scope, reader, team, theirs, owner => CoverOf(owner, team));
    }

    /// <summary>Whether a teammate may look at what is said to a colleague.</summary>
    public bool MayLookOver(string reader, string colleague, TeamDirectory team) =>
        AccessRule.May(Scope, reader, new AccountHead(colleague, false, []) { Cover = CoverOf(colleague, team) }, team);

    /// <summary>Whether a message in somebody else's conversation may be read: what is no card is about nobody in particular.</summary>
    public async Task<bool> MayReadAsync(string reader, string messageKey, CancellationToken cancellation) =>
        await store.FindCardAsync(messageKey, cancellation) is not { } card || await MayAsync(reader, card.AccountId, cancellation);

    private string? CoverOf(string? owner, TeamDirectory team) => owner is null ? null : team.CoverOf(owner, clock.GetUtcNow());
}
