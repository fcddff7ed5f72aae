using AccountAlerts.Domain.Money;
using FsCheck;
using FsCheck.Fluent;

namespace AccountAlerts.Domain.Tests.Money;

public sealed class RetentionTests
{
    private static readonly MoneyRates Rates = new("EUR", new Dictionary<string, double> { ["USD"] = 0.5 });

    [Fact]
    public void What_left_shrank_and_grew_is_counted_apart()
    {
        var kept = Assert.Single(Retention.Of(
            [new(100, 100, "EUR", false), new(100, 60, "EUR", false), new(100, 150, "EUR", false), new(100, 100, "EUR", true)], Rates));

        Assert.Equal(new Retention("EUR", 4, 3, 400, 100, 40, 50), kept);
        Assert.Equal((0.65, 0.775), (kept.Gross, kept.Net));
    }

    [Fact]
    public void Who_came_later_or_paid_nothing_or_is_unknown_does_not_count() =>
        Assert.Empty(Retention.Of([new(null, 100, "EUR", false), new(0, 100, "EUR", false), new(100, null, "EUR", false), new(double.NaN, 1, "EUR", false), new(-5, 1, "EUR", false)], Rates));

    [Fact]
    public void Currencies_with_a_rate_are_one_and_the_others_stand_apart() => Assert.Equal(
        [new Retention("EUR", 2, 2, 200, 0, 0, 50), new Retention("JPY", 1, 0, 9, 9, 0, 0)],
        Retention.Of([new(9, 9, "JPY", true), new(200, 300, "usd", false), new(100, 100, null, false)], Rates));

    [Fact]
    public void Gross_is_never_above_all_nor_above_net_nor_below_nothing() => Prop.ForAll(
        Gen.Choose(0, 1000).SelectMany(before => Gen.Choose(0, 2000).SelectMany(now => Gen.Elements(false, false, true)
            .Select(left => new RevenueCourse(before, now, "EUR", left)))).ListOf().ToArbitrary(),
        customers => Assert.All(Retention.Of(customers, Rates), kept =>
        {
            Assert.InRange(kept.Gross, -1e-9, 1 + 1e-9);
            Assert.True(kept.Net >= kept.Gross - 1e-9);
            Assert.Equal(kept.Before - kept.Lost - kept.Contracted + kept.Expanded, customers.Where(one => one.Before > 0 && !one.Left).Sum(one => one.Now!.Value), 6);
        })).QuickCheckThrowOnFailure();
}
