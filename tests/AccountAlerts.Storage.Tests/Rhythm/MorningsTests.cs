using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Storage.Tests.Alerts;

namespace AccountAlerts.Storage.Tests.Rhythm;

/// <summary>What is said by the clock besides digests: the baseline, handovers, the return, the time without the service.</summary>
public class MorningsTests : IDisposable
{
    private const string Dana = AlertingScene.Dana;
    private const string Lee = AlertingScene.Lee;

    private readonly AlertingScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task What_held_at_the_first_look_is_one_message_the_worst_first_and_the_rest_comes_three_a_day()
    {
        for (int id = 1; id <= 15; id++)
            _scene.Says(id, $"Account {id:00}", Dana, 40, ("quiet", TriggerState.Firing, id == 7 ? Severity.Critical : Severity.High, 12));
        await _scene.TickAsync();
        await _scene.DueAsync(_scene.Baseline);
        await _scene.DueAsync(_scene.Baseline);

        var message = Assert.Single(await _scene.SeenAsync(Dana));
        Assert.Equal("Your 15 accounts: 10 to look at first", message.Text);
        Assert.Equal("Account 07: quiet", Text(Rows(message)[0]));
        Assert.Equal(10, Rows(message).Count);

        _scene.To(2026, 6, 8, 6, 0);
        await _scene.EvaluateAsync();
        await _scene.DigestAsync();
        Assert.Equal(3, Rows((await _scene.SeenAsync(Dana))[^1]).Count);

        _scene.To(2026, 6, 9, 6, 0);
        await _scene.EvaluateAsync();
        await _scene.DigestAsync();
        Assert.Equal(2, Rows((await _scene.SeenAsync(Dana))[^1]).Count);
    }

    [Fact]
    public async Task The_first_message_waits_for_the_end_of_the_quiet_hours()
    {
        _scene.To(2026, 6, 5, 20, 0);
        _scene.Says(1, "Fernway Studio", Dana, 40, ("quiet", TriggerState.Firing, Severity.High, 12));
        await _scene.TickAsync();
        Assert.Equal(0, await _scene.DueAsync(_scene.Baseline));

        _scene.To(2026, 6, 8, 6, 0);
        Assert.Equal(1, await _scene.DueAsync(_scene.Baseline));
    }

    [Fact]
    public async Task Accounts_that_changed_hands_come_in_one_message_on_the_next_working_morning()
    {
        for (int id = 1; id <= 3; id++)
            _scene.Says(id, $"Account {id:00}", Dana, 40);
        await _scene.TickAsync();
        _scene.Says(1, "Account 01", Dana, 40, ("quiet", TriggerState.Firing, Severity.High, 12));
        await _scene.TickAsync();
        await _scene.PressAsync(await _scene.OnlyCardAsync(Dana), Actions.Acknowledge);
        _scene.Clock.Advance(TimeSpan.FromHours(1));
        _scene.Says(1, "Account 01", Lee, 40, ("quiet", TriggerState.Firing, Severity.High, 12));
        _scene.Says(2, "Account 02", Lee, 40);
        await _scene.TickAsync();
        Assert.Equal(0, await _scene.DueAsync(_scene.Handover));

        // Friday's moves; Monday at eight.
        _scene.To(2026, 6, 8, 8, 0);
        Assert.Equal(1, await _scene.DueAsync(_scene.Handover));
        Assert.Equal(0, await _scene.DueAsync(_scene.Handover));

        var message = (await _scene.SeenAsync(Lee))[^1];
        Assert.Equal("2 accounts are yours now, 1 with something open", message.Text);
        Assert.Equal("Account 01: quiet", Text(Rows(message)[0]));
        Assert.StartsWith("From Dana. Dana was on it. ", Rows(message)[0].Detail, StringComparison.Ordinal);
        Assert.Equal("From Dana, score 40, USD 12,000 ARR", Rows(message)[1].Detail);
    }

    [Fact]
    public async Task An_account_that_came_back_before_the_morning_is_no_handover()
    {
        _scene.Says(1, "Account 01", Dana, 40);
        _scene.Says(2, "Account 02", Lee, 40);
        await _scene.TickAsync();
        _scene.Says(1, "Account 01", Lee, 40);
        await _scene.TickAsync();
        _scene.Says(1, "Account 01", Dana, 40);
        await _scene.TickAsync();

        _scene.To(2026, 6, 8, 8, 0);
        Assert.Equal(0, await _scene.DueAsync(_scene.Handover));
        Assert.Empty(await _scene.Book.MovesAsync(default));
    }

