using AccountAlerts.Domain.Triggers;
using FsCheck;
using FsCheck.Fluent;

namespace AccountAlerts.Domain.Tests.Triggers;

public sealed class DueTests
{
    private static readonly Arbitrary<(int Opened, int Days, bool Working, int Week)> Any = Gen.Choose(0, 2_000)
        .Zip(Gen.Choose(0, 60)).Zip(Gen.Elements(true, false)).Zip(Gen.Choose(1, 127))
        .Select(all => (all.Item1.Item1.Item1, all.Item1.Item1.Item2, all.Item1.Item2, all.Item2)).ToArbitrary();

    [Theory]
    [InlineData("2d", "2026-06-11", "2026-06-15", "Thursday and two days is Saturday, so Monday")]
    [InlineData("2d", "2026-06-09", "2026-06-11", "within the week as it is counted")]
    [InlineData("0d", "2026-06-13", "2026-06-15", "at once, on a Saturday, is Monday")]
    [InlineData("1 week", "2026-06-13", "2026-06-22", "a week from a Saturday is Monday after")]
    [InlineData("2 working days", "2026-06-11", "2026-06-15", "Friday and Monday")]
    [InlineData("2 working days", "2026-06-13", "2026-06-16", "a Saturday counts nothing")]
    public void Nothing_is_due_on_a_day_off(string due, string opened, string expected, string why) =>
        Assert.True(Parse(expected) == Due.Parse(due)!.From(Parse(opened), Due.MondayToFriday), why);

    [Fact]
    public void It_is_the_first_working_day_that_is_not_too_early_in_whatever_week()
    {
        Prop.ForAll(Any, story =>
        {
            var opened = new DateOnly(2024, 1, 1).AddDays(story.Opened);
            bool Works(DateOnly day) => (story.Week >> (int)day.DayOfWeek & 1) == 1;
            var due = new Due(story.Days, story.Working).From(opened, Works);
            int worked = Enumerable.Range(1, due.DayNumber - opened.DayNumber).Count(day => Works(opened.AddDays(day)));
            var earliest = opened.AddDays(story.Days);
            return Works(due) && (story.Working
                ? worked == story.Days || (story.Days == 0 && worked == 1)
                : due >= earliest && !Enumerable.Range(0, due.DayNumber - earliest.DayNumber).Any(day => Works(earliest.AddDays(day))));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Who_never_works_gets_the_plain_day() =>
        Assert.Equal(new DateOnly(2026, 6, 13), new Due(2, Working: false).From(new DateOnly(2026, 6, 11), _ => false));

    private static DateOnly Parse(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
