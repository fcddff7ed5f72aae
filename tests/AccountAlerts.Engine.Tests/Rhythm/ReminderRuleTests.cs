using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Engine.Routing;
using NodaTime;

namespace AccountAlerts.Engine.Tests.Rhythm;

public sealed class ReminderRuleTests
{
    private static readonly WorkCalendar Berlin = new(DateTimeZoneProviders.Tzdb["Europe/Berlin"], WorkHours.Default);

    [Theory]
    [InlineData("2026-06-02T08:00Z", "2026-06-02T11:59Z", ReminderLevel.None, "four hours of work are not over")]
    [InlineData("2026-06-02T08:00Z", "2026-06-02T12:00Z", ReminderLevel.Holder, "ten to two")]
    [InlineData("2026-06-02T08:00Z", "2026-06-03T07:59Z", ReminderLevel.Holder, "seven hours of that day and none of the night")]
    [InlineData("2026-06-02T08:00Z", "2026-06-03T08:00Z", ReminderLevel.Backup, "seven and one")]
    [InlineData("2026-06-02T08:00Z", "2026-06-04T08:00Z", ReminderLevel.Manager, "two working days")]
    [InlineData("2026-06-05T13:00Z", "2026-06-08T08:59Z", ReminderLevel.None, "two hours of Friday, none of the weekend, two of Monday less a minute")]
    [InlineData("2026-06-05T13:00Z", "2026-06-08T09:00Z", ReminderLevel.Holder, "the weekend is no working time")]
    public void Critical_asks_holder_backup_and_manager_after_4_8_and_16_working_hours(string start, string now, ReminderLevel level, string why) =>
        Assert.True(level == ReminderRule.Due(Severity.Critical, At(start), 2, Berlin, At(now)), why);

    [Theory]
    [InlineData(2, "2026-06-02T07:00Z", "2026-06-03T10:59Z", ReminderLevel.None, "due Thursday evening: 24 hours of work, half of them on Wednesday noon")]
    [InlineData(2, "2026-06-02T07:00Z", "2026-06-03T11:00Z", ReminderLevel.Holder, "twelve of twenty-four")]
    [InlineData(1, "2026-06-05T16:00Z", "2026-06-08T06:59Z", ReminderLevel.None, "nobody is asked on a weekend")]
    [InlineData(1, "2026-06-05T16:00Z", "2026-06-08T07:01Z", ReminderLevel.Holder, "and then the next morning at once")]
    public void High_asks_its_holder_at_half_of_its_time(int days, string start, string now, ReminderLevel level, string why) =>
        Assert.True(level == ReminderRule.Due(Severity.High, At(start), days, Berlin, At(now)), why);

    [Fact]
    public void The_clock_starts_at_the_latest_of_told_handed_over_and_the_new_owners_next_working_morning()
    {
        var told = At("2026-06-02T08:00Z");

        Assert.Equal(told, ReminderRule.Start(told, null, null, Berlin));
        Assert.Equal(At("2026-06-03T12:00Z"), ReminderRule.Start(told, At("2026-06-03T12:00Z"), null, Berlin));
        Assert.Equal(At("2026-06-08T07:00Z"), ReminderRule.Start(told, At("2026-06-03T12:00Z"), At("2026-06-05T12:00Z"), Berlin));
    }

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.ParseExact(text, "yyyy-MM-dd'T'HH:mm'Z'", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);
}
