using System.Diagnostics;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using Xunit.Abstractions;
namespace AccountAlerts.Storage.Tests.Alerts;
public sealed class ZMeasure(ITestOutputHelper output)
{
    [Fact]
    public async Task Measure()
    {
        using var scene = new AlertingScene { Policy = AccountAlerts.Engine.Routing.TellingPolicy.Unlimited with { WakeFor = Enum.GetValues<Severity>().ToHashSet() } };
        for (int id = 1; id <= 10000; id++)
            scene.Says(id, $"Account {id:00000}", $"owner{id % 100}@example.com", 60, ("quiet", TriggerState.Clear, Severity.High, 1));
        await scene.EvaluateAsync();
        for (int round = 0; round < 2; round++)
        {
        for (int id = 1; id <= 10000; id++)
            scene.Says(id, $"Account {id:00000}", $"owner{id % 100}@example.com", 60, (round == 0 ? "quiet" : "drop", TriggerState.Firing, Severity.High, 11));
        var timed = new TimedStore(scene.Store);
        scene.Fleet.AtTheEnd = () => { timed.Start(); return Task.CompletedTask; };
        var all = Stopwatch.StartNew();
        long before = GC.GetTotalAllocatedBytes();
        await scene.EvaluateAsync(timed);
        output.WriteLine($"round {round}: all {all.ElapsedMilliseconds} ms, from the end of evaluating: {timed.Watch.ElapsedMilliseconds} ms, first commit {timed.First} ms, in commits {timed.Committing} ms, reading {timed.Reading} ms, commits {timed.Commits}, alloc {(GC.GetTotalAllocatedBytes() - before) / 1e6:0} MB, heap {GC.GetTotalMemory(false) / 1e6:0}");
        }
    }
    private sealed class TimedStore(IAlertStore store) : IAlertStore
    {
        public Stopwatch Watch { get; } = new();
        public long First, Committing, Reading; public int Commits;
        public void Start() => Watch.Restart();
        public Task<TickStart> BeginTickAsync(CancellationToken c) => store.BeginTickAsync(c);
        public async Task<CommitOutcome> CommitAsync(AlertCommit commit, CancellationToken c)
        {
            long at = Watch.ElapsedMilliseconds;
            var o = await store.CommitAsync(commit, c);
            if (Commits++ == 0) First = Watch.ElapsedMilliseconds;
            Committing += Watch.ElapsedMilliseconds - at;
            return o;
        }
        public async Task<IReadOnlyList<AccountFile>> ReadAsync(IReadOnlyCollection<int> a, CancellationToken c)
        { long at = Watch.ElapsedMilliseconds; var o = await store.ReadAsync(a, c); Reading += Watch.ElapsedMilliseconds - at; return o; }
        public Task<Card?> FindCardAsync(string k, CancellationToken c) => store.FindCardAsync(k, c);
        public Task<Answer?> AnsweredAsync(string k, CancellationToken c) => store.AnsweredAsync(k, c);
    }
}
