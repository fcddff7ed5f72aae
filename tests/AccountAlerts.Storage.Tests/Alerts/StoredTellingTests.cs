using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Routing;
using static AccountAlerts.Storage.Tests.Alerts.AlertingScene;

namespace AccountAlerts.Storage.Tests.Alerts;

public sealed class StoredTellingTests : IDisposable
{
    private const string Name = "Amber Health";

    private readonly AlertingScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task What_comes_at_night_is_kept_for_the_morning_with_its_reason()
    {
        await BeginAsync();
        _scene.Clock.Advance(TimeSpan.FromHours(11));
        Fires("quiet");
        await _scene.TickAsync();
        await _scene.TickAsync();

        Assert.Empty(await _scene.SeenAsync(Dana));
        var waiting = Assert.Single(await _scene.Tellings.WaitingAsync(Dana, default));
        Assert.Equal((TellingWay.Digest, TellingReasons.Quiet, "owner"), (waiting.Way, waiting.Reason, waiting.Role));
    }

    [Fact]
    public async Task A_card_for_somebodys_cover_says_whose_it_is()
    {
        await BeginAsync();
        var leave = Absences.Leave(Dana, new DateOnly(2026, 6, 12), Lee);
        await _scene.Values.SetAsync(leave.Scope, leave.Key, leave.Value, default);
        Fires("quiet");
        await _scene.TickAsync();

        Assert.Empty(await _scene.SeenAsync(Dana));
        Assert.Contains("For Dana, away until Fri 12 Jun", MessageJson.Write(await _scene.OnlyCardAsync(Lee)));
        Assert.Equal(Dana, Assert.Single(await _scene.Tellings.OfAccountsAsync([1], default)).StandsFor);
    }

    [Fact]
    public async Task What_a_digest_told_meanwhile_is_never_told_by_a_card_as_well()
    {
        await BeginAsync();
        _scene.Clock.Advance(TimeSpan.FromHours(11));
        Fires("quiet");
        await _scene.EvaluateAsync();
        var row = Assert.Single(await _scene.Tellings.WaitingAsync(Dana, default));
        var told = row with { ToldAt = _scene.Clock.GetUtcNow(), ToldIn = "digest/1" };

        Assert.IsType<CommitOutcome.Stored>(await _scene.Store.CommitAsync(new AlertCommit { At = told.DecidedAt, Tellings = [told] }, default));
        Assert.Equal(
            new CommitOutcome.Conflict(1),
            await _scene.Store.CommitAsync(new AlertCommit { At = told.DecidedAt, Tellings = [told with { Way = TellingWay.Card, ToldIn = "card" }] }, default));
    }

    [Fact]
    public async Task A_moment_comes_once_and_is_known_by_every_replica()
    {
        _scene.Policy = TellingPolicy.Default;
        var moments = new DueMoments(_scene.Tellings, _scene.Values);
        Assert.False(await moments.CameAsync(_scene.Clock.GetUtcNow(), default));
        await BeginAsync();
        Fires("quiet");
        await _scene.TickAsync();
        await _scene.PressAsync(
            await _scene.OnlyCardAsync(Dana), Actions.Snooze, inputs: [(CardDialogs.Until, CardDialogs.Week)]);
        Assert.False(await moments.CameAsync(_scene.Clock.GetUtcNow(), default));

        _scene.Clock.Advance(TimeSpan.FromDays(8));
        Assert.True(await moments.CameAsync(_scene.Clock.GetUtcNow(), default));
        await _scene.EvaluateAsync();
        Assert.False(await new DueMoments(_scene.Tellings, _scene.Values).CameAsync(_scene.Clock.GetUtcNow(), default));
    }

    [Fact]
    public async Task Cards_from_before_there_were_tellings_stay_as_they_are()
    {
        await BeginAsync();
        Fires("quiet");
        await _scene.TickAsync();
        await _scene.ForgetTellingsAsync();
        _scene.Clock.Advance(TimeSpan.FromHours(11));
        await _scene.TickAsync();

        Assert.NotEmpty((await _scene.OnlyCardAsync(Dana)).Buttons);
        Assert.NotNull(Assert.Single(await _scene.Tellings.OfAccountsAsync([1], default)).ToldIn);
    }

    private async Task BeginAsync()
    {
        _scene.Says(1, Name, Dana, 60, ("quiet", TriggerState.Clear, Severity.High, 1));
        await _scene.TickAsync();
    }

    private void Fires(string trigger) => _scene.Says(1, Name, Dana, 60, (trigger, TriggerState.Firing, Severity.High, 11));
}
