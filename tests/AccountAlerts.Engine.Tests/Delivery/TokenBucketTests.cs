using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using FsCheck;
using FsCheck.Fluent;

namespace AccountAlerts.Engine.Tests.Delivery;

public sealed class TokenBucketTests
{
    private static readonly Rate Second = new(TimeSpan.FromSeconds(1), Burst: 3);

    [Fact]
    public void A_bucket_that_was_never_used_gives_its_burst()
    {
        Assert.Equal(3, TokenBucket.Tokens(Second, 0, 1_000_000));
        Assert.Equal(int.MaxValue, TokenBucket.Tokens(null, 0, 0));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(999, 0)]
    [InlineData(1000, 1)]
    [InlineData(2000, 2)]
    [InlineData(9000, 3)]
    public void Tokens_grow_back_one_by_one_up_to_the_burst(long later, int tokens)
    {
        long full = 0;
        for (int i = 0; i < 3; i++)
            full = TokenBucket.Take(Second, full, 50_000);

        Assert.Equal(tokens, TokenBucket.Tokens(Second, full, 50_000 + later));
        Assert.Equal(50_000 + 1000, TokenBucket.NextAt(Second, full));
    }

    [Fact]
    public void However_eagerly_it_is_used_no_window_holds_more_than_burst_and_rate() => Prop.ForAll<int[], int>((waits, burst) =>
    {
        var rate = new Rate(TimeSpan.FromMilliseconds(100), 1 + (Math.Abs(burst % 5)));
        long now = 1000, full = 0;
        var calls = new List<long>();
        foreach (int wait in waits)
        {
            now += Math.Abs(wait % 250);
            while (TokenBucket.Tokens(rate, full, now) > 0)
            {
                full = TokenBucket.Take(rate, full, now);
                calls.Add(now);
            }
        }

        return calls.TrueForAll(from => calls.Count(at => at >= from && at < from + 1000) <= rate.Burst + 10);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_call_that_took_its_time_to_arrive_keeps_the_next_one_away_for_a_little_longer()
    {
        Assert.Equal(1020, TokenBucket.ArrivedAt(Second, 1000, 1500));
        Assert.Equal(1005, TokenBucket.ArrivedAt(Second, 1000, 1005));
        Assert.Equal(1000, TokenBucket.ArrivedAt(null, 1000, 1500));
    }
}
