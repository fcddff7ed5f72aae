using System.ComponentModel.DataAnnotations;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Tests.Rhythm;

public sealed class DigestOptionsTests
{
    [Fact]
    public void By_default_everybody_gets_one_at_eight_and_it_waits_until_half_past_nine()
    {
        Assert.Equal(new TeammateDigest(true, new TimeOnly(8, 0), new TimeOnly(9, 30), EmptyDigest.Line), new DigestOptions().Of("dana@example.com"));
    }

    [Fact]
    public void One_teammate_can_have_another_hour_and_waits_as_long_as_the_others()
    {
        var options = new DigestOptions { Teammates = { ["Dana@example.com"] = new TeammateDigestOptions { Hour = new TimeOnly(6, 30), Empty = EmptyDigest.Silent } } };

        Assert.Equal(new TeammateDigest(true, new TimeOnly(6, 30), new TimeOnly(8, 0), EmptyDigest.Silent), options.Of("dana@example.com"));
        Assert.Equal(new TimeOnly(8, 0), options.Of("lee@example.com").Hour);
    }

    [Fact]
    public void What_teammates_want_for_themselves_comes_first_and_a_digest_never_comes_while_they_want_to_be_left_alone()
    {
        var options = new DigestOptions { Teammates = { ["dana@example.com"] = new TeammateDigestOptions { Hour = new TimeOnly(6, 30), WaitUntil = new TimeOnly(7, 0) } } };

        Assert.Equal(new TeammateDigest(true, new TimeOnly(10, 0), new TimeOnly(11, 30), EmptyDigest.Line), options.Of("dana@example.com", new Preferences { DigestHour = new TimeOnly(10, 0) }));
        Assert.Equal(new TimeOnly(9, 0), options.Of("dana@example.com", new Preferences { Quiet = new DaySpan(new TimeOnly(20, 0), new TimeOnly(9, 0)) }).Hour);
        Assert.Equal(new TimeOnly(7, 0), options.Of("dana@example.com", new Preferences { Zone = "Europe/Paris" }).WaitUntil);
    }

    [Fact]
    public void An_hour_late_in_the_evening_does_not_wait_into_the_next_day()
    {
        var options = new DigestOptions { Teammates = { ["dana@example.com"] = new TeammateDigestOptions { Hour = new TimeOnly(23, 0) } } };

        Assert.True(options.Of("dana@example.com").WaitUntil > new TimeOnly(23, 0));
    }

    [Fact]
    public void A_wait_that_ends_before_it_begins_and_an_address_that_is_none_are_faults()
    {
        var options = new DigestOptions
        {
            WaitUntil = new TimeOnly(7, 0),
            Teammates = { ["dana"] = new TeammateDigestOptions(), ["lee@example.com"] = new TeammateDigestOptions { Hour = new TimeOnly(9, 0), WaitUntil = new TimeOnly(8, 0) } },
        };

        Assert.Equal(
            [
                "= 07:00 is before the hour itself, 08:00.", "has \"dana\", which is no e-mail address.",
                ":lee@example.com:WaitUntil = 08:00 is before the hour itself, 09:00.",
            ],
            options.Validate(new ValidationContext(options)).Select(fault => fault.ErrorMessage));
    }
}
