using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Tuning.LookBack;

namespace AccountAlerts.Engine.Tests.Tuning;

public sealed class NoiseRulesTests
{
    private static readonly DateOnly To = new(2026, 6, 3);

    [Theory]
    [InlineData(20, 20, 0, "")]
    [InlineData(20, 5, 0, "")]
    [InlineData(22, 5, 0, "comes and goes, 4.4 times")]
    [InlineData(0, 0, 0, "")]
    [InlineData(51, 51, 0, "51 of 100 accounts")]
    [InlineData(25, 25, 25, "")]
    [InlineData(26, 26, 26, "takes 2.0 of the 6 cards that dana@example.com")]
    [InlineData(30, 30, 0, "")]
    public void What_is_noise_is_named_with_what_to_do(int cameUp, int accounts, int cards, string said)
    {
        var alert = new LookBackAlert("usage-drop", TriggerMode.Live, cameUp, accounts, cards, cameUp, new LookBackReader("dana@example.com", cameUp, cards), 0);
        var noise = NoiseRules.Of(alert, Report(accounts: 100), new BudgetOptions());

        if (said.Length == 0)
            Assert.Empty(noise);
        else
            Assert.Contains(said, Assert.Single(noise));
    }

    [Fact]
    public void Of_a_handful_of_accounts_a_share_says_nothing() => Assert.Empty(NoiseRules.Of(
        new LookBackAlert("usage-drop", TriggerMode.Live, 9, 9, 0, 9, null, 0), Report(accounts: 9), new BudgetOptions()));

    private static LookBackReport Report(int accounts) => new(To.AddDays(-89), To, accounts, [], []);
}
