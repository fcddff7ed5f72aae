using AccountAlerts.Domain.Explanations;
using FsCheck;
using FsCheck.Fluent;

namespace AccountAlerts.Domain.Tests.Explanations;

public sealed class ChangeShareTests
{
    [Theory]
    // Exactly half is enough.
    [InlineData(-5, -5, true)]
    [InlineData(-4.9, -5.1, false)]
    // What fell further than the whole tells it; what moved the other way tells nothing.
    [InlineData(-12, 2, true)]
    [InlineData(2, -12, false)]
    // A rise is told like a fall.
    [InlineData(6, 4, true)]
    // Nothing changed in the end.
    [InlineData(-5, 5, false)]
    public void Half_of_the_change_tells_it(double use, double support, bool told) => Assert.Equal(
        told, ChangeShare.IsTold([new MovedPart("usage.change_worst", use, true), new MovedPart("tickets.open_p1", support, true)], ["usage.change_14d"]));

    [Fact]
    public void Functions_over_a_metric_are_about_use() =>
        Assert.True(ChangeShare.IsTold([new MovedPart("usage.regularity", -9, true)], ["sum(projects_created, 30d)"]));

    [Fact]
    public void What_only_data_moved_is_told_by_no_alert() =>
        Assert.False(ChangeShare.IsTold([new MovedPart("usage.regularity", -9, false)], ["usage.change_14d"]));

    [Fact]
    public void Nothing_known_of_the_change_is_nothing_told() => Assert.False(ChangeShare.IsTold([], ["usage.change_14d"]));

    [Fact]
    public void One_more_alert_about_what_moved_with_the_change_never_makes_it_less_told() => Prop.ForAll(
        Gen.Choose(-40, -1).Select(points => points / 4d).ListOf().ToArbitrary(), Gen.Choose(0, 3).ToArbitrary(),
        (points, count) =>
        {
            string[] families = ["usage", "tickets", "nps", "champion"];
            MovedPart[] parts = [.. points.Select((fall, at) => new MovedPart($"{families[at % 4]}.x", fall, true))];
            string[] fewer = [.. families.Take(count).Select(family => $"{family}.y")], more = [.. families.Take(count + 1).Select(family => $"{family}.y")];

            return !ChangeShare.IsTold(parts, fewer) || ChangeShare.IsTold(parts, more);
        }).QuickCheckThrowOnFailure();
}
