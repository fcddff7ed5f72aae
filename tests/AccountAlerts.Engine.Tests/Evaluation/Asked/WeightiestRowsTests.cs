using AccountAlerts.Domain.Health;
using AccountAlerts.Engine.Evaluation.Asked;
using FsCheck;
using FsCheck.Fluent;

namespace AccountAlerts.Engine.Tests.Evaluation.Asked;

public sealed class WeightiestRowsTests
{
    [Fact]
    public void A_condition_that_holds_of_everybody_keeps_two_thousand_rows_at_most_and_tells_the_weightiest_of_all() => Prop.ForAll(
        Gen.Choose(0, 1_000_000).ToArbitrary(),
        seed =>
        {
            var chance = new Random(seed);
            var all = Enumerable.Range(0, 5_000).Select(id => (Row: RowOf(id, chance.Next(0, 101)), Stake: (double)chance.Next(-1, 400))).ToList();
            var rows = new WeightiestRows();
            int most = 0;
            foreach (var (row, stake) in all)
            {
                rows.Add(row, stake);
                most = Math.Max(most, rows.Kept);
            }

            Assert.InRange(most, ConditionLists.MostRows, 2_000);
            Assert.Equal(
                all.OrderByDescending(row => row.Stake).ThenBy(row => row.Row.Score).ThenBy(row => row.Row.AccountId, StringComparer.Ordinal).Take(ConditionLists.MostRows).Select(row => row.Row.AccountId),
                rows.InOrder().Select(row => row.AccountId));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(10));

    private static ConditionRow RowOf(int id, int score) => new($"a{id}", $"Account {id}", score, Bands.Of(score), null, []);
}
