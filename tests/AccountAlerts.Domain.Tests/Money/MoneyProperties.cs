using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Money;
using FsCheck;
using FsCheck.Fluent;

namespace AccountAlerts.Domain.Tests.Money;

public sealed class MoneyProperties
{
    private static readonly MoneyRates Rates = new("EUR", new Dictionary<string, double> { ["USD"] = 0.9, ["GBP"] = 1.2 });

    private static Gen<AccountWorth> Worths =>
        from arr in Gen.Frequency((1, Gen.Constant<double?>(null)), (6, Gen.Choose(0, 1_000_000).Select(value => (double?)value)))
        from currency in Gen.Elements(null, "EUR", "usd", "GBP", "CHF", "JPY")
        from segment in Gen.Elements(null, "smb", "enterprise")
        from band in Gen.Elements<Band?>(null, Band.Critical, Band.AtRisk, Band.Healthy)
        from days in Gen.Frequency((1, Gen.Constant<int?>(null)), (6, Gen.Choose(-400, 800).Select(value => (int?)value)))
        select new AccountWorth(arr, currency, segment, band, days);

    [Fact]
    public void Unlike_currencies_are_never_added() =>
        Prop.ForAll(Gen.ArrayOf(Worths).ToArbitrary(), accounts =>
        {
            var fleet = FleetMoney.Of(accounts, Rates);
            MoneyAtRisk[] parts = [.. accounts.Select(account => MoneyAtRisk.Of(account, fleet, Rates)).OfType<MoneyAtRisk>()];
            var totals = MoneyTotal.Of(parts);
            Assert.Equal(totals.Count, totals.Select(total => total.Currency).Distinct().Count());
            Assert.Equal(parts.Length, totals.Sum(total => total.Accounts));
            foreach (var total in totals)
                Assert.Equal(parts.Where(part => part.Currency == total.Currency).Sum(part => part.Value), total.Value, 0.01);
            Assert.All(parts, part => Assert.Equal(part.Currency == "EUR", part.InBase));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_at_stake_is_never_more_than_the_revenue_and_never_less_for_a_worse_band() =>
        Prop.ForAll(Worths.ToArbitrary(), account =>
        {
            if (account.Arr is not { } arr)
                return;
            double[] byBand = [.. new[] { Band.Healthy, Band.AtRisk, Band.Critical }.Select(band => Value(account with { Band = band }))];
            Assert.True(byBand[0] <= byBand[1] && byBand[1] <= byBand[2]);
            Assert.True(byBand[2] <= arr * (Rates.RateOf(account.Currency) ?? 1) + 0.01);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_the_accounts_says_nothing() =>
        Prop.ForAll(Gen.ArrayOf(Worths).ToArbitrary(), accounts =>
        {
            var fleet = FleetMoney.Of(accounts, Rates);
            var reversed = FleetMoney.Of(accounts.Reverse(), Rates);
            Assert.Equal(fleet.LargeFrom, reversed.LargeFrom);
            Assert.Equal(fleet.Medians.OrderBy(median => median.Key), reversed.Medians.OrderBy(median => median.Key));
            int known = accounts.Count(account => account.Arr is not null && Rates.RateOf(account.Currency) is not null);
            Assert.True(accounts.Count(account => fleet.IsLarge(account, Rates)) <= (known + 9) / 10);
        }).QuickCheckThrowOnFailure();

    private static double Value(AccountWorth account) => MoneyAtRisk.Of(account, FleetMoney.None, Rates)!.Value;
}
