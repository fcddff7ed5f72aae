using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Hosting;

namespace AccountAlerts.Tests.Hosting;

public sealed class ProductClockTests
{
    private static readonly DateTimeOffset Real = new(2026, 6, 3, 9, 0, 0, TimeSpan.Zero);

    private readonly Memory state = new();
    private readonly Machine machine = new(Real);

    [Fact]
    public async Task Without_a_setting_it_is_the_real_time_and_nothing_is_stored()
    {
        Assert.Equal(Real, (await StartAsync(null)).GetUtcNow());
        Assert.Empty(state.Values);
    }

    [Fact]
    public async Task It_starts_at_the_set_instant_and_runs()
    {
        var start = new DateTimeOffset(2015, 9, 1, 8, 0, 0, TimeSpan.Zero);
        ProductClock clock = await StartAsync(start);
        machine.Now += TimeSpan.FromHours(3);

        Assert.Equal(start.AddHours(3), clock.GetUtcNow());
    }

    [Fact]
    public async Task A_restart_goes_on_from_where_it_was()
    {
        var start = new DateTimeOffset(2015, 9, 1, 8, 0, 0, TimeSpan.Zero);
        await StartAsync(start);
        machine.Now += TimeSpan.FromDays(2);

        Assert.Equal(start.AddDays(2), (await StartAsync(start)).GetUtcNow());
    }

    [Fact]
    public async Task It_never_goes_back_whatever_is_set_later()
    {
        var future = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await StartAsync(future);

        Assert.Equal(future, (await StartAsync(null)).GetUtcNow());
        Assert.Equal(future, (await StartAsync(Real)).GetUtcNow());
        Assert.Equal(future.AddDays(1), (await StartAsync(future.AddDays(1))).GetUtcNow());
    }

    [Fact]
    public async Task A_command_that_only_reads_stores_nothing()
    {
        await StartAsync(Real.AddYears(1), remember: false);

        Assert.Empty(state.Values);
    }

    private async Task<ProductClock> StartAsync(DateTimeOffset? now, bool remember = true)
    {
        var clock = new ProductClock(machine);
        await clock.StartAsync(now, state, remember, CancellationToken.None);
        return clock;
    }

    private sealed class Machine(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class Memory : ISourceState
    {
        public Dictionary<(string, string), string> Values { get; } = [];

        public Task<string?> GetAsync(string source, string key, CancellationToken cancellation) => Task.FromResult(Values.GetValueOrDefault((source, key)));

        public Task SetAsync(string source, string key, string value, CancellationToken cancellation)
        {
            Values[(source, key)] = value;
            return Task.CompletedTask;
        }
    }
}
