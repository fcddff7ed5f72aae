using AccountAlerts.Engine.Conversations;
using NodaTime;

namespace AccountAlerts.Engine.Tests.Conversations;

public sealed class DayWordsTests
{
    /// <summary>A Friday.</summary>
    private static readonly LocalDate Today = new(2026, 6, 5);

    [Theory]
    [InlineData("tomorrow", "2026-06-06")]
    [InlineData("friday", "2026-06-12")]
    [InlineData("next Monday", "2026-06-08")]
    [InlineData("mon", "2026-06-08")]
    [InlineData("2 weeks", "2026-06-19")]
    [InlineData("3d", "2026-06-08")]
    [InlineData("in 3 days", "2026-06-08")]
    [InlineData("1 month", "2026-07-05")]
    [InlineData("8 june", "2026-06-08")]
    [InlineData("June 8th", "2026-06-08")]
    [InlineData("4 jun", "2027-06-04")]
    [InlineData("29 february", "2028-02-29")]
    [InlineData("2026-06-08", "2026-06-08")]
    [InlineData("soon", null)]
    [InlineData("31 june", null)]
    [InlineData("", null)]
    public void A_day_is_typed_in_many_ways(string text, string? day) =>
        Assert.Equal(day, DayWords.Read(text, Today)?.ToString("uuuu-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
}