    [Fact]
    public async Task Who_comes_back_gets_one_list_of_what_happened_what_was_done_and_what_is_open()
    {
        _scene.Says(1, "Fernway Studio", Dana, 40);
        _scene.Says(2, "Northgate Foods", Dana, 40);
        await _scene.TickAsync();
        var away = Absences.Leave(Dana, new DateOnly(2026, 6, 9), Lee);
        await _scene.Values.SetAsync(away.Scope, away.Key, away.Value, default);
        await _scene.DueAsync(_scene.Return);
        _scene.Clock.Advance(TimeSpan.FromHours(1));
        _scene.Says(1, "Fernway Studio", Dana, 40, ("quiet", TriggerState.Firing, Severity.High, 12));
        _scene.Says(2, "Northgate Foods", Dana, 40, ("drop", TriggerState.Firing, Severity.High, 12));
        await _scene.TickAsync();
        var card = (await _scene.SeenAsync(Dana)).Concat(await _scene.SeenAsync(Lee)).First(message => message.Text.StartsWith("Northgate", StringComparison.Ordinal));
        await _scene.PressAsync(card, Actions.Done, Lee, null, ("what", "called"));

        _scene.To(2026, 6, 8, 12, 0);
        Assert.Equal(0, await _scene.DueAsync(_scene.Return));
        _scene.To(2026, 6, 9, 6, 0);
        Assert.Equal(1, await _scene.DueAsync(_scene.Return));
        Assert.Equal(0, await _scene.DueAsync(_scene.Return));

        var list = (await _scene.SeenAsync(Dana))[^1];
        Assert.Equal("Welcome back: 1 open, 1 taken by others, 2 came up and 0 went away again", list.Text);
        Assert.Equal("Fernway Studio: quiet", Text(Assert.Single(Rows(list))));
        Assert.Equal("Northgate Foods: Done by Lee: called", string.Concat(Assert.Single(list.Blocks.OfType<BulletList>()).Items[0].Select(span => span.Text)));
    }

    [Fact]
    public async Task A_gap_is_noticed_by_whoever_is_first_and_only_the_first_evaluation_after_it_is_one_after_a_gap()
    {
        _scene.Says(1, "Fernway Studio", Dana, 40);
        await _scene.DueAsync(_scene.Alive);
        await _scene.TickAsync();
        Assert.Null(await _scene.Gaps.JustEndedAsync(_scene.Clock.GetUtcNow(), default));
        var from = _scene.Clock.GetUtcNow();

        _scene.Clock.Advance(TimeSpan.FromHours(5));
        var gap = await _scene.Gaps.JustEndedAsync(_scene.Clock.GetUtcNow(), default);
        Assert.Equal(new ServiceGap(from, from.AddHours(5)), gap);
        await _scene.DueAsync(_scene.Alive);
        Assert.Equal(gap, await _scene.Gaps.JustEndedAsync(_scene.Clock.GetUtcNow(), default));
        await _scene.TickAsync();

        Assert.Null(await _scene.Gaps.JustEndedAsync(_scene.Clock.GetUtcNow(), default));
    }

    [Fact]
    public async Task Four_hours_are_no_gap()
    {
        _scene.Says(1, "Fernway Studio", Dana, 40);
        await _scene.DueAsync(_scene.Alive);
        await _scene.TickAsync();
        _scene.Clock.Advance(TimeSpan.FromHours(4));

        Assert.Null(await _scene.Gaps.JustEndedAsync(_scene.Clock.GetUtcNow(), default));
    }

