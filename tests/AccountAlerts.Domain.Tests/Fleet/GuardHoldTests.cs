using AccountAlerts.Domain.Explanations;
using AccountAlerts.Domain.Fleet;

namespace AccountAlerts.Domain.Tests.Fleet;

public sealed class GuardHoldTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 5, 12, 0, 0, TimeSpan.Zero);

    private static readonly GuardHold Hold = new("trigger/quiet", GuardedThing.Trigger, "quiet", null, ["quiet"], [], Noon, 40, 100, 1, 3);

    [Fact]
    public void It_lasts_until_the_numbers_are_back()
    {
        Assert.False(Hold.Next(null, back: false, Noon.AddDays(20)).IsOver);
        Assert.Equal(GuardReasons.Back, Hold.Next(null, back: true, Noon.AddHours(1)).EndReason);
    }

    [Fact]
    public void Somebody_may_release_it_and_only_this_one()
    {
        var release = new GuardSaid(GuardAct.Release, null, "olga@example.com", Noon.AddMinutes(5));
        Assert.Equal(GuardReasons.Released, Hold.Next(release, back: false, Noon.AddHours(1)).EndReason);
        Assert.False(Hold.Next(release with { At = Noon.AddMinutes(-5) }, back: false, Noon.AddHours(1)).IsOver);
    }

    [Fact]
    public void To_keep_holding_ends_nothing_and_the_data_still_can()
    {
        var keep = new GuardSaid(GuardAct.KeepHolding, null, "olga@example.com", Noon.AddMinutes(5));
        Assert.False(Hold.Next(keep, back: false, Noon.AddDays(3)).IsOver);
        Assert.True(Hold.Next(keep, back: true, Noon.AddDays(3)).IsOver);
    }

    [Fact]
    public void A_known_cause_ends_on_its_day()
    {
        var known = new GuardSaid(GuardAct.KnownCause, Noon.AddDays(4), "olga@example.com", Noon.AddMinutes(5));
        Assert.False(Hold.Next(known, back: false, Noon.AddDays(4).AddSeconds(-1)).IsOver);
        Assert.Equal(GuardReasons.KnownCauseOver, Hold.Next(known, back: false, Noon.AddDays(4)).EndReason);
    }

    [Fact]
    public void What_is_over_stays_over_as_it_ended()
    {
        var over = Hold.Next(null, back: true, Noon.AddHours(1));
        Assert.Same(over, over.Next(new GuardSaid(GuardAct.Release, null, "olga@example.com", Noon.AddHours(2)), back: false, Noon.AddHours(3)));
    }

    [Fact]
    public void Typical_values_are_kept_for_a_day_a_few_an_hour_and_compared_over_the_same_accounts()
    {
        var trail = MedianTrail.None;
        for (int minute = 0; minute <= 48 * 60; minute += 10)
            trail = trail.With(Point(Noon.AddMinutes(minute), minute < 47 * 60 ? 70 : 55, 100));
        var now = Noon.AddHours(48);

        Assert.InRange(trail.Points.Count, 40, 50);
        Assert.All(trail.Points, point => Assert.True(now - point.At <= TimeSpan.FromHours(24.5)));
        Assert.True(FleetGuardRules.Of(trail.Course("m/adoption", new TypicalValue(55, 100), now, DateTimeOffset.MinValue), GuardLimits.Default).Holds);
        // Many new customers are no change of the old ones; what somebody has let go is not looked at again.
        Assert.Empty(trail.Course("m/adoption", new TypicalValue(55, 200), now, DateTimeOffset.MinValue).Earlier);
        Assert.DoesNotContain(70, trail.Course("m/adoption", new TypicalValue(55, 100), now, Noon.AddHours(47)).Earlier);
        Assert.Empty(trail.Course("m/support", new TypicalValue(55, 100), now, DateTimeOffset.MinValue).Earlier);
    }

    [Fact]
    public void The_part_that_moved_the_score_most_in_its_direction_is_remembered()
    {
        var before = Health(80, ("adoption", 80, 40), ("support", 90, 40), ("trend", 50, 20));
        var now = Health(60, ("adoption", 70, 40), ("support", 40, 40), ("trend", 100, 20));

        Assert.Equal(new ScoreShift("support", -20, Noon), ScoreShift.Of(before, now, Noon));
        Assert.Equal(new ScoreShift("support", 20, Noon), ScoreShift.Of(now, before, Noon));
        Assert.Null(ScoreShift.Of(before, before, Noon));
        Assert.Null(ScoreShift.Of(null, now, Noon));
    }

    private static MedianPoint Point(DateTimeOffset at, double median, int accounts) =>
        new(at, new Dictionary<string, TypicalValue> { ["m/adoption"] = new(median, accounts) });

    private static HeldHealth Health(int score, params (string Name, double Score, double Weight)[] parts) =>
        new(score, [.. parts.Select(part => new HeldInput(part.Name, part.Name, 0, part.Score, part.Weight))]);
}
