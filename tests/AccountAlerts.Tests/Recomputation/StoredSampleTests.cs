using System.Text;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.TestKit.Fakes;

namespace AccountAlerts.Tests.Recomputation;

/// <summary>The same through the whole way of a fact: files, import, SQLite, evaluation, bytes.</summary>
public sealed class StoredSampleTests(SampleScene scene) : IClassFixture<SampleScene>, IAsyncLifetime
{
    private static readonly DateOnly[] Days = [new(2013, 6, 1), new(2015, 9, 1), new(2019, 3, 15)];

    private SampleStore _store = null!;

    public async Task InitializeAsync() => _store = await SampleStore.ImportAsync(scene, PlainFolder.Path);

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task Stored_facts_evaluate_and_explain_as_the_rows_themselves_do()
    {
        FleetEvaluator fleet = new(scene.Facts, scene.Evaluators);
        ScoreExplainer explainer = new(scene.Facts, scene.Evaluators);
        foreach (DateOnly day in SampleScene.FortyDays(seed: 3).Where((_, i) => i % 4 == 0))
        {
            List<byte> expected = [];
            await foreach (byte[] line in fleet.RunAsync(day, EvidenceDetail.Always, (_, one) => EvaluationJson.LineWithEnd(one), CancellationToken.None))
                expected.AddRange(line);
            Assert.Equal(Encoding.UTF8.GetString([.. expected]), Encoding.UTF8.GetString(await _store.EvaluateAsync(day)));
        }

        foreach (SamplePair pair in SamplePair.Pick(scene.Folder, 40, seed: 11))
        {
            ScoreExplanation? why = await explainer.WhyAsync(scene.Facts.Of(pair.Account).Id, pair.Day, 90, points: 2, CancellationToken.None);
            Assert.Equal(Encoding.UTF8.GetString(WhyJson.Write(why!)), Encoding.UTF8.GetString(await _store.WhyAsync(pair.Account, pair.Day, 90)));
        }
    }

    [Fact]
    public async Task A_folder_cut_at_a_day_evaluates_to_the_same_bytes_as_of_that_day()
    {
        foreach (DateOnly day in Days)
        {
            using TemporaryFolder folder = new();
            SampleFiles.WriteUpTo(day.ToString("yyyy-MM-dd"), folder);
            await using SampleStore cut = await SampleStore.ImportAsync(scene, folder.Path);
            Assert.Equal(Encoding.UTF8.GetString(await cut.EvaluateAsync(day)), Encoding.UTF8.GetString(await _store.EvaluateAsync(day)));
        }
    }

    [Fact]
    public async Task The_same_question_twice_gets_the_same_bytes_and_so_does_another_order_of_files_and_rows()
    {
        using TemporaryFolder first = new();
        using TemporaryFolder second = new();
        SampleFiles.WriteShuffled(seed: 5, first, second);
        await using SampleStore shuffled = await SampleStore.ImportAsync(scene, first.Path, second.Path);
        foreach (DateOnly day in Days)
        {
            string once = Encoding.UTF8.GetString(await _store.EvaluateAsync(day));
            Assert.NotEmpty(once);
            Assert.Equal(once, Encoding.UTF8.GetString(await _store.EvaluateAsync(day)));
            Assert.Equal(once, Encoding.UTF8.GetString(await shuffled.EvaluateAsync(day)));
        }
    }
}