    [Fact]
    public async Task News_of_a_gap_comes_in_one_message()
    {
        _scene.Says(1, "Fernway Studio", Dana, 40);
        _scene.Says(2, "Northgate Foods", Dana, 40);
        await _scene.DueAsync(_scene.Alive);
        await _scene.TickAsync();
        _scene.To(2026, 6, 8, 9, 0);
        await _scene.DueAsync(_scene.Alive);
        _scene.Says(1, "Fernway Studio", Dana, 40, ("quiet", TriggerState.Firing, Severity.High, 12));
        _scene.Says(2, "Northgate Foods", Dana, 40, ("drop", TriggerState.Firing, Severity.High, 12));
        _scene.GapsOfTellings = _scene.Gaps;
        await _scene.EvaluateAsync();

        Assert.Equal(1, await _scene.DueAsync(_scene.Gap));
        Assert.Equal(0, await _scene.DueAsync(_scene.Gap));

        var message = (await _scene.SeenAsync(Dana))[^1];
        Assert.Equal("While I was away: 2 things came up", message.Text);
        Assert.Equal(2, Rows(message).Count);
        Assert.Contains("from Fri 5 Jun, 11:00 to Mon 8 Jun, 11:00", ((Paragraph)message.Blocks[1]).Spans[0].Text, StringComparison.Ordinal);
        Assert.Empty(await _scene.Tellings.WaitingAsync(Dana, default));
    }

    [Fact]
    public async Task A_digest_that_never_went_out_before_a_gap_is_not_sent_late_and_what_it_said_waits_again()
    {
        _scene.Says(1, "Fernway Studio", Dana, 40, ("quiet", TriggerState.Firing, Severity.High, 12));
        await _scene.TickAsync();
        _scene.To(2026, 6, 8, 6, 0);
        await _scene.DueAsync(_scene.Alive);
        await _scene.EvaluateAsync();
        Assert.Equal(1, await _scene.DigestAsync(deliver: false));

        _scene.Clock.Advance(TimeSpan.FromHours(6));
        await _scene.DueAsync(_scene.Alive);

        Assert.Empty(await _scene.SeenAsync(Dana));
        var again = Assert.Single(await _scene.Tellings.WaitingAsync(Dana, default));
        Assert.Equal((TellingWay.Held, TellingReasons.Gap), (again.Way, again.Reason));
    }

    [Fact]
    public async Task Cards_that_never_went_out_before_a_gap_are_not_sent_late_but_for_what_is_critical()
    {
        Fire(Severity.High, Severity.Critical, clear: true);
        await _scene.DueAsync(_scene.Alive);
        await _scene.TickAsync();
        Fire(Severity.High, Severity.Critical);
        await _scene.EvaluateAsync();

        await AfterAGapAsync();
        Assert.Equal("Northgate Foods: drop", Assert.Single(await _scene.SeenAsync(Dana)).Text);
        Fire(Severity.High, Severity.Critical);
        await _scene.TickAsync();
        Assert.Single(await _scene.SeenAsync(Dana));

        Assert.Equal(1, await _scene.DueAsync(_scene.Gap));
        Assert.Equal("While I was away: 1 thing came up", (await _scene.SeenAsync(Dana))[^1].Text);
        await _scene.TickAsync();
        Assert.Equal(2, (await _scene.SeenAsync(Dana)).Count);

        // Its next news is a card like any other.
        Fire(Severity.Critical, Severity.Critical);
        await _scene.TickAsync();
        Assert.Equal("Fernway Studio: quiet", (await _scene.SeenAsync(Dana))[^1].Text);
    }

    [Fact]
    public async Task A_card_that_was_to_be_followed_by_one_that_never_went_out_goes_on_telling_the_story()
    {
        _scene.Says(1, "Fernway Studio", Dana, 40, ("quiet", TriggerState.Clear, Severity.High, 1), ("drop", TriggerState.Clear, Severity.High, 1));
        await _scene.DueAsync(_scene.Alive);
        await _scene.TickAsync();
        _scene.Says(1, "Fernway Studio", Dana, 40, ("quiet", TriggerState.Firing, Severity.High, 12), ("drop", TriggerState.Clear, Severity.High, 1));
        await _scene.TickAsync();
        _scene.Says(1, "Fernway Studio", Dana, 40, ("quiet", TriggerState.Firing, Severity.High, 12), ("drop", TriggerState.Firing, Severity.High, 12));
        await _scene.EvaluateAsync();

        await AfterAGapAsync();
        await _scene.TickAsync();

        var card = Assert.Single(await _scene.SeenAsync(Dana));
        Assert.Equal("Fernway Studio: quiet", card.Text);
        Assert.Contains(card.Buttons, button => button.Action == Actions.Acknowledge);
        var waiting = Assert.Single(await _scene.Tellings.WaitingAsync(Dana, default));
        Assert.Equal(("drop", TellingReasons.Gap), (waiting.Alert.Trigger, waiting.Reason));
    }

