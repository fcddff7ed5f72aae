using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;
using static AccountAlerts.Storage.Tests.Alerts.AlertingScene;

namespace AccountAlerts.Storage.Tests.Alerts;

/// <summary>An evaluation is stored in parts; wherever it dies, the next one ends where an undisturbed one would have ended.</summary>
public sealed class CrashedEvaluationTests
{
    /// <summary>Enough for a first part, a second and a third.</summary>
    private const int Accounts = 470;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_crash_between_any_two_commits_changes_nothing_in_the_end(int commit)
    {
        using var undisturbed = await SceneAsync();
        await undisturbed.EvaluateAsync();
        using var crashed = await SceneAsync();
        await Assert.ThrowsAsync<IOException>(() => crashed.EvaluateAsync(new DyingStore(crashed.Store, commit)));
        await crashed.EvaluateAsync();

        Assert.Equal(await StateAsync(undisturbed), await StateAsync(crashed));
        Assert.Equal(await CardsAsync(undisturbed), await CardsAsync(crashed));
    }

    [Fact]
    public async Task A_crash_at_first_sight_makes_no_news_of_what_held_already()
    {
        using var scene = new AlertingScene();
        Fire(scene);
        await Assert.ThrowsAsync<IOException>(() => scene.EvaluateAsync(new DyingStore(scene.Store, 2)));
        await scene.EvaluateAsync();

        Assert.Empty(await scene.Tellings.SinceAsync(default, default));
        Assert.Equal(Accounts, await CountAsync(scene));
    }

    [Fact]
    public async Task The_worst_is_stored_first()
    {
        using var scene = await SceneAsync();
        await Assert.ThrowsAsync<IOException>(() => scene.EvaluateAsync(new DyingStore(scene.Store, 2)));

        // The budget of one owner: three critical cards; they are in the first part.
        var told = await scene.Tellings.SinceAsync(default, default);
        Assert.Equal(3, told.Count(telling => telling is { Way: TellingWay.Card, Severity: Severity.Critical, ToldAt: not null }));
    }

    [Fact]
    public async Task An_evaluation_that_was_overtaken_stores_no_more()
    {
        using var scene = await SceneAsync();
        await scene.EvaluateAsync(new OvertakenStore(scene.Store));

        Assert.InRange((await scene.Tellings.SinceAsync(default, default)).Select(telling => telling.Alert.AccountId).Distinct().Count(), 1, Accounts - 1);
        await scene.EvaluateAsync();
        Assert.Equal(Accounts, (await scene.Tellings.SinceAsync(default, default)).Select(telling => telling.Alert.AccountId).Distinct().Count());
    }

    private static async Task<AlertingScene> SceneAsync()
    {
        var scene = new AlertingScene();
        for (int id = 1; id <= Accounts; id++)
            scene.Says(id, $"Account {id:000}", Dana, 60, ("quiet", TriggerState.Clear, Severity.High, 1));
        await scene.EvaluateAsync();
        Fire(scene);
        return scene;
    }

    private static void Fire(AlertingScene scene)
    {
        for (int id = 1; id <= Accounts; id++)
            scene.Says(id, $"Account {id:000}", Dana, 60, ("quiet", TriggerState.Firing, id % 50 == 0 ? Severity.Critical : Severity.High, 11));
    }

    private static async Task<List<string>> StateAsync(AlertingScene scene) =>
    [
        .. (await scene.Tellings.SinceAsync(default, default))
            .Select(telling => $"{telling.Alert.AccountId} {telling.Reader} {telling.Way} {telling.Reason} {telling.Severity} {telling.ToldAt is null}").Order(StringComparer.Ordinal),
    ];

    private static async Task<List<string>> CardsAsync(AlertingScene scene)
    {
        await scene.DeliverAsync();
        return [.. (await scene.SeenAsync(Dana)).Select(message => message.Text).Order(StringComparer.Ordinal)];
    }

    private static async Task<int> CountAsync(AlertingScene scene) =>
        (await scene.Store.ReadAsync([.. Enumerable.Range(1, Accounts)], default)).Sum(file => file.Alerts.Count);

    /// <summary>Stores some commits and dies at the next one.</summary>
    private sealed class DyingStore(IAlertStore store, int at) : IAlertStore
    {
        private int _commits;

        public Task<TickStart> BeginTickAsync(CancellationToken cancellation) => store.BeginTickAsync(cancellation);

        public Task<CommitOutcome> CommitAsync(AlertCommit commit, CancellationToken cancellation) =>
            ++_commits == at ? throw new IOException("The process is gone.") : store.CommitAsync(commit, cancellation);

        public Task<IReadOnlyList<AccountFile>> ReadAsync(IReadOnlyCollection<int> accountIds, CancellationToken cancellation) => store.ReadAsync(accountIds, cancellation);

        public Task<AccountSnapshot?> SnapshotAsync(int accountId, CancellationToken cancellation) => store.SnapshotAsync(accountId, cancellation);

        public Task<Card?> FindCardAsync(string key, CancellationToken cancellation) => store.FindCardAsync(key, cancellation);

        public Task<ActSight> LookAsync(ActLook look, CancellationToken cancellation) => store.LookAsync(look, cancellation);
    }

    /// <summary>Another evaluation begins after the first commit.</summary>
    private sealed class OvertakenStore(IAlertStore store) : IAlertStore
    {
        private bool _overtaken;

        public Task<TickStart> BeginTickAsync(CancellationToken cancellation) => store.BeginTickAsync(cancellation);

        public async Task<CommitOutcome> CommitAsync(AlertCommit commit, CancellationToken cancellation)
        {
            var outcome = await store.CommitAsync(commit, cancellation);
            if (!_overtaken)
                await store.BeginTickAsync(cancellation);
            _overtaken = true;
            return outcome;
        }

        public Task<IReadOnlyList<AccountFile>> ReadAsync(IReadOnlyCollection<int> accountIds, CancellationToken cancellation) => store.ReadAsync(accountIds, cancellation);

        public Task<AccountSnapshot?> SnapshotAsync(int accountId, CancellationToken cancellation) => store.SnapshotAsync(accountId, cancellation);

        public Task<Card?> FindCardAsync(string key, CancellationToken cancellation) => store.FindCardAsync(key, cancellation);

        public Task<ActSight> LookAsync(ActLook look, CancellationToken cancellation) => store.LookAsync(look, cancellation);
    }
}
