using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Storage.Tests.Alerts;

namespace AccountAlerts.Storage.Tests.Rhythm;

/// <summary>From evaluation to the digest in the inbox, on a real database. Dana works in Berlin.</summary>
public sealed class DigestTests : IDisposable
{
    private const string Dana = AlertingScene.Dana;

    private readonly AlertingScene _scene = new(demo: true);

    public DigestTests()
    {
        // Friday; the next working day is Monday the 8th.
        _scene.Says(1, "Fernway Studio", Dana, 44, ("quiet", TriggerState.Firing, Severity.High, 12));
        _scene.Says(2, "Brightwater Logistics", Dana, 71, ("grow", TriggerState.Firing, Severity.Low, 12));
        _scene.Says(3, "Northgate Foods", Dana, 90);
    }

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task It_is_said_at_eight_where_the_teammate_lives_and_once()
    {
        await EvaluateOnMondayAsync();
        _scene.To(2026, 6, 8, 5, 59);
        Assert.Equal(0, await _scene.DigestAsync());

        _scene.To(2026, 6, 8, 6, 0);
        Assert.Equal(1, await _scene.DigestAsync());
        Assert.Equal(0, await _scene.DigestAsync());

        _scene.To(2026, 6, 8, 9, 0);
        await _scene.DigestAsync();
        Assert.Single(await _scene.SeenAsync(Dana), IsDigest);
    }

    [Fact]
    public async Task Every_line_has_the_number_the_reason_and_the_next_step()
    {
        var digest = await MondayAsync();

        Assert.Equal("Mon 8 Jun: 2 to do today", digest.Text);
        var row = RowOf(digest, "Fernway Studio");
        Assert.Equal("Fernway Studio: quiet", Text(row.Spans));
        Assert.Equal("Score 44, USD 12,000 ARR, open 3 days. Next: Call them about quiet (by Mon 8 Jun)", row.Detail);
        Assert.Equal(["Acknowledge", "Why?", "Snooze", "Done"], row.Buttons.Select(button => button.Label));
    }

    [Fact]
    public async Task A_line_acts_like_a_card()
    {
        var row = RowOf(await MondayAsync(), "Fernway Studio");

        await _scene.ClickAsync(Actions.Acknowledge, row.Buttons[0].Value);

        var alert = Assert.Single((await _scene.Store.ReadAsync([1], default))[0].Alerts).Alert;
        Assert.Equal((AlertState.Acknowledged, Dana), (alert.State, alert.Status.AcknowledgedBy));
        Assert.Equal("why card 1 44 -10", Text(await _scene.ClickAsync(Actions.Why, row.Buttons[1].Value)));
    }

    [Fact]
    public async Task Nobody_is_told_so_every_morning_of_having_no_accounts()
    {
        await MondayAsync();

        Assert.DoesNotContain(await _scene.SeenAsync(AlertingScene.Lee), IsDigest);
    }

    [Fact]
    public async Task With_nothing_to_say_it_is_one_line_or_silence()
    {
        _scene.Fleet.Accounts.Clear();
        _scene.Says(3, "Northgate Foods", Dana, 90);
        _scene.Says(4, "Larkfield Media", AlertingScene.Lee, 60);
        _scene.Digest.Teammates[AlertingScene.Lee] = new TeammateDigestOptions { Empty = EmptyDigest.Silent };
        await EvaluateOnMondayAsync();
        _scene.To(2026, 6, 8, 8, 0);
        await _scene.DigestAsync();

        var line = Assert.Single(await _scene.SeenAsync(Dana));
        Assert.Equal("Nothing needs you today. Your 1 account: 1 healthy.", line.Text);
        Assert.Empty(await _scene.SeenAsync(AlertingScene.Lee));
    }

