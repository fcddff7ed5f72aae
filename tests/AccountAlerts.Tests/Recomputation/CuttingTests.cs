using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Evaluation;

namespace AccountAlerts.Tests.Recomputation;

/// <summary>As of a past day nothing later is used: the answers of a folder that ends with that day are the answers of the whole folder.</summary>
public sealed class CuttingTests(SampleScene scene) : IClassFixture<SampleScene>
{
    private const int Since = 90;

    [Fact]
    public async Task Cutting_away_every_later_fact_changes_no_evaluation_and_no_explanation_of_any_account_on_40_days()
    {
        PlainFolder whole = scene.Folder.WithDeactivations().WithSightings();
        PlainFactReader all = new(whole);
        int lines = 0;
        foreach (DateOnly day in SampleScene.FortyDays(seed: 7))
        {
            PlainFactReader cut = new(whole.UpTo(day));
            IReadOnlyList<string> expected = await AnswersAsync(cut, day);
            Assert.Equal(expected, await AnswersAsync(all, day));
            lines += expected.Count;
        }

        Assert.True(lines > 2000, $"Only {lines} answers were compared.");
    }

    private async Task<IReadOnlyList<string>> AnswersAsync(PlainFactReader facts, DateOnly day)
    {
        ScoreExplainer explainer = new(facts, scene.Evaluators);
        List<string> answers = [];
        await foreach (var (id, line) in new FleetEvaluator(facts, scene.Evaluators).RunAsync(
            day, EvidenceDetail.Always, (view, evaluation) => (view.Facts.Id, EvaluationJson.Line(evaluation)), CancellationToken.None))
        {
            ScoreExplanation? why = await explainer.WhyAsync(id, day, Since, points: 3, CancellationToken.None);
            answers.Add(System.Text.Encoding.UTF8.GetString(line));
            answers.Add(System.Text.Encoding.UTF8.GetString(WhyJson.Write(why!)));
        }

        return answers;
    }
}
