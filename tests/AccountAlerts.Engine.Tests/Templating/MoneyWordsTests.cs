using AccountAlerts.Domain.Money;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Tests.Templating;

public sealed class MoneyWordsTests
{
    [Theory]
    [InlineData(480, "EUR 480")]
    [InlineData(999.4, "EUR 999")]
    [InlineData(999.6, "EUR 1k")]
    [InlineData(4_820, "EUR 4.8k")]
    [InlineData(9_940, "EUR 9.9k")]
    [InlineData(9_960, "EUR 10k")]
    [InlineData(48_213, "EUR 48k")]
    [InlineData(999_499, "EUR 999k")]
    [InlineData(999_500, "EUR 1M")]
    [InlineData(1_250_000, "EUR 1.3M")]
    [InlineData(2_000_000_000, "EUR 2B")]
    public void Amounts_are_rounded_as_people_say_them(double value, string expected) => Assert.Equal(expected, MoneyWords.Rounded(value, "EUR"));

    [Fact]
    public void An_estimate_says_so_and_nothing_is_not_named()
    {
        Assert.Equal("about EUR 48k", MoneyWords.AtStake(new MoneyAtRisk(48_000, "EUR", true, false)));
        Assert.Equal("about EUR 48k, going by similar customers", MoneyWords.AtStake(new MoneyAtRisk(48_000, "EUR", true, true)));
        Assert.Null(MoneyWords.AtStake(new MoneyAtRisk(0.4, "EUR", true, false)));
        Assert.Null(MoneyWords.AtStake(null));
    }

    [Fact]
    public void Several_currencies_are_listed() =>
        Assert.Equal("EUR 310k and CHF 40k", MoneyWords.Totals([new MoneyTotal("EUR", 310_000, 9, 0), new MoneyTotal("CHF", 40_000, 1, 0)]));
}
