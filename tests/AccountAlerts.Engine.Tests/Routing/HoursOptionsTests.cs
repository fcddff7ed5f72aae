using System.ComponentModel.DataAnnotations;
using AccountAlerts.Engine.Routing;
using NodaTime;

namespace AccountAlerts.Engine.Tests.Routing;

public sealed class HoursOptionsTests
{
    private const string Dana = "dana@example.com";

    private static readonly TeamDirectory Team = new([]);

    [Fact]
    public void By_default_people_work_from_nine_to_five_on_weekdays_and_are_left_alone_from_seven_to_eight()
    {
        var hours = new HoursOptions().Read().Of(Team, Dana).Hours;

        Assert.Equal(WorkHours.Default.Days, hours.Days);
        Assert.Equal(WorkHours.Default, hours with { Days = WorkHours.Default.Days });
    }

    [Fact]
    public void One_teammate_can_have_other_hours_and_their_own_word_comes_before_them()
    {
        var calendars = new HoursOptions
        {
            From = new TimeOnly(8, 0),
            Teammates = { ["Dana@example.com"] = new TeammateHoursOptions { WorkingDays = ["sunday"], To = new TimeOnly(12, 0), QuietFrom = new TimeOnly(18, 0) } },
        }.Read();

        var set = calendars.Of(Team, Dana).Hours;
        Assert.Equal([IsoDayOfWeek.Sunday], set.Days);
        Assert.Equal((new LocalTime(8, 0), new LocalTime(12, 0), new LocalTime(18, 0)), (set.From, set.To, set.QuietFrom));
        Assert.Equal(new LocalTime(17, 0), calendars.Of(Team, "lee@example.com").Hours.To);

        var own = new TeamDirectory([], new Dictionary<string, Preferences> { [Dana] = new() { Quiet = new DaySpan(new TimeOnly(20, 0), new TimeOnly(6, 0)) } });
        var wanted = calendars.Of(own, Dana).Hours;
        Assert.Equal((new LocalTime(12, 0), new LocalTime(20, 0), new LocalTime(6, 0)), (wanted.To, wanted.QuietFrom, wanted.QuietTo));
    }

    [Fact]
    public void Hours_that_cannot_be_meant_are_faults_that_say_where()
    {
        var options = new HoursOptions
        {
            WorkingDays = ["Monday", "Caturday"],
            From = new TimeOnly(17, 0),
            Teammates = { ["dana"] = new TeammateHoursOptions { From = new TimeOnly(9, 0), WorkingDays = [] } },
        };

        Assert.Equal(
            [
                "WorkingDays = \"Caturday\" is not allowed; allowed: Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday.",
                "To = 17:00 is not later than From, 17:00.", "Teammates has \"dana\", which is no e-mail address.",
                "Teammates:dana:WorkingDays names no day; allowed: at least one.",
            ],
            options.Validate(new ValidationContext(options)).Select(fault => $"{fault.MemberNames.Single()} {fault.ErrorMessage}"));
    }
}
