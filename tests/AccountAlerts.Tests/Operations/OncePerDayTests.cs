using AccountAlerts.Engine.Conversations;
using AccountAlerts.Operations;
using AccountAlerts.TestKit.Fakes;

namespace AccountAlerts.Tests.Operations;

/// <summary>How often operations hears of one finding.</summary>
public sealed class OncePerDayTests
{
    private const string Key = "destination-broken/webhook/default/dana@example.com";

    private static readonly Message Finding = new() { Text = "x", Blocks = [] };

    private readonly MemoryValues _values = new();
    private readonly FakeClock _clock = new();
    private readonly Way _way = new();

    [Fact]
    public async Task A_finding_is_told_once_a_day_also_after_a_restart_and_by_another_replica()
    {
        Assert.True(await TellAsync());
        Assert.True(await TellAsync());
        _clock.Advance(TimeSpan.FromHours(14));
        Assert.True(await TellAsync());
        Assert.Single(_way.Told);

        _clock.Advance(TimeSpan.FromHours(2)); // past midnight
        Assert.True(await TellAsync());
        Assert.Equal(2, _way.Told.Count);
        Assert.NotEqual(_way.Told[0].Id, _way.Told[1].Id);
    }

    [Fact]
    public async Task Another_finding_is_told_at_once()
    {
        await TellAsync();
        await TellAsync(Key + "2");

        Assert.Equal([Key, Key + "2"], _way.Told.Select(notice => notice.Key));
        Assert.All(_way.Told, notice => Assert.Equal("destination-broken", notice.Kind));
    }

    [Fact]
    public async Task What_was_not_taken_is_tried_again()
    {
        _way.Takes = false;
        Assert.False(await TellAsync());
        _way.Takes = true;
        Assert.True(await TellAsync());
        Assert.True(await TellAsync());

        Assert.Equal(2, _way.Told.Count); // one that failed, one that did not
        Assert.Equal(_way.Told[0].Id, _way.Told[1].Id);
    }

    [Fact]
    public async Task While_one_replica_tells_the_other_waits_and_takes_over_should_it_die()
    {
        var held = new TaskCompletionSource();
        _way.Before = () => held.Task;
        var first = TellAsync();
        _way.Before = () => Task.CompletedTask;

        Assert.False(await TellAsync());
        Assert.Empty(_way.Told);
        _clock.Advance(TimeSpan.FromMinutes(6));
        Assert.True(await TellAsync());
        Assert.Single(_way.Told);

        // The first was only slow: what it records now does not undo what the other did.
        held.SetResult();
        await first;
        Assert.True(await TellAsync());
        Assert.Equal(2, _way.Told.Count);
        Assert.Equal(_way.Told[0].Id, _way.Told[1].Id);
    }

    [Fact]
    public async Task Old_findings_are_forgotten()
    {
        await TellAsync();
        _clock.Advance(TimeSpan.FromDays(31));
        await TellAsync("other/x");

        Assert.Single(await _values.ListAsync("$operations", default));
    }

    private Task<bool> TellAsync(string key = Key) => new OncePerDay(_way, _values, _clock).TellAsync(key, Finding, default);

    private sealed class Way : INoticeWay
    {
        public string Name => "way";

        public bool Takes { get; set; } = true;

        public Func<Task> Before { get; set; } = () => Task.CompletedTask;

        public List<Notice> Told { get; } = [];

        public async Task<bool> SendAsync(Notice notice, CancellationToken cancellation)
        {
            await Before();
            Told.Add(notice);
            return Takes;
        }
    }
}
