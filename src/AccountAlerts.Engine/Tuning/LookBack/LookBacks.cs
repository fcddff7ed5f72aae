using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Tuning.LookBack;

/// <summary>
/// Says how often the alerts, as their files are now, would have come up: one pass over the accounts, and of each account all days at
/// once. Hours, budgets, mutes and what people would have done are left out: it is about the files.
/// </summary>
public sealed class LookBacks(IFactReader reader, EvaluatorFactory evaluators, RoutingRules routing, TellingPolicy policy, AlertingMode mode)
{
    public const int Days = 90;

    // Many days of an account are alive at once: fewer accounts at a time than for an evaluation.
    private const int ChunkSize = 32;

    private static readonly int Workers = Math.Clamp(Environment.ProcessorCount, 1, 4);

    /// <param name="to">The last day; facts of later days are not used.</param>
    /// <param name="done">Told now and then what share of the work is done.</param>
    public async Task<LookBackReport> RunAsync(DateOnly to, Action<double> done, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(done);
        DateOnly from = to.AddDays(1 - Days);
        await using IFactSession session = await reader.OpenAsync(cancellation);

        // The day before shows what held already: that is no news.
        DateOnly[] days = [.. Enumerable.Range(-1, Days + 1).Select(from.AddDays)];
        AccountEvaluator evaluator = await evaluators.CreateAsync(session, days, cancellation, ModelsOf.Today);
        Trigger[] triggers = [.. evaluator.Triggers.Where(trigger => trigger.Mode != TriggerMode.Off)];
        var router = new Router(await session.DirectoryAsync(cancellation), routing);
        var tally = new LookBackTally(from, to);

        int[][] chunks = [.. (await session.AccountsAsync(cancellation)).Select(account => account.Id).Chunk(ChunkSize)];
        int ready = 0;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(Workers, chunks.Length)).Select(worker => Task.Run(
            async () =>
            {
                await using IFactSession own = await reader.OpenAsync(cancellation);
                for (int i = worker; i < chunks.Length; i += Workers)
                {
                    foreach (AccountFacts facts in await own.ReadPassingAsync(chunks[i], cancellation))
                        await ReplayAsync(own, evaluator, triggers, router, facts, days, tally, cancellation);
                    done((double)Interlocked.Increment(ref ready) / chunks.Length);
                }
            },
            cancellation)));

        var report = tally.Report(triggers);
        return report with { Alerts = [.. report.Alerts.Select(alert => alert with { Noise = NoiseRules.Of(alert, report, policy.Budget) })] };
    }

    private async Task ReplayAsync(
        IFactSession session, AccountEvaluator evaluator, Trigger[] triggers, Router router, AccountFacts facts, DateOnly[] days,
        LookBackTally tally, CancellationToken cancellation)
    {
        var views = new AccountDays(evaluator, facts);
        var replay = new AccountReplay(facts.Id, triggers);
        var known = new Dictionary<string, (int Days, int Unknown)>(triggers.Length, StringComparer.Ordinal);
        var news = new List<LookBackNews>();
        IReadOnlyList<AccountTeamMember>? team = null;
        int lookBack = triggers.Select(trigger => trigger.LookBackDays).DefaultIfEmpty(0).Max();
        foreach (DateOnly day in days)
        {
            cancellation.ThrowIfCancellationRequested();
            views.Forget(day.AddDays(-lookBack - 1));
            AccountView view = views.On(day);
            if (!view.Exists)
                continue;
            var evaluation = views.Evaluate(view);
            foreach (var result in evaluation.Triggers.Where(result => result.Subject.Kind == SubjectKind.Account))
            {
                var (told, unknown) = known.GetValueOrDefault(result.Trigger);
                known[result.Trigger] = (told + 1, unknown + (result.State == TriggerState.Unknown ? 1 : 0));
            }

            foreach (var alert in replay.Next(view, evaluation))
            {
                team ??= await session.AccountTeamAsync(facts.Id, cancellation);
                var trigger = triggers.First(each => each.Name == alert.Key.Trigger);
                var itinerary = router.Decide(alert, trigger.Audience, AccountSnapshots.Of(view, evaluation, mode.Demo), team);
                news.Add(new LookBackNews(alert, day, trigger.Mode == TriggerMode.Live ? [.. itinerary.Reaching] : []));
            }
        }

        if (known.Count == 0)
            return;
        lock (tally)
            tally.Add(news, known);
    }
}
