using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using FsCheck;
using FsCheck.Fluent;

namespace AccountAlerts.Domain.Tests.Health;

public sealed class BacktestTests
{
    private static readonly DateOnly Renewal = new(2026, 6, 1);

    [Fact]
    public void The_area_is_the_share_of_pairs_in_which_the_lost_one_scored_lower_and_ties_count_half()
    {
        // Lost at 20 and 50, kept at 50 and 90: lower, lower, equal, lower.
        var backtest = Of((20, true), (50, true), (50, false), (90, false));

        Assert.Equal(3.5 / 4, backtest.Auc);
    }

    [Fact]
    public void It_is_the_count_over_all_pairs_for_any_scores() => Prop.ForAll(
        Gen.Choose(0, 100).SelectMany(score => Gen.Elements(true, false).Select(lost => (score, lost))).ListOf().ToArbitrary(),
        rows =>
        {
            var backtest = Of([.. rows.Select(row => ((int?)row.score, row.lost))]);
            double[] pairs =
            [
                .. rows.Where(row => row.lost).SelectMany(lost => rows.Where(row => !row.lost)
                    .Select(kept => lost.score < kept.score ? 1 : lost.score == kept.score ? 0.5 : 0)),
            ];
            return pairs.Length == 0 ? backtest.Auc is null : Math.Abs(pairs.Average() - backtest.Auc!.Value) < 1e-8;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Renewals_without_a_score_are_counted_and_left_out_of_the_area_and_the_bands()
    {
        var backtest = Of((null, true), (20, true), (90, false), (null, false));

        Assert.Equal((4, 2, 2), (backtest.Renewals, backtest.Churned, backtest.Scored));
        Assert.Equal(1, backtest.Auc);
        Assert.Equal(2, backtest.Bands.Sum(band => band.Group.Renewals));
    }

    [Theory]
    [InlineData(0, Band.Critical)]
    [InlineData(49, Band.Critical)]
    [InlineData(50, Band.AtRisk)]
    [InlineData(79, Band.AtRisk)]
    [InlineData(80, Band.Healthy)]
    [InlineData(100, Band.Healthy)]
    public void A_band_begins_with_its_lower_edge(int score, Band band)
    {
        var backtest = Of((score, true));

        Assert.Equal(band, Assert.Single(backtest.Bands, entry => entry.Group.Renewals == 1).Band);
        Assert.Equal(1, Assert.Single(backtest.Tens, group => group.Renewals == 1).Churned);
    }

    [Fact]
    public void Where_nobody_was_lost_or_nobody_kept_there_is_nothing_to_tell_apart()
    {
        Assert.Null(Of((20, true), (30, true)).Auc);
        Assert.Null(Of((20, false)).Auc);
        Assert.Null(Of().Auc);
        Assert.Null(Of().Bands[0].Group.ChurnRate);
    }

    private static Backtest Of(params (int? Score, bool Lost)[] rows) => new(90,
    [
        .. rows.Select(row => new BacktestRow(
            "amber-health", Renewal, Renewal.AddDays(-90), row.Score, 1, row.Lost ? RenewalOutcome.Churned : RenewalOutcome.Expanded)),
    ]);
}
