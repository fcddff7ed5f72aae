using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Sources.Demo;

namespace AccountAlerts.Sources.Tests.Demo;

public sealed class DemoSourceTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    private static DemoOptions Small(int seed = 1) => new() { Accounts = 33, Days = 60, Seed = seed };

    [Fact]
    public async Task The_same_seed_on_the_same_day_tells_the_same_facts()
    {
        DemoScene one = await DemoScene.BegunAsync(Monday, Small());
        DemoScene two = await DemoScene.BegunAsync(Monday, Small());
        Assert.Equal(one.Facts.Dump(), two.Facts.Dump());
    }

    [Fact]
    public async Task Another_seed_tells_other_facts_of_the_same_companies()
    {
        DemoScene one = await DemoScene.BegunAsync(Monday, Small());
        DemoScene two = await DemoScene.BegunAsync(Monday, Small(seed: 2));
        Assert.NotEqual(one.Facts.Dump(), two.Facts.Dump());
        Assert.Equal(
            one.Facts.Facts(FactStream.Accounts).Take(30).Select(fact => fact.Text("name")),
            two.Facts.Facts(FactStream.Accounts).Take(30).Select(fact => fact.Text("name")).Take(30));
    }

    [Theory]
    [InlineData(1, 2, 3)]
    [InlineData(5, 20, 40)]
    [InlineData(1, 64, 130)]
    public async Task Days_told_piece_by_piece_end_in_the_same_facts_as_told_at_once(int first, int second, int third)
    {
        DemoScene pieces = await DemoScene.BegunAsync(Monday, Small());
        await pieces.PollAsync(Monday.AddDays(first));
        await pieces.PollAsync(Monday.AddDays(second));
        await pieces.PollAsync(Monday.AddDays(third));

        DemoScene whole = new(Small());
        await whole.State.SetAsync("demo", "beginning", "2026-03-02 33 1 60", CancellationToken.None);
        await whole.PollAsync(Monday.AddDays(third));

        Assert.Equal(whole.Facts.Dump(), pieces.Facts.Dump());
    }

    [Fact]
    public async Task A_second_poll_on_the_same_day_touches_nothing()
    {
        DemoScene scene = await DemoScene.BegunAsync(Monday, Small());
        int commits = scene.Facts.Commits.Count;
        PollReport report = await scene.PollAsync(Monday, hour: 23);
        Assert.True(report.Complete);
        Assert.Empty(report.Files);
        Assert.Equal(commits, scene.Facts.Commits.Count);
        Assert.Single(scene.Facts.Reads);
    }

    [Fact]
    public async Task A_clock_that_goes_back_touches_nothing()
    {
        DemoScene scene = await DemoScene.BegunAsync(Monday, Small());
        Assert.Empty((await scene.PollAsync(Monday.AddDays(-3))).Files);
    }

    [Fact]
    public async Task A_new_day_adds_its_use_and_rewrites_no_other_day()
    {
        DemoScene scene = await DemoScene.BegunAsync(Monday, Small());
        long before = scene.Facts.Rows(FactStream.Usage).Count;
        PollReport report = await scene.PollAsync(Monday.AddDays(1));
        FileReport usage = report.Files.Single(file => file.Stream == FactStream.Usage);
        Assert.Equal(before + usage.Rows, scene.Facts.Rows(FactStream.Usage).Count);
        Assert.All(
            scene.Facts.Facts(FactStream.Usage).OrderByDescending(fact => fact.Number("date")).Take((int)usage.Rows),
            fact => Assert.Equal(Monday, fact.Day("date")));
        Assert.DoesNotContain(report.Files, file => file.Stream is FactStream.Team or FactStream.Contracts);
    }

    [Fact]
    public async Task A_poll_that_broke_at_any_commit_is_made_good_by_the_next()
    {
        static DemoOptions Tiny() => new() { Accounts = 9, Days = 30 };
        DemoScene whole = await DemoScene.BegunAsync(Monday, Tiny());
        for (int commit = 0; commit < whole.Facts.Commits.Count; commit++)
        {
            DemoScene broken = new(Tiny());
            broken.Facts.FailAtCommit = commit;
            await Assert.ThrowsAsync<IOException>(() => broken.PollAsync(Monday));
            broken.Facts.FailAtCommit = null;
            await broken.PollAsync(Monday);
            Assert.Equal(whole.Facts.Dump(), broken.Facts.Dump());
        }
    }

    [Fact]
    public async Task Streams_are_taken_in_the_order_of_the_contract()
    {
        DemoScene scene = await DemoScene.BegunAsync(Monday, new DemoOptions());
        Assert.Equal(FactContract.All.Select(contract => contract.Stream), scene.Facts.Commits.Select(commit => commit.Stream));
    }

    [Fact]
    public async Task Changed_settings_do_not_invent_another_past_and_are_said()
    {
        DemoScene scene = await DemoScene.BegunAsync(Monday, Small());
        scene.Options.Seed = 7;
        PollReport report = await scene.PollAsync(Monday.AddDays(1));
        Assert.All(report.Files, file => Assert.Contains("goes on as it was begun, with Accounts 33, Seed 1 and Days 60", file.Warnings.Single(), StringComparison.Ordinal));
        DemoScene same = await DemoScene.BegunAsync(Monday, Small());
        await same.PollAsync(Monday.AddDays(1));
        Assert.Equal(same.Facts.Dump(), scene.Facts.Dump());
    }
}
