using AccountAlerts.Domain.Fleet;
using FsCheck;
using FsCheck.Fluent;

namespace AccountAlerts.Domain.Tests.Fleet;

public sealed class FleetGuardRulesTests
{
    private static readonly GuardLimits Limits = GuardLimits.Default;

    private static Gen<TriggerCourse> Courses =>
        from newly in Gen.Choose(0, 400)
        from more in Gen.Choose(0, 1000)
        from before in Gen.ArrayOf(Gen.Frequency((3, Gen.Choose(0, 3)), (1, Gen.Choose(0, 120))), 28)
        select new TriggerCourse(newly, newly + more, before);

    [Theory]
    // Ten of fifty on a quiet trigger.
    [InlineData(10, 50, 0, true, GuardReasons.Wave)]
    [InlineData(9, 20, 0, false, GuardReasons.FewAccounts)]
    [InlineData(10, 51, 0, false, GuardReasons.SmallShare)]
    // Four a day are usual: nineteen are many, twenty are a wave.
    [InlineData(19, 50, 4, false, GuardReasons.Usual)]
    [InlineData(20, 50, 4, true, GuardReasons.Wave)]
    // A trigger that usually says nothing is taken to say one a day.
    [InlineData(10, 10, 1, true, GuardReasons.Wave)]
    public void Many_a_large_share_and_far_above_the_usual_day_is_a_wave(int newly, int evaluated, int usual, bool holds, string reason)
    {
        var verdict = FleetGuardRules.Of(new TriggerCourse(newly, evaluated, [.. Enumerable.Repeat(usual, 28)]), Limits);

        Assert.Equal((holds, reason, Math.Max(1, usual)), (verdict.Holds, verdict.Reason, verdict.Usual));
    }

    [Fact]
    public void A_single_bad_day_of_the_past_does_not_make_waves_usual() =>
        Assert.True(FleetGuardRules.Of(new TriggerCourse(100, 200, [150, .. Enumerable.Repeat(1, 27)]), Limits).Holds);

    [Fact]
    public void Below_ten_accounts_nothing_is_ever_held() =>
        Prop.ForAll(Courses.ToArbitrary(), course => !FleetGuardRules.Of(course with { NewlyTrue = course.NewlyTrue % 10 }, Limits).Holds)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void More_accounts_never_end_a_wave_and_a_larger_fleet_or_a_busier_past_never_makes_one() =>
        Prop.ForAll(Courses.ToArbitrary(), Gen.Choose(1, 50).ToArbitrary(), (course, more) =>
        {
            bool holds = FleetGuardRules.Of(course, Limits).Holds;
            bool moreNew = FleetGuardRules.Of(course with { NewlyTrue = course.NewlyTrue + more }, Limits).Holds;
            bool larger = FleetGuardRules.Of(course with { Evaluated = course.Evaluated + more }, Limits).Holds;
            bool busier = FleetGuardRules.Of(course with { Before = [.. course.Before.Select(count => count + more)] }, Limits).Holds;
            return (!holds || moreNew) && (holds || !larger) && (holds || !busier);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void What_holds_meets_every_limit_and_what_does_not_misses_one() =>
        Prop.ForAll(Courses.ToArbitrary(), course =>
        {
            int[] before = [.. course.Before.Order()];
            double usual = Math.Max(1, (before[13] + before[14]) / 2.0);
            bool expected = course.NewlyTrue >= 10 && course.NewlyTrue >= 0.2 * course.Evaluated && course.NewlyTrue >= 5 * usual;
            return FleetGuardRules.Of(course, Limits).Holds == expected;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Theory]
    [InlineData(100, 61, new[] { 71.0, 70 }, true, 71)]
    [InlineData(100, 61, new[] { 70.9, 70 }, false, 70.9)]
    // Up is as odd as down.
    [InlineData(100, 80, new[] { 70.0, 79 }, true, 70)]
    [InlineData(9, 0, new[] { 100.0 }, false, 0)]
    [InlineData(100, 50, new double[0], false, 50)]
    public void A_part_of_the_score_that_moves_everywhere_within_a_day_is_held(int accounts, double now, double[] earlier, bool holds, double from)
    {
        var verdict = FleetGuardRules.Of(new ComponentCourse(accounts, now, earlier), Limits);

        Assert.Equal((holds, from), (verdict.Holds, verdict.Usual));
    }
}
