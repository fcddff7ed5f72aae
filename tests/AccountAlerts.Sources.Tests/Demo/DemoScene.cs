using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Sources.Demo;
using AccountAlerts.TestKit.Fakes;

namespace AccountAlerts.Sources.Tests.Demo;

/// <summary>A demo source with its memory and the store it fills.</summary>
internal sealed class DemoScene(DemoOptions? options = null)
{
    public MemorySourceState State { get; } = new();

    public MemoryFacts Facts { get; } = new();

    public DemoOptions Options { get; } = options ?? new DemoOptions();

    /// <summary>A poll by a source that was just started: it knows only what the state remembers.</summary>
    public Task<PollReport> PollAsync(DateOnly day, int hour = 9) =>
        new DemoSource("demo", Options, State).PollAsync(Facts, new DateTimeOffset(day.ToDateTime(new TimeOnly(hour, 0)), TimeSpan.Zero), CancellationToken.None);

    public static async Task<DemoScene> BegunAsync(DateOnly day, DemoOptions? options = null)
    {
        DemoScene scene = new(options);
        await scene.PollAsync(day);
        return scene;
    }
}

/// <summary>The demo of the default settings on its first day; made once for all tests that only read it.</summary>
public sealed class BegunDemo : IAsyncLifetime
{
    private static readonly Lazy<Task<Arithmetic>> Begun = new(async () => new Arithmetic((await DemoScene.BegunAsync(Today)).Facts, Today));

    public static DateOnly Today => new(2026, 3, 4);

    internal Arithmetic Sums { get; private set; } = new(new MemoryFacts(), Today);

    internal MemoryFacts Facts => Sums.Facts;

    public async Task InitializeAsync() => Sums = await Begun.Value;

    public Task DisposeAsync() => Task.CompletedTask;
}
