using AccountAlerts.Domain.Accounts;
using AccountAlerts.Storage.Facts;

namespace AccountAlerts.Storage.Tests.Facts;

public sealed class UsageMonthTests
{
    [Fact]
    public void Small_whole_numbers_take_one_byte_each_and_a_series_six_more()
    {
        var builder = new UsageMonthBuilder();
        for (int day = 0; day < 30; day++)
            builder.Add(metric: 3, person: 1, day, day);
        Assert.Equal(36, builder.Pack().Length);
    }

    [Fact]
    public void The_last_value_added_wins_and_the_others_are_counted()
    {
        var builder = new UsageMonthBuilder();
        builder.Add(1, 0, 4, 10);
        builder.Add(1, 0, 4, 11);
        builder.Add(1, 0, 4, 12);
        Assert.Equal([new UsageEntry(UsageMonth.FirstDay(24_000) + 4, 0, 1, 12)], Unpack(builder.Pack(), 24_000));
        Assert.Equal((2, 1u << 4), (builder.Replaced, builder.Days));
    }

    [Fact]
    public void A_block_is_the_same_in_whatever_order_its_values_came()
    {
        var forwards = new UsageMonthBuilder();
        var backwards = new UsageMonthBuilder();
        for (int i = 0; i < 300; i++)
        {
            forwards.Add(i % 3, i % 5, i % 31, i % 31);
            backwards.Add((299 - i) % 3, (299 - i) % 5, (299 - i) % 31, (299 - i) % 31);
        }

        Assert.Equal(forwards.Pack().ToArray(), backwards.Pack().ToArray());
    }

    [Fact]
    public void Merging_renames_metrics_and_persons()
    {
        var source = new UsageMonthBuilder();
        source.Add(metric: 1, person: 2, day: 0, value: 0.5);
        var target = new UsageMonthBuilder();
        target.Add(source.Pack(), metrics: [0, 7], persons: [0, 9, 4]);
        Assert.Equal([new UsageEntry(UsageMonth.FirstDay(24_000), 4, 7, 0.5)], Unpack(target.Pack(), 24_000));
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("2024-02-29")]
    [InlineData("9999-12-31")]
    public void Every_day_has_a_month_that_gives_it_back(string text)
    {
        var day = DateOnly.Parse(text);
        int month = UsageMonth.Of(day.DayNumber, out int firstDay);
        Assert.Equal(firstDay, UsageMonth.FirstDay(month));
        Assert.Equal(day.Day - 1, day.DayNumber - firstDay);
        Assert.Equal(month, FactKeys.MonthOf(FactKeys.Month(int.MaxValue - 1, month)));
        Assert.Equal(int.MaxValue - 1, FactKeys.AccountOfMonth(FactKeys.Month(int.MaxValue - 1, month)));
    }

    private static UsageEntry[] Unpack(ReadOnlySpan<byte> block, int month)
    {
        var entries = new UsageEntry[1];
        int count = 0;
        UsageMonth.Unpack(block, month, ref entries, ref count);
        return entries[..count];
    }
}
