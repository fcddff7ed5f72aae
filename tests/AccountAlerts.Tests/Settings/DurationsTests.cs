using AccountAlerts.Settings;

namespace AccountAlerts.Tests.Settings;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("5m", 300)]
    [InlineData("4h", 14_400)]
    [InlineData("14d", 1_209_600)]
    [InlineData("01:00:00", 3600)]
    [InlineData("1.00:00:00", 86_400)]
    public void Durations_are_read_as_people_write_them(string text, int seconds)
    {
        Assert.True(Durations.TryParse(text, out TimeSpan value));
        Assert.Equal(TimeSpan.FromSeconds(seconds), value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("-5m")]
    [InlineData("1.5h")]
    [InlineData("5 min")]
    [InlineData("99999999999d")]
    public void Anything_else_is_not_a_duration(string text) => Assert.False(Durations.TryParse(text, out _));

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(90, "90s")]
    [InlineData(3600, "1h")]
    [InlineData(86_400, "1d")]
    public void They_are_printed_as_short_as_they_can_be(int seconds, string text) => Assert.Equal(text, Durations.Format(TimeSpan.FromSeconds(seconds)));
}
