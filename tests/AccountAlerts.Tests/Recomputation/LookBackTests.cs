using System.Text.Json;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Tuning.LookBack;

namespace AccountAlerts.Tests.Recomputation;

/// <summary>How often alerts would have come up, beside single evaluations of each of the days.</summary>
public sealed class LookBackTests(SampleScene scene) : IClassFixture<SampleScene>
{
    private static readonly DateOnly To = new(2019, 6, 30);

    [Fact]
    public async Task An_alert_comes_up_on_the_days_on_which_an_evaluation_says_so_and_the_one_before_did_not()
    {
        var report = await RunAsync(scene.Facts);
        var evaluator = await scene.EvaluatorAsync([.. Enumerable.Range(0, LookBacks.Days + 1).Select(back => To.AddDays(-back))]);
        Trigger[] plain = [.. scene.Triggers.Where(trigger => trigger is { Clear: null, Cooldown: 0, Mode: TriggerMode.Live, Each: SubjectKind.Account, Severities.Count: 1 } && !AsksForScore(trigger))];
        Assert.True(plain.Length >= 5, $"Only {plain.Length} alerts can be counted this plainly.");

        // What held on the first day is told later all the same if the account has got worse meanwhile.
        var counted = plain.ToDictionary(trigger => trigger.Name, _ => 0);
        var standing = plain.ToDictionary(trigger => trigger.Name, _ => 0);
        foreach (AccountFacts facts in scene.Facts.All)
        {
            Dictionary<string, bool>? before = null;
            for (DateOnly day = To.AddDays(-LookBacks.Days); day <= To; day = day.AddDays(1))
            {
                AccountView view = evaluator.View(facts, day);
                if (!view.Exists)
                    continue;
                bool first = before is null;
                before ??= [];
                foreach (TriggerResult result in evaluator.Evaluate(view, EvidenceDetail.UnlessClear).Triggers.Where(result => counted.ContainsKey(result.Trigger)))
                {
                    if (result.State == TriggerState.Firing && !first && !before.GetValueOrDefault(result.Trigger))
                        counted[result.Trigger]++;
                    if (result.State == TriggerState.Firing && first)
                        standing[result.Trigger]++;
                    if (result.State is TriggerState.Firing or TriggerState.Clear)
                        before[result.Trigger] = result.State == TriggerState.Firing;
                }
            }
        }

        Assert.All(counted, expected => Assert.InRange(
            report.Alerts.Single(alert => alert.Alert == expected.Key).CameUp, expected.Value, expected.Value + standing[expected.Key]));
        Assert.True(counted.Values.Sum() > 20, "Hardly anything came up, so nothing was compared.");
    }

    [Fact]
    public async Task Nothing_later_than_the_day_counts_and_everybody_who_is_told_owns_the_account()
    {
        var report = await RunAsync(scene.Facts);
        var cut = await RunAsync(new PlainFactReader(scene.Folder.UpTo(To)));

        Assert.Equal(Json(report), Json(cut));
        Assert.Equal(LookBacks.Days, report.Days);
        Assert.True(report.Readers.Sum(load => load.Told) >= report.Alerts.Sum(alert => alert.CameUp));
        Assert.All(report.Readers, load => Assert.True(load.Cards <= load.Told && load.FullestWeek <= load.Cards));
    }

    private static bool AsksForScore(Trigger trigger) => trigger.Signals.Any(signal => signal.Name.StartsWith("health.", StringComparison.Ordinal));

    private Task<LookBackReport> RunAsync(IFactReader reader) =>
        new LookBacks(reader, scene.Evaluators, RoutingRules.Default, TellingPolicy.Default, new AlertingMode(false)).RunAsync(To, _ => { }, default);

    private static string Json(LookBackReport report)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text))
            LookBackJson.Write(json, report);
        return System.Text.Encoding.UTF8.GetString(text.ToArray());
    }
}
