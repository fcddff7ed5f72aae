using AccountAlerts.Domain.Health;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Evaluation.Models;
using AccountAlerts.TestKit.Fakes;

namespace AccountAlerts.Engine.Tests.Evaluation.Models;

/// <summary>Releases come, operators write models of their own, and what accounts were judged by stays known.</summary>
public sealed class HealthModelBookTests
{
    private static readonly HealthModels Old = Of("nps.latest", 10), New = Of("nps.latest", 20), Own = Of("csat.latest", 5);

    private readonly MemoryValues _values = new();
    private readonly FakeClock _clock = new(new DateTimeOffset(2026, 6, 3, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_fresh_store_begins_with_the_newest_default()
    {
        var models = await EvaluatedAsync(Release(New));

        Assert.Same(New, models.Current);
        Assert.Null(models.Waiting);
        Assert.Equal(new DateOnly(2026, 6, 3), Assert.Single(models.Timeline.Versions).From);
    }

    [Fact]
    public async Task After_an_upgrade_the_old_default_stays_in_force_and_the_new_one_waits()
    {
        await EvaluatedAsync(Release(Old));
        _clock.Advance(TimeSpan.FromDays(10));
        var models = await EvaluatedAsync(Release(New));

        Assert.Equal(HealthModelHash.Of(Old), HealthModelHash.Of(models.Current));
        Assert.Same(New, models.Waiting);
        Assert.Single(models.Timeline.Versions);
    }

    [Fact]
    public async Task Adopting_is_one_step_and_counts_from_its_day()
    {
        await EvaluatedAsync(Release(Old));
        _clock.Advance(TimeSpan.FromDays(10));
        Assert.True(await Release(New).AdoptAsync(default));
        Assert.False(await Release(New).AdoptAsync(default));
        var models = await EvaluatedAsync(Release(New));

        Assert.Same(New, models.Current);
        Assert.Null(models.Waiting);
        Assert.Equal([new DateOnly(2026, 6, 3), new DateOnly(2026, 6, 13)], models.Timeline.Versions.Select(version => version.From));
        Assert.Equal(HealthModelHash.Of(Old), HealthModelHash.Of(models.Timeline.On(new DateOnly(2026, 6, 12))));

        // And stays so, whatever release comes next.
        Assert.Same(Old, (await EvaluatedAsync(Release(Old))).Waiting);
    }

    [Fact]
    public async Task Who_wants_the_latest_has_it_at_once()
    {
        await EvaluatedAsync(Release(Old));
        _clock.Advance(TimeSpan.FromDays(1));
        var models = await EvaluatedAsync(Book(New, shipped: true, latest: true));

        Assert.Equal((New, null), (models.Current, models.Waiting));
        Assert.Same(New, (await Release(New).ReadAsync(default)).Current);
    }

    [Fact]
    public async Task Models_of_the_settings_are_in_force_at_once_and_the_adopted_default_comes_back_after_them()
    {
        await EvaluatedAsync(Release(Old));
        _clock.Advance(TimeSpan.FromDays(1));
        var models = await EvaluatedAsync(Book(Own, shipped: false));
        Assert.Equal((Own, null), (models.Current, models.Waiting));

        _clock.Advance(TimeSpan.FromDays(1));
        models = await EvaluatedAsync(Release(New));
        Assert.Equal(HealthModelHash.Of(Old), HealthModelHash.Of(models.Current));
        Assert.Equal(
            [HealthModelHash.Of(Old), HealthModelHash.Of(Own), HealthModelHash.Of(Old)], models.Timeline.Versions.Select(version => HealthModelHash.Of(version.Models)));
    }

    [Fact]
    public async Task Before_the_first_evaluation_under_changed_settings_they_count_from_today()
    {
        await EvaluatedAsync(Book(Own, shipped: false));
        _clock.Advance(TimeSpan.FromDays(7));
        var models = await Book(New, shipped: false).ReadAsync(default);

        Assert.Equal(HealthModelHash.Of(Own), HealthModelHash.Of(models.Timeline.On(new DateOnly(2026, 6, 9))));
        Assert.Same(New, models.Timeline.On(new DateOnly(2026, 6, 10)));
    }

    [Fact]
    public async Task Of_two_changes_on_one_day_the_last_counts()
    {
        await EvaluatedAsync(Book(Own, shipped: false));
        var models = await EvaluatedAsync(Book(New, shipped: false));

        Assert.Same(New, Assert.Single(models.Timeline.Versions).Models);
    }

    [Fact]
    public async Task An_adopted_default_that_this_release_cannot_work_with_gives_way_and_says_so()
    {
        await EvaluatedAsync(Release(Old));
        string hash = HealthModelHash.Of(Old);
        string text = (await _values.GetAsync("$models", "text/" + hash, default))!;
        await _values.SetAsync("$models", "text/" + hash, text.Replace("nps.latest", "nps.removed", StringComparison.Ordinal), default);
        var models = await EvaluatedAsync(Release(New));

        Assert.Same(New, models.Current);
        Assert.True(models.Unusable);
        Assert.False((await EvaluatedAsync(Book(New, shipped: true, latest: true))).Unusable);
    }

    private async Task<ModelsInForce> EvaluatedAsync(HealthModelBook book)
    {
        foreach (var value in await book.EntryAsync(_clock.GetUtcNow(), default))
            await _values.SetAsync(value.Scope, value.Key, value.Value, default);
        Assert.Empty(await book.EntryAsync(_clock.GetUtcNow(), default));
        return await book.ReadAsync(default);
    }

    private HealthModelBook Release(HealthModels models) => Book(models, shipped: true);

    private HealthModelBook Book(HealthModels models, bool shipped, bool latest = false) =>
        new(new EvaluationRules(models, [], () => [], 14) { Shipped = shipped, LatestDefault = latest }, _values, _clock);

    private static HealthModels Of(string signal, double hundred) =>
        new([new HealthModel("standard", [], [], [new HealthComponent("sentiment", "Sentiment", signal, 0, hundred, 1)])]);
}
