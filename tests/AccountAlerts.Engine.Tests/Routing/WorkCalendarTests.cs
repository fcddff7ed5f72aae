using AccountAlerts.Engine.Routing;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace AccountAlerts.Engine.Tests.Routing;

public sealed class WorkCalendarTests
{
    private static readonly string[] Zones =
        ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Tongatapu", "Pacific/Pago_Pago", "Pacific/Kiritimati"];

    [Theory]
    [InlineData("Europe/Berlin", 2026, 3, 29, "02:30", "2026-03-29T01:00:00Z", "skipped by summer time: the next valid minute")]
    [InlineData("Europe/Berlin", 2026, 10, 25, "02:30", "2026-10-25T00:30:00Z", "twice that day: the first counts")]
    [InlineData("Europe/Berlin", 2026, 3, 29, "08:00", "2026-03-29T06:00:00Z", "already summer time")]
    [InlineData("Europe/Berlin", 2026, 10, 25, "08:00", "2026-10-25T07:00:00Z", "already winter time")]
    [InlineData("Asia/Kolkata", 2026, 6, 3, "08:00", "2026-06-03T02:30:00Z", "half an hour off")]
    [InlineData("Asia/Kathmandu", 2026, 6, 3, "08:00", "2026-06-03T02:15:00Z", "a quarter off")]
    [InlineData("Australia/Lord_Howe", 2026, 10, 4, "02:15", "2026-10-03T15:30:00Z", "half an hour is skipped: the next valid minute")]
    [InlineData("Pacific/Tongatapu", 2026, 6, 3, "08:00", "2026-06-02T19:00:00Z", "thirteen hours ahead: the day before in UTC")]
    [InlineData("Pacific/Pago_Pago", 2026, 6, 3, "08:00", "2026-06-03T19:00:00Z", "eleven hours behind")]
    public void A_time_of_a_day_is_an_instant_in_the_zone(string zone, int year, int month, int day, string time, string expected, string why)
    {
        var at = Calendar(zone).At(new LocalDate(year, month, day), NodaTime.Text.LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(time).Value);

        Assert.True(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture) == at, why);
    }

    [Theory]
    [InlineData("2026-06-03T05:59:00Z", true, "07:59 in Berlin")]
    [InlineData("2026-06-03T06:00:00Z", false, "08:00")]
    [InlineData("2026-06-03T16:59:00Z", false, "18:59")]
    [InlineData("2026-06-03T17:00:00Z", true, "19:00")]
    [InlineData("2026-06-06T10:00:00Z", true, "a Saturday")]
    [InlineData("2026-06-05T22:30:00Z", true, "already Saturday there")]
    public void Quiet_is_outside_working_days_and_between_the_quiet_hours(string now, bool quiet, string why)
    {
        Assert.True(quiet == Calendar("Europe/Berlin").IsQuiet(Instant(now)), why);
    }

    [Theory]
    [InlineData("2026-06-03T18:00:00Z", "2026-06-04T06:00:00Z")]
    [InlineData("2026-06-05T18:00:00Z", "2026-06-08T06:00:00Z")]
    [InlineData("2026-06-03T12:00:00Z", "2026-06-03T12:00:00Z")]
    [InlineData("2026-03-27T20:00:00Z", "2026-03-30T06:00:00Z")]
    public void Quiet_ends_on_the_next_working_morning(string now, string ends)
    {
        Assert.Equal(Instant(ends), Calendar("Europe/Berlin").QuietEnds(Instant(now)));
    }

    [Fact]
    public void Without_quiet_hours_only_days_off_are_quiet()
    {
        var calendar = new WorkCalendar(DateTimeZone.Utc, WorkHours.Default with { QuietFrom = LocalTime.Midnight, QuietTo = LocalTime.Midnight });

        Assert.False(calendar.IsQuiet(Instant("2026-06-03T03:00:00Z")));
        Assert.Equal(Instant("2026-06-08T00:00:00Z"), calendar.QuietEnds(Instant("2026-06-06T15:00:00Z")));
    }

    [Fact]
    public void Working_time_stands_still_at_night_and_on_weekends()
    {
        var calendar = Calendar("Europe/Berlin");

        Assert.Equal(TimeSpan.FromHours(2), calendar.WorkBetween(Instant("2026-06-05T14:00:00Z"), Instant("2026-06-08T08:00:00Z")));
        Assert.Equal(Instant("2026-06-08T08:00:00Z"), calendar.AddWork(Instant("2026-06-05T14:00:00Z"), TimeSpan.FromHours(2)));
    }

    [Fact]
    public void Adding_working_time_and_measuring_it_agree_in_every_zone_across_both_changes_of_the_clock() => Prop.ForAll(
        Gen.Elements(Zones).SelectMany(zone => Gen.Choose(0, 525_600).SelectMany(minutes => Gen.Choose(1, 6000).Select(work => (zone, minutes, work)))).ToArbitrary(),
        scene =>
        {
            var calendar = Calendar(scene.zone);
            var from = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(scene.minutes);
            var work = TimeSpan.FromMinutes(scene.work);

            var end = calendar.AddWork(from, work);

            Assert.Equal(work, calendar.WorkBetween(from, end));
            Assert.True(calendar.IsWorkingDay(calendar.DayOf(end)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Quiet_always_ends_and_not_before_it_does() => Prop.ForAll(
        Gen.Elements(Zones).SelectMany(zone => Gen.Choose(0, 525_600).Select(minutes => (zone, minutes))).ToArbitrary(),
        scene =>
        {
            var calendar = Calendar(scene.zone);
            var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(scene.minutes);

            var ends = calendar.QuietEnds(now);

            Assert.True(ends >= now);
            Assert.False(calendar.IsQuiet(ends));
            Assert.True(ends == now || calendar.IsQuiet(ends.AddMinutes(-1)));
        }).QuickCheckThrowOnFailure();

    private static WorkCalendar Calendar(string zone) => new(DateTimeZoneProviders.Tzdb[zone], WorkHours.Default);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
