using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Money;

namespace AccountAlerts.Domain.Tests.Money;

public sealed class MoneyAtRiskTests
{
    private static readonly MoneyRates Rates = new("EUR", new Dictionary<string, double> { ["USD"] = 0.9 });

    [Theory]
    [InlineData(Band.Critical, 30, 100_000)]
    [InlineData(Band.AtRisk, 30, 50_000)]
    [InlineData(Band.Healthy, 30, 10_000)]
    [InlineData(Band.Critical, 90, 100_000)]
    [InlineData(Band.Critical, 91, 60_000)]
    [InlineData(Band.Critical, 180, 60_000)]
    [InlineData(Band.Critical, 181, 30_000)]
    // Overdue: as near as it is long ago.
    [InlineData(Band.Critical, -1, 100_000)]
    [InlineData(Band.Critical, -400, 30_000)]
    // Nothing is known of the decision, or of the score: what is missing is never bad.
    [InlineData(Band.Critical, null, 30_000)]
    [InlineData(null, 30, 10_000)]
    public void Revenue_is_weighed_by_how_the_account_does_and_how_near_the_decision_is(Band? band, int? days, double expected) =>
        Assert.Equal(new MoneyAtRisk(expected, "EUR", true, false), Of(new AccountWorth(100_000, "eur", "smb", band, days)));

    [Fact]
    public void Another_currency_is_converted_by_its_rate() =>
        Assert.Equal(new MoneyAtRisk(900, "EUR", true, false), Of(new AccountWorth(1000, "USD", null, Band.Critical, 1)));

    [Fact]
    public void Without_a_rate_an_amount_stays_in_its_own_currency() =>
        Assert.Equal(new MoneyAtRisk(1000, "CHF", false, false), Of(new AccountWorth(1000, "chf", null, Band.Critical, 1)));

    [Fact]
    public void Without_revenue_the_segments_median_stands_in_and_is_marked()
    {
        var fleet = FleetMoney.Of([Worth(100, "SMB"), Worth(300, "smb"), Worth(9000, "enterprise"), Worth(null, "smb")], Rates);

        Assert.Equal(new MoneyAtRisk(200, "EUR", true, true), MoneyAtRisk.Of(Worth(null, "Smb"), fleet, Rates));
        Assert.Null(MoneyAtRisk.Of(Worth(null, "startup"), fleet, Rates));
        Assert.Equal((4, 1), (fleet.Accounts, fleet.WithoutArr));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1)]
    public void A_broken_revenue_is_none(double arr) => Assert.Null(Of(Worth(arr, "smb")));

    [Fact]
    public void The_top_tenth_is_large_and_a_crowd_at_the_edge_is_not()
    {
        AccountWorth[] twenty = [.. Enumerable.Range(1, 20).Select(arr => Worth(arr * 1000, "smb"))];
        var fleet = FleetMoney.Of(twenty, Rates);
        Assert.Equal([19_000d, 20_000d], twenty.Where(account => fleet.IsLarge(account, Rates)).Select(account => account.Arr!.Value));

        AccountWorth[] same = [.. Enumerable.Repeat(Worth(1000, "smb"), 20)];
        Assert.DoesNotContain(same, account => FleetMoney.Of(same, Rates).IsLarge(account, Rates));

        AccountWorth[] oneAbove = [.. same, Worth(2000, "smb")];
        Assert.Single(oneAbove, account => FleetMoney.Of(oneAbove, Rates).IsLarge(account, Rates));
        Assert.False(FleetMoney.None.IsLarge(Worth(1e9, "smb"), Rates));
    }

    [Fact]
    public void A_currency_without_a_rate_is_counted_and_is_never_large()
    {
        var swiss = Worth(1e9, "smb") with { Currency = "CHF" };
        var fleet = FleetMoney.Of([swiss, swiss, Worth(1, "smb")], Rates);

        Assert.Equal(2, fleet.WithoutRate["CHF"]);
        Assert.False(fleet.IsLarge(swiss, Rates));
    }

    private static AccountWorth Worth(double? arr, string segment) => new(arr, null, segment, Band.Critical, 10);

    private static MoneyAtRisk? Of(AccountWorth account) => MoneyAtRisk.Of(account, FleetMoney.None, Rates);
}