    [Fact]
    public async Task In_a_channel_the_rest_is_a_list_too_and_whoever_wants_one_claims_it_there()
    {
        const string Pool = "#customer-success";
        _scene.Says(1, "Fernway Studio", null, 40);
        await _scene.DueAsync(_scene.Alive);
        await _scene.TickAsync();
        _scene.To(2026, 6, 8, 9, 0);
        await _scene.DueAsync(_scene.Alive);
        _scene.Says(1, "Fernway Studio", null, 40, ("quiet", TriggerState.Firing, Severity.High, 12));
        _scene.GapsOfTellings = _scene.Gaps;
        await _scene.TickAsync();
        Assert.Equal(1, await _scene.DueAsync(_scene.Gap));

        var row = Assert.Single(Rows(Assert.Single(await _scene.SeenAsync(Pool))));
        await _scene.ClickAsync(Actions.Claim, row.Buttons.Single(button => button.Action == Actions.Claim).Value, Dana);

        Assert.Equal(Dana, (await _scene.AlertAsync("quiet")).Status.Assignee);
        Assert.True(await ((RowRefresh)_scene.Refresh).RefreshAsync(Assert.Single(await _scene.Values.ListAsync(RowSheet.Scope, default)).Key, default));
        await _scene.DeliverAsync();
        Assert.DoesNotContain(Rows(Assert.Single(await _scene.SeenAsync(Pool)))[0].Buttons, button => button.Action == Actions.Claim);
    }

    private void Fire(Severity quiet, Severity drop, bool clear = false)
    {
        var state = clear ? TriggerState.Clear : TriggerState.Firing;
        _scene.Says(1, "Fernway Studio", Dana, 40, ("quiet", state, quiet, 12));
        _scene.Says(2, "Northgate Foods", Dana, 40, ("drop", state, drop, 12));
    }

    /// <summary>A process that comes back on Monday and first looks what time it is, as every start does.</summary>
    private async Task AfterAGapAsync()
    {
        _scene.To(2026, 6, 8, 9, 0);
        _scene.GapsOfTellings = _scene.Gaps;
        await _scene.DueAsync(_scene.Alive);
    }

    [Fact]
    public async Task A_line_shows_what_became_of_it_wherever_that_happened()
    {
        using var demo = new AlertingScene(demo: true);
        demo.Says(1, "Fernway Studio", Dana, 44, ("quiet", TriggerState.Firing, Severity.High, 12));
        demo.To(2026, 6, 8, 5, 0);
        await demo.TickAsync();
        demo.To(2026, 6, 8, 6, 0);
        await demo.DigestAsync();
        var card = (await demo.SeenAsync(Dana)).First(message => message.Buttons.Any(button => button.Action == Actions.Acknowledge));

        await demo.PressAsync(card, Actions.Acknowledge);
        Assert.Equal(1, await demo.DueAsync(demo.Refresh));
        Assert.Equal(0, await demo.DueAsync(demo.Refresh));

        var row = Assert.Single(Rows((await demo.SeenAsync(Dana)).Single(message => message.Blocks.Any(block => block is RowList))));
        Assert.StartsWith("Dana is on it. ", row.Detail, StringComparison.Ordinal);
        Assert.Equal(["Why?", "Snooze", "Done"], row.Buttons.Select(button => button.Label));
    }

    [Fact]
    public async Task Old_sheets_are_cleared_away()
    {
        _scene.Says(1, "Fernway Studio", Dana, 40, ("quiet", TriggerState.Firing, Severity.High, 12));
        await _scene.TickAsync();
        await _scene.DueAsync(_scene.Baseline);
        Assert.Single(await _scene.Values.ListAsync(RowSheet.Scope, default));
        await _scene.DueAsync(new SheetSweep(_scene.Values));
        Assert.Single(await _scene.Values.ListAsync(RowSheet.Scope, default));

        _scene.Clock.Advance(RowSheet.KeptFor + TimeSpan.FromMinutes(1));
        await _scene.DueAsync(new SheetSweep(_scene.Values));
        Assert.Empty(await _scene.Values.ListAsync(RowSheet.Scope, default));
    }

    private static IReadOnlyList<MessageRow> Rows(Message message) => [.. message.Blocks.OfType<RowList>().SelectMany(list => list.Rows)];

    private static string Text(MessageRow row) => string.Concat(row.Spans.Select(span => span.Text));
}
