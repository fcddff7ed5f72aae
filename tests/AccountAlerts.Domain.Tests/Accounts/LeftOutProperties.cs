using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Signals;
using AccountAlerts.TestKit.Scenes;
using FsCheck;
using FsCheck.Fluent;

namespace AccountAlerts.Domain.Tests.Accounts;

public sealed class LeftOutProperties
{
    private static readonly Signal[] Facts =
        [.. SignalCatalogue.All.Where(signal => signal.Scope == SignalScope.Account && !signal.Name.StartsWith("health.", StringComparison.Ordinal))];

    [Fact]
    public void An_input_that_is_left_out_changes_no_other_and_the_score_is_that_of_the_others() =>
        Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue - 1)), seed =>
        {
            var account = RandomAccounts.Of(seed);
            var plain = account.View();
            var signal = Facts[new Random(seed).Next(Facts.Length)];
            var before = plain.Read(signal);
            var view = new AccountView(plain.Facts, plain.Frame, plain.Models) { LeftOut = [LeftOutInput.Of(signal.Name, null, before, plain.AsOf, "Dana")] };

            Assert.All(Facts.Where(other => other != signal), other => Assert.Equal(plain.Read(other), view.Read(other)));
            Assert.False(view.Read(signal).Present);
            if (before.Present)
                Assert.Equal("left out, Dana: wrong data", view.Read(signal).Note);
            AssertSame(WithoutIt(plain.Health, signal), view.Health);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void One_that_says_something_else_by_now_counts_again() =>
        Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue - 1)), seed =>
        {
            var plain = RandomAccounts.Of(seed).View();
            foreach (var signal in Facts)
            {
                var value = plain.Read(signal);
                if (!value.Present)
                    continue;
                var other = signal.Unit == Unit.Word ? SignalValue.Of(value.Word + "x") : SignalValue.Of(value.Number + 1000);
                var view = new AccountView(plain.Facts, plain.Frame, plain.Models) { LeftOut = [LeftOutInput.Of(signal.Name, null, other, plain.AsOf, "Dana")] };
                Assert.Equal(value, view.Read(signal));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Theory]
    // Days that are counted go on by the calendar, and a late source stands still.
    [InlineData("touch.days_since", 40, 40, 0, true)]
    [InlineData("touch.days_since", 40, 45, 5, true)]
    [InlineData("touch.days_since", 40, 40, 5, true)]
    // Somebody talked to them; or an older talk was found.
    [InlineData("touch.days_since", 40, 2, 5, false)]
    [InlineData("touch.days_since", 40, 60, 5, false)]
    // A date ahead comes nearer; it was moved.
    [InlineData("renewal.days_left", 40, 35, 5, true)]
    [InlineData("renewal.days_left", 40, 41, 5, false)]
    [InlineData("renewal.days_left", 40, 400, 5, false)]
    // A count is the same or another.
    [InlineData("tickets.opened_7d", 12, 12, 3, true)]
    [InlineData("tickets.opened_7d", 12, 11, 3, false)]
    // After 90 days it counts whatever it says; before the day it was said it always counted.
    [InlineData("tickets.opened_7d", 12, 12, 90, true)]
    [InlineData("tickets.opened_7d", 12, 12, 91, false)]
    [InlineData("tickets.opened_7d", 12, 12, -1, false)]
    public void It_stays_away_for_as_long_as_it_says_the_same(string name, double then, double now, int daysLater, bool leftOut)
    {
        var day = AccountBuilder.Today;
        var input = LeftOutInput.Of(name, null, SignalValue.Of(then), day, "Dana");

        Assert.Equal(leftOut, input.Covers(SignalValue.Of(now), SignalCatalogue.Find(name)!.Unit, day.AddDays(daysLater)));
    }

    [Fact]
    public void What_is_wrong_of_one_person_says_nothing_of_another()
    {
        var account = new AccountBuilder().CreatedOn(AccountBuilder.Today.AddDays(-200))
            .Uses("ines", "reports", AccountBuilder.Today.AddDays(-9)).Uses("tom", "reports", AccountBuilder.Today.AddDays(-9)).Person("ines").Person("tom");
        var plain = account.View();
        var silent = SignalCatalogue.Find("person.days_silent")!;
        var value = plain.ForPerson(plain.People[0]).Read(silent);
        Assert.True(value.Present);
        var view = new AccountView(plain.Facts, plain.Frame, plain.Models)
        {
            LeftOut = [LeftOutInput.Of(silent.Name, plain.People[0].PersonId, value, plain.AsOf, "Dana")],
        };

        Assert.False(view.ForPerson(view.People[0]).Read(silent).Present);
        Assert.True(view.ForPerson(view.People[1]).Read(silent).Present);
    }

    /// <summary>The score by the definition: the weighted mean of what is still known, none below half the weight.</summary>
    private static (double? Exact, double Coverage) WithoutIt(HealthResult health, Signal signal)
    {
        ComponentResult[] known = [.. health.Components.Where(line => line.Score is not null && line.Signal != signal.Name)];
        double present = known.Sum(line => line.Weight), total = health.Components.Sum(line => line.Weight);
        double coverage = total > 0 ? present / total : 0;
        return (coverage < 0.5 ? null : known.Sum(line => line.Weight * line.Score!.Value) / present, coverage);
    }

    private static void AssertSame((double? Exact, double Coverage) expected, HealthResult actual)
    {
        Assert.Equal(expected.Coverage, actual.Coverage, 1e-6);
        Assert.Equal(expected.Exact is null, actual.Exact is null);
        Assert.Equal(expected.Exact ?? 0, actual.Exact ?? 0, 1e-6);
    }
}