    [Fact]
    public async Task A_band_that_one_of_us_set_is_counted_beside_the_scores_until_its_day()
    {
        _scene.Fleet.Accounts.Clear();
        _scene.Says(3, "Northgate Foods", Dana, 40);
        await EvaluateOnMondayAsync();
        await SetAsync(new DateOnly(2026, 6, 20));
        _scene.To(2026, 6, 8, 8, 0);
        await _scene.DigestAsync();

        Assert.Equal(
            "Nothing needs you today. Your 1 account: 1 critical by score; as set by us: 1 healthy.", Assert.Single(await _scene.SeenAsync(Dana)).Text);
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(8, false)]
    public async Task Beside_a_changed_band_stands_the_one_that_is_set_while_it_holds(int until, bool told)
    {
        await EvaluateOnMondayAsync();
        await SetAsync(new DateOnly(2026, 6, until));
        await _scene.Values.SetAsync("$digest-bands", Dana, "3:1", default);
        _scene.To(2026, 6, 8, 6, 0);
        var digest = await LatestAsync();

        var changed = digest.Blocks.OfType<RowList>().First().Rows[0];
        Assert.Contains("Northgate Foods", string.Concat(changed.Spans.Select(span => span.Text)), StringComparison.Ordinal);
        Assert.Equal(told, changed.Detail.EndsWith(". Healthy by Dana until 20 Jun 2026: the merger is done", StringComparison.Ordinal));
    }

    private async Task SetAsync(DateOnly until)
    {
        var day = new DateOnly(2026, 6, 8);
        var page = await _scene.Book.PageAsync(day, Dana, default);
        Assert.NotEmpty(page);
        var set = new SetBand(Band.Healthy, Dana, until, "the merger is done");
        await _scene.Values.SetAsync("$book/2026-06-08", Dana, BookLine.Write(page.Select(line => line.Id == 3 ? line with { SetTo = set } : line)), default);
    }

    [Fact]
    public async Task A_changed_band_comes_first_and_once()
    {
        await EvaluateOnMondayAsync();
        // Dana was last told that it is at risk.
        await _scene.Values.SetAsync("$digest-bands", Dana, "3:1", default);
        _scene.To(2026, 6, 8, 6, 0);
        var digest = await LatestAsync();

        Assert.Equal("Northgate Foods: now Healthy, was At risk", Text(RowsOf(digest).First().Spans));
        Assert.Equal("Mon 8 Jun: 2 to do today, 1 changed", digest.Text);

        _scene.To(2026, 6, 9, 6, 0);
        await _scene.EvaluateAsync();
        Assert.DoesNotContain(RowsOf(await LatestAsync()), row => Text(row.Spans).StartsWith("Northgate", StringComparison.Ordinal));
    }

    [Fact]
    public async Task News_that_waited_is_told_in_it_and_not_again()
    {
        await EvaluateOnMondayAsync();
        var alert = (await _scene.Store.ReadAsync([1], default))[0].Alerts[0].Alert;
        var waiting = new Telling(
            alert.Key, alert.Episode, alert.Status.News, Dana, TellingWay.Digest, TellingReasons.Quiet, _scene.Clock.GetUtcNow(), null, null, null, alert.Kind,
            alert.Severity, 5000);
        await _scene.Store.CommitAsync(new AlertCommit { At = _scene.Clock.GetUtcNow(), Tellings = [waiting] }, default);

        _scene.To(2026, 6, 8, 6, 0);
        await _scene.DigestAsync();

        var told = Assert.Single(await _scene.Tellings.OfAccountsAsync([1], default));
        Assert.Equal((TellingWay.Digest, "digest/dana@example.com/2026-06-08"), (told.Way, told.ToldIn));
        Assert.Empty(await _scene.Tellings.WaitingAsync(Dana, default));
    }

    [Fact]
    public async Task What_was_told_meanwhile_is_not_told_a_second_time_by_a_decision_made_before()
    {
        await EvaluateOnMondayAsync();
        var alert = (await _scene.Store.ReadAsync([1], default))[0].Alerts[0].Alert;
        var decided = new Telling(
            alert.Key, alert.Episode, alert.Status.News, Dana, TellingWay.Digest, TellingReasons.Quiet, _scene.Clock.GetUtcNow(), null, null, null, alert.Kind,
            alert.Severity, 5000);
        var digest = decided with { ToldAt = _scene.Clock.GetUtcNow().AddSeconds(1), ToldIn = "digest" };
        var card = decided with { Way = TellingWay.Card, ToldAt = _scene.Clock.GetUtcNow().AddSeconds(2), ToldIn = "card" };

        Assert.IsType<CommitOutcome.Stored>(await _scene.Store.CommitAsync(new AlertCommit { At = default, Tellings = [digest] }, default));
        Assert.IsType<CommitOutcome.Conflict>(await _scene.Store.CommitAsync(new AlertCommit { At = default, Tellings = [card] }, default));
        Assert.Equal("digest", Assert.Single(await _scene.Tellings.OfAccountsAsync([1], default)).ToldIn);
    }

