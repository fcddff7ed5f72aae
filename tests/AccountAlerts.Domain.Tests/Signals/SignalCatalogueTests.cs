using AccountAlerts.Domain.Signals;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Domain.Tests.Signals;

public sealed class SignalCatalogueTests
{
    [Fact]
    public void Every_signal_has_its_own_name_and_place_and_says_what_it_is()
    {
        Assert.Equal(SignalCatalogue.All.Count, SignalCatalogue.All.Select(signal => signal.Name).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, SignalCatalogue.All.Count), SignalCatalogue.All.Select(signal => signal.Index));
        Assert.All(SignalCatalogue.All, signal =>
        {
            Assert.Matches("^[a-z]+\\.[a-z0-9_]+$", signal.Name);
            Assert.Same(signal, SignalCatalogue.Find(signal.Name));
            Assert.NotEmpty(signal.Label);
            Assert.EndsWith(".", signal.Definition, StringComparison.Ordinal);
            Assert.NotEmpty(signal.Window);
            Assert.NotEmpty(signal.MissingWhen);
        });
    }

    [Fact]
    public void An_account_of_which_nothing_is_known_has_a_reason_for_every_missing_signal()
    {
        var view = new AccountBuilder().CreatedOn(null).View();

        Assert.All(SignalCatalogue.All.Where(signal => signal.Scope == SignalScope.Account), signal =>
        {
            var value = view.Read(signal);
            // That nobody owns it is just what is known of such an account.
            if (signal.Name == "account.owned")
                return;
            Assert.False(value.Present, signal.Name);
            Assert.False(string.IsNullOrWhiteSpace(value.Note), signal.Name);
        });
    }

    [Theory]
    [InlineData("champion.day_silent", "champion.days_silent")]
    [InlineData("Seats.Used", "seats.used")]
    [InlineData("weather.tomorrow_in_lisbon", null)]
    public void A_mistyped_name_is_answered_with_the_nearest(string typed, string? nearest) => Assert.Equal(nearest, SignalCatalogue.Nearest(typed));
}
