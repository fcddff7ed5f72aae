using System.Text.Json;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Engine.Tuning;

namespace AccountAlerts.Tests.Recomputation;

/// <summary>The score against what became of real customers.</summary>
public sealed class BacktestTests(SampleScene scene) : IClassFixture<SampleScene>
{
    private const int Lead = 90;

    [Fact]
    public async Task The_score_of_a_day_90_days_before_foretells_who_will_leave()
    {
        Backtest backtest = await RunAsync();

        Assert.Equal((639, 135), (backtest.Renewals, backtest.Churned));
        Assert.True(backtest.Scored >= 0.95 * backtest.Renewals, $"Only {backtest.Scored} have a score.");
        Assert.True(backtest.Auc >= 0.86, $"The area under the curve is {backtest.Auc}.");
        Assert.All(backtest.Bands, band => Assert.True(band.Group.Renewals >= 0.1 * backtest.Renewals, $"{band.Band}: {band.Group}"));
        Assert.True(
            backtest.Bands[0].Group.ChurnRate >= 8 * backtest.Bands[^1].Group.ChurnRate,
            $"critical {backtest.Bands[0].Group}, healthy {backtest.Bands[^1].Group}");
    }

    [Fact]
    public async Task It_does_so_in_the_earlier_and_the_later_years_and_in_each_half_of_the_customers()
    {
        Backtest all = await RunAsync();
        foreach (var (name, half) in new (string, Func<BacktestRow, bool>)[]
        {
            ("until 2016", row => row.RenewalOn.Year <= 2016), ("from 2017", row => row.RenewalOn.Year > 2016),
            ("every other account", row => OddOne(row.Account)), ("the others", row => !OddOne(row.Account)),
        })
        {
            Backtest part = all with { Rows = [.. all.Rows.Where(half)] };
            Assert.True(part.Auc >= 0.8, $"{name}: {part.Auc}");
            Assert.True(part.Bands[0].Group.ChurnRate >= 8 * part.Bands[^1].Group.ChurnRate, name);
        }

        bool OddOne(string account) => scene.Folder.Accounts.TakeWhile(row => row.Id != account).Count() % 2 == 1;
    }

    [Fact]
    public async Task Each_row_is_the_score_recomputed_with_nothing_later_than_its_day()
    {
        Backtest backtest = await RunAsync();

        foreach (BacktestRow row in backtest.Rows.Where((_, i) => i % 12 == 0))
        {
            Assert.Equal(row.RenewalOn.AddDays(-Lead), row.ScoredAt);
            SlowAnswers slow = new(scene.Folder.UpTo(row.ScoredAt), row.Account, row.ScoredAt);
            Assert.Equal(slow.Health.Score, row.Score);
            Assert.Equal(slow.Health.Coverage, row.Coverage, 1e-9);
        }
    }

    [Fact]
    public async Task A_renewal_before_the_account_was_known_has_no_score_and_is_counted()
    {
        PlainFolder folder = scene.Folder with { Outcomes = [new PlainOutcome("amber-health", new DateOnly(2013, 2, 1), "churned")] };
        Backtest backtest = await new Backtests(new PlainFactReader(folder), scene.Evaluators).RunAsync(Lead, DateOnly.MaxValue, _ => { }, default);

        Assert.Equal((null, 0.0), (Assert.Single(backtest.Rows).Score, backtest.Rows[0].Coverage));
        Assert.Equal(1, backtest.Renewals);
        using var json = JsonDocument.Parse(BacktestJson.Write(backtest));
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("rows")[0].GetProperty("score").ValueKind);
    }

    [Fact]
    public async Task Outcomes_after_the_day_that_is_asked_about_are_left_out() => Assert.All(
        (await new Backtests(scene.Facts, scene.Evaluators).RunAsync(Lead, new DateOnly(2015, 6, 30), _ => { }, default)).Rows,
        row => Assert.True(row.RenewalOn <= new DateOnly(2015, 6, 30)));

    private Task<Backtest> RunAsync() => new Backtests(scene.Facts, scene.Evaluators).RunAsync(Lead, DateOnly.MaxValue, _ => { }, default);
}