    [Fact]
    public async Task What_is_kept_back_is_counted_with_the_reason_and_not_listed()
    {
        await EvaluateOnMondayAsync();
        var alert = (await _scene.Store.ReadAsync([2], default))[0].Alerts[0].Alert;
        var held = new Telling(
            alert.Key, alert.Episode, alert.Status.News, Dana, TellingWay.Held, TellingReasons.WaitsForRisk, _scene.Clock.GetUtcNow(), null, null, null,
            alert.Kind, alert.Severity, null);
        await _scene.Store.CommitAsync(new AlertCommit { At = _scene.Clock.GetUtcNow(), Tellings = [held] }, default);

        _scene.To(2026, 6, 8, 6, 0);
        var digest = await LatestAsync();

        Assert.DoesNotContain(RowsOf(digest), row => Text(row.Spans).StartsWith("Brightwater", StringComparison.Ordinal));
        Assert.Equal("1 ready to grow, after an open risk is settled", Text(Assert.Single(digest.Blocks.OfType<BulletList>()).Items[0]));
    }

    [Fact]
    public async Task The_answer_to_the_command_is_the_same_list_and_counts_as_nothing()
    {
        await EvaluateOnMondayAsync();
        _scene.To(2026, 6, 8, 4, 0);
        var preview = await _scene.PreviewAsync(Dana);
        _scene.To(2026, 6, 8, 6, 0);

        Assert.Equal(preview.Text, (await LatestAsync()).Text);
        await _scene.ClickAsync(Actions.Acknowledge, RowOf(preview, "Fernway Studio").Buttons[0].Value);
        Assert.Equal(AlertState.Acknowledged, (await _scene.Store.ReadAsync([1], default))[0].Alerts[0].Alert.State);
    }

    [Fact]
    public async Task Who_is_away_gets_none()
    {
        await EvaluateOnMondayAsync();
        var away = Absences.Leave(Dana, new DateOnly(2026, 6, 10), null);
        await _scene.Values.SetAsync(away.Scope, away.Key, away.Value, default);
        _scene.To(2026, 6, 8, 6, 0);
        Assert.Equal(0, await _scene.DigestAsync());

        _scene.To(2026, 6, 10, 6, 0);
        await _scene.EvaluateAsync();
        Assert.Equal(1, await _scene.DigestAsync());
    }

    private async Task EvaluateOnMondayAsync()
    {
        await _scene.TickAsync();
        _scene.To(2026, 6, 8, 3, 0);
        await _scene.TickAsync();
    }

    private async Task<Message> MondayAsync()
    {
        await EvaluateOnMondayAsync();
        _scene.To(2026, 6, 8, 6, 0);
        return await LatestAsync();
    }

    private async Task<Message> LatestAsync()
    {
        await _scene.DigestAsync();
        return (await _scene.SeenAsync(Dana)).Last(IsDigest);
    }

    private static bool IsDigest(Message message) =>
        message.Blocks.Any(block => block is RowList) || message.Text.StartsWith("Nothing needs you", StringComparison.Ordinal);

    private static IEnumerable<MessageRow> RowsOf(Message message) => message.Blocks.OfType<RowList>().SelectMany(list => list.Rows);

    private static MessageRow RowOf(Message message, string account) =>
        RowsOf(message).Single(row => Text(row.Spans).StartsWith(account, StringComparison.Ordinal));

    private static string Text(IEnumerable<Span> spans) => string.Concat(spans.Select(span => span.Text));

    private static string Text(Answer answer) => answer.Message?.Text ?? "";
}
