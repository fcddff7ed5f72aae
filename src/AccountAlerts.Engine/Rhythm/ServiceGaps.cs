using System.Globalization;
using System.Text.Json;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;
using Microsoft.Extensions.Hosting;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>Knows when the service was last alive, and so how long it was not.</summary>
public sealed class ServiceGaps(IProductValues values, AccountBook book, IUnsentPosts unsent, AlertingMode mode) : IServiceGaps
{
    private const string AliveScope = "$alive";
    private const string AliveKey = "at";
    private const string GapScope = "$gap";
    private const string LatestKey = "latest";

    public async Task<ServiceGap?> JustEndedAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        // The first evaluation of all has a rule of its own: what holds then is no news.
        if (mode.Demo || await NoticeAsync(now, cancellation) is not { } gap || await book.HeadAsync(cancellation) is not { } head)
            return null;
        return head.At < gap.To ? gap : null;
    }

    /// <summary>The last gap, however long ago.</summary>
    public async Task<ServiceGap?> LatestAsync(CancellationToken cancellation) => Read(await values.GetAsync(GapScope, LatestKey, cancellation));

    /// <summary>Says that the service is alive. Whoever does so first after a gap records it; it is asked from several places, since any may be first.</summary>
    /// <returns>The last gap.</returns>
    public async Task<ServiceGap?> NoticeAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        string? aliveText = await values.GetAsync(AliveScope, AliveKey, cancellation);
        string? gapText = await values.GetAsync(GapScope, LatestKey, cancellation);
        DateTimeOffset? alive = aliveText is null ? null : DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(aliveText, CultureInfo.InvariantCulture));
        if (alive is { } last && now - last > ServiceGap.Shortest && Read(gapText)?.From != last)
        {
            // First the gap, then the sign of life: a crash in between only finds the same gap again.
            string found = JsonSerializer.Serialize(new ServiceGap(last, now), MessageJson.Options);
            await values.TrySetAsync(GapScope, LatestKey, gapText, found, cancellation);
            gapText = await values.GetAsync(GapScope, LatestKey, cancellation);
            if (!mode.Demo && Read(gapText) is { } gap)
                await unsent.WithdrawAsync(gap, cancellation);
        }

        if (alive is null || now > alive)
            await values.TrySetAsync(AliveScope, AliveKey, aliveText, now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), cancellation);
        return Read(gapText);
    }

    private static ServiceGap? Read(string? json) => json is null ? null : JsonSerializer.Deserialize<ServiceGap>(json, MessageJson.Options);
}

/// <summary>Leaves a sign of life every minute.</summary>
public sealed class LifeSigns(ServiceGaps gaps) : IDueWork
{
    public string Name => "alive";

    public TimeSpan Every => TimeSpan.FromMinutes(1);

    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await gaps.NoticeAsync(now, cancellation);
        return 0;
    }
}

/// <summary>Looks at the very start, before anything of the time before is sent.</summary>
public sealed class GapAtStart(ServiceGaps gaps, TimeProvider clock) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken) => await gaps.NoticeAsync(clock.GetUtcNow(), cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
