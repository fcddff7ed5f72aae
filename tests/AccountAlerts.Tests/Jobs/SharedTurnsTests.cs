using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Jobs;
using AccountAlerts.TestKit.Fakes;

namespace AccountAlerts.Tests.Jobs;

/// <summary>Several services on one store ask a source, and evaluate, as often as one would.</summary>
public sealed class SharedTurnsTests
{
    private readonly FakeClock _clock = new(new DateTimeOffset(2026, 6, 10, 9, 0, 0, TimeSpan.Zero));
    private readonly MemoryValues _values = new();
    private readonly RecordingFactStore _store = new();
    private readonly OneSource _source = new();

    [Fact]
    public async Task A_source_that_one_replica_has_asked_is_not_due_for_another_until_its_interval_is_over()
    {
        PollTurns first = Turns(), second = Turns();
        Assert.True(await first.TakeAsync(_source, default));
        Assert.False(await second.TakeAsync(_source, default));
        await first.EndAsync(_source, null, default);
        _clock.Advance(_source.Every - TimeSpan.FromSeconds(1));
        Assert.False(await second.TakeAsync(_source, default));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await second.TakeAsync(_source, default));
        Assert.False(await first.TakeAsync(_source, default));
    }

    [Fact]
    public async Task A_source_with_something_that_was_not_ready_yet_is_asked_again_as_soon_as_it_says_by_whichever_replica_is_next()
    {
        PollTurns first = Turns(), second = Turns();
        Assert.True(await first.TakeAsync(_source, default));
        await first.EndAsync(_source, TimeSpan.FromSeconds(5), default);
        _clock.Advance(TimeSpan.FromSeconds(4));
        Assert.False(await first.TakeAsync(_source, default));
        Assert.False(await second.TakeAsync(_source, default));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await second.TakeAsync(_source, default));
        await second.EndAsync(_source, TimeSpan.FromDays(1), default);
        _clock.Advance(_source.Every);
        Assert.True(await first.TakeAsync(_source, default));
    }

    [Fact]
    public async Task A_replica_that_died_while_it_asked_keeps_a_source_waiting_for_ten_minutes_at_most()
    {
        _source.Every = TimeSpan.FromDays(1);
        Assert.True(await Turns().TakeAsync(_source, default));
        _clock.Advance(TimeSpan.FromMinutes(9));
        Assert.False(await Turns().TakeAsync(_source, default));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await Turns().TakeAsync(_source, default));
    }

    [Fact]
    public async Task A_service_alone_on_its_store_asks_at_once_after_a_restart()
    {
        Assert.True(await Turns(shared: false).TakeAsync(_source, default));
        Assert.True(await Turns(shared: false).TakeAsync(_source, default));
        Assert.Empty(await _values.ListAsync("$polls", default));
    }

    [Fact]
    public async Task What_one_replica_has_evaluated_another_does_not_evaluate_again_until_there_is_news_or_the_interval_is_over()
    {
        int done = 0;
        Task Evaluate()
        {
            done++;
            return Task.CompletedTask;
        }

        SharedEvaluations first = Evaluations(), second = Evaluations();
        Assert.True(await first.RunAsync(Evaluate, asked: false, default));
        // Each replica's own first one is made: its settings may be newer.
        Assert.True(await second.RunAsync(Evaluate, asked: false, default));
        Assert.False(await first.RunAsync(Evaluate, asked: false, default));
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.True(await first.RunAsync(Evaluate, asked: false, default));
        Assert.False(await second.RunAsync(Evaluate, asked: false, default));
        Assert.True(await second.RunAsync(Evaluate, asked: true, default));
        Assert.Equal(4, done);
    }

    private PollTurns Turns(bool shared = true) => new(_values, _clock, shared);

    private SharedEvaluations Evaluations() => new(_values, _store, new EvaluationOptions { Every = TimeSpan.FromHours(1) }, _clock, shared: true);

    private sealed class OneSource : ISource
    {
        public string Name => "crm";

        public TimeSpan Every { get; set; } = TimeSpan.FromMinutes(1);

        public Task<PollReport> PollAsync(IFactStore store, DateTimeOffset now, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
