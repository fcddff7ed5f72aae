using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.TestKit.Scenes;
using static AccountAlerts.Storage.Tests.Alerts.AlertingScene;

namespace AccountAlerts.Storage.Tests.Alerts;

public class AlertTickTests : IDisposable
{
    private const string Name = "Amber Health";

    private readonly AlertingScene _scene = new(demo: true);

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task What_fires_is_one_card_for_the_owner_with_all_that_a_finding_has()
    {
        Fires();
        await _scene.TickAsync();
        await _scene.TickAsync();

        var card = await _scene.OnlyCardAsync(Dana);
        Assert.Equal("Amber Health: quiet", card.Text);
        Assert.Equal(["Acknowledge", "Snooze", "Why?", "Done", "Hand to...", "Start playbook", "Not right..."], card.Buttons.Select(button => button.Label));
        var fields = card.Blocks.OfType<FieldList>().SelectMany(list => list.Fields).ToDictionary(field => field.Label, field => field.Value);
        Assert.Equal(("Dana", "This week"), (fields["CSM"], fields["When"]));
        Assert.Contains("Next step: Call them about quiet (by Mon 8 Jun)", card.Blocks.OfType<Paragraph>().Select(Line));
        Assert.Equal(["Amber Health: quiet"], card.Blocks.OfType<Heading>().Select(heading => heading.Spans[0].Text));
        Assert.DoesNotContain("Quiet", card.Blocks.OfType<Paragraph>().Select(Line));
        Assert.Equal(-10, Assert.Single(card.Blocks.OfType<ScoreBlock>()).Change);
        var moved = Assert.Single(card.Blocks.OfType<CauseBlock>());
        Assert.Equal([("Adoption", -6), ("Trend", -4), ("Breadth", 3), ("Others", -3)], moved.Lines.Select(line => (line.Label, line.Points)));
        Assert.Equal(moved.Total, moved.Lines.Sum(line => line.Points));
        Assert.Contains("Demo", Assert.Single(card.Blocks.OfType<Footnote>()).Text);
    }

    [Fact]
    public async Task Several_causes_of_one_account_are_one_card()
    {
        _scene.Says(1, Name, Dana, 60, ("quiet", TriggerState.Firing, Severity.High, 11), ("drop", TriggerState.Firing, Severity.Critical, 5));
        await _scene.TickAsync();

        var card = await _scene.OnlyCardAsync(Dana);
        Assert.Equal("Amber Health: drop (and 1 more)", card.Text);
        Assert.Equal(Tone.Critical, card.Tone);
        Assert.Equal("Amber Health: 2 things to look at", Assert.Single(card.Blocks.OfType<Heading>()).Spans[0].Text);
        Assert.Equal(["Drop", "Quiet"], card.Blocks.OfType<Paragraph>().Select(Line).Where(line => line is "Drop" or "Quiet"));
    }

    [Fact]
    public async Task Outside_the_demo_what_holds_at_first_sight_is_listed_and_not_posted_until_it_gets_worse()
    {
        using var scene = new AlertingScene();
        scene.Says(1, Name, Dana, 60, ("quiet", TriggerState.Firing, Severity.High, 11));
        await scene.TickAsync();
        Assert.Empty(await scene.SeenAsync(Dana));
        Assert.Equal("Already so when we started", Assert.Single(Rows(await scene.AskAsync("mine")))[3]);

        scene.Says(1, Name, Dana, 60, ("quiet", TriggerState.Firing, Severity.Critical, 12));
        await scene.TickAsync();
        Assert.Single(await scene.SeenAsync(Dana));
    }

    [Fact]
    public async Task What_begins_after_the_first_sight_is_news()
    {
        using var scene = new AlertingScene();
        scene.Says(1, Name, Dana, 60, ("quiet", TriggerState.Clear, Severity.High, 1));
        await scene.TickAsync();
        scene.Says(1, Name, Dana, 60, ("quiet", TriggerState.Firing, Severity.High, 11));
        await scene.TickAsync();

        Assert.Single(await scene.SeenAsync(Dana));
    }

    [Fact]
    public async Task Other_numbers_edit_the_card_and_recovery_closes_it()
    {
        Fires();
        await _scene.TickAsync();
        Fires(number: 12);
        await _scene.TickAsync();
        Assert.Contains("12 days", Texts(await _scene.OnlyCardAsync(Dana)));

        _scene.Says(1, Name, Dana, 60, ("quiet", TriggerState.Unknown, Severity.High, 0));
        await _scene.TickAsync();
        Assert.NotEmpty((await _scene.OnlyCardAsync(Dana)).Buttons);

        Clears();
        await _scene.TickAsync();
        var over = await _scene.OnlyCardAsync(Dana);
        Assert.Equal(("Back to normal: Amber Health: quiet", Tone.Done, 0), (over.Text, over.Tone, over.Buttons.Count));
    }

    [Fact]
    public async Task A_new_cause_is_told_by_a_new_message_and_the_old_one_points_to_it()
    {
        Fires();
        await _scene.TickAsync();
        _scene.Clock.Advance(TimeSpan.FromHours(1));
        _scene.Says(1, Name, Dana, 60, ("quiet", TriggerState.Firing, Severity.High, 11), ("drop", TriggerState.Firing, Severity.High, 5));
        await _scene.TickAsync();

        var seen = await _scene.SeenAsync(Dana);
        Assert.Equal(["Amber Health: there is a newer message", "Amber Health: drop (and 1 more)"], seen.Select(message => message.Text));
    }

    [Fact]
    public async Task What_is_not_urgent_is_listed_and_makes_no_card()
    {
        _scene.Says(1, Name, Dana, 60, ("quiet", TriggerState.Firing, Severity.Medium, 11));
        await _scene.TickAsync();

        Assert.Empty(await _scene.SeenAsync(Dana));
        Assert.Equal(["When you can", Name, "quiet", "Open, not sent as a message"], Assert.Single(Rows(await _scene.AskAsync("mine"))));
    }

    [Fact]
    public async Task An_account_without_an_owner_goes_to_the_channel()
    {
        _scene.Says(1, Name, null, 60, ("quiet", TriggerState.Firing, Severity.High, 11));
        await _scene.TickAsync();

        Assert.Single(await _scene.SeenAsync("#customer-success"));
    }

    [Fact]
    public async Task Growth_goes_to_sales_once_no_high_risk_is_open()
    {
        _scene.Says(1, Name, Dana, 60, ("quiet", TriggerState.Firing, Severity.High, 11), ("grow", TriggerState.Firing, Severity.Low, 2));
        await _scene.TickAsync();
        Assert.Empty(await _scene.SeenAsync(Sam));

        _scene.Says(1, Name, Dana, 60, ("quiet", TriggerState.Clear, Severity.High, 1), ("grow", TriggerState.Firing, Severity.Low, 2));
        await _scene.TickAsync();
        Assert.Equal(Tone.Growth, (await _scene.OnlyCardAsync(Sam)).Tone);
    }

    [Fact]
    public async Task A_new_owner_gets_the_card_and_the_former_ones_says_who_has_it()
    {
        Fires();
        await _scene.TickAsync();
        await _scene.PressAsync(await _scene.OnlyCardAsync(Dana), Actions.Acknowledge);
        _scene.Says(1, Name, Lee, 60, ("quiet", TriggerState.Firing, Severity.High, 11));
        await _scene.TickAsync();

        Assert.Equal("Amber Health: now with Lee", (await _scene.OnlyCardAsync(Dana)).Text);
        Assert.Contains((await _scene.OnlyCardAsync(Lee)).Buttons, button => button.Action == Actions.Acknowledge);
    }

    [Fact]
    public async Task An_account_that_is_gone_closes_its_cards()
    {
        Fires();
        await _scene.TickAsync();
        _scene.Fleet.Accounts.Clear();
        await _scene.TickAsync();

        Assert.Equal("No longer on the list of customers: Amber Health: quiet", (await _scene.OnlyCardAsync(Dana)).Text);
    }

    [Theory]
    [InlineData("gone", "No longer on the list of customers")]
    [InlineData("merged", "Now part of Birch Group")]
    [InlineData("churned", "No longer a customer")]
    [InlineData("ended", "No longer a customer, their contract has ended")]
    public async Task Each_way_in_which_an_account_ends_has_its_own_reason_on_the_card_the_line_and_the_trail(string how, string said)
    {
        Fires();
        await _scene.TickAsync();
        var card = await _scene.OnlyCardAsync(Dana);
        await _scene.PressAsync(card, Actions.Snooze, inputs: [(CardDialogs.Until, CardDialogs.Week)]);
        var left = new AccountBuilder("amber-health").WithId(1).Named(Name).Says(owner: Dana, arr: 12000, lifecycle: Lifecycle.Churned);
        switch (how)
        {
            case "merged":
                _scene.Facts.Merged["amber-health"] = new AccountRef(2, "birch", "Birch Group");
                goto case "gone";
            case "gone":
                _scene.Fleet.Accounts.Clear();
                break;
            case "ended":
                Left(left.Contract(DateOnly.FromDateTime(_scene.Clock.GetUtcNow().UtcDateTime).AddDays(-30)));
                break;
            default:
                Left(left);
                break;
        }

        await _scene.TickAsync();

        Assert.Equal($"{said}: Amber Health: quiet", (await _scene.OnlyCardAsync(Dana)).Text);
        Assert.Equal(said, (await _scene.LinesAsync())[^1]);
        Assert.Contains(said, MessageJson.Write(await _scene.AskAsync("history amber health")));

        // What holds no longer counts for nothing: nobody is told that it is back to normal.
        await _scene.TickAsync();
        Assert.Single(await _scene.SeenAsync(Dana));

        void Left(AccountBuilder account) => _scene.Shows(
            account.View(), new HealthResult("test", 60, 60, Bands.Of(60), 1, []), ("quiet", TriggerState.Clear, Severity.High, 1));
    }

    [Fact]
    public async Task Of_two_evaluations_at_once_only_the_newer_can_commit()
    {
        var older = await _scene.Store.BeginTickAsync(default);
        var newer = await _scene.Store.BeginTickAsync(default);

        Assert.IsType<CommitOutcome.Overtaken>(await _scene.Store.CommitAsync(new AlertCommit { At = default, Epoch = older.Epoch }, default));
        Assert.IsType<CommitOutcome.Stored>(await _scene.Store.CommitAsync(new AlertCommit { At = default, Epoch = newer.Epoch }, default));
    }

    [Fact]
    public async Task A_change_of_a_version_that_is_not_there_any_more_stores_nothing()
    {
        Fires();
        await _scene.EvaluateAsync();
        var alert = (await _scene.Store.ReadAsync([1], default))[0].Alerts[0].Alert;
        var close = Assert.IsType<Decision.Change>(AlertMachine.Close(alert, AlertReasons.TriggerOff, _scene.Clock.GetUtcNow())).Transition;
        var commit = new AlertCommit { At = _scene.Clock.GetUtcNow(), Alerts = [new AlertChange(close, null)] };

        Assert.IsType<CommitOutcome.Stored>(await _scene.Store.CommitAsync(commit, default));
        Assert.Equal(new CommitOutcome.Conflict(1), await _scene.Store.CommitAsync(commit with { New = FirstSights.None with { Triggers = new HashSet<string> { "other" } } }, default));
        Assert.DoesNotContain("other", (await _scene.Store.BeginTickAsync(default)).Known.Triggers);
    }

    [Fact]
    public async Task A_click_during_an_evaluation_is_kept_and_the_evaluation_decides_again()
    {
        Fires();
        await _scene.TickAsync();
        var card = await _scene.OnlyCardAsync(Dana);
        Fires(number: 12);
        _scene.Fleet.AtTheEnd = async () => await _scene.PressAsync(card, Actions.Acknowledge);
        await _scene.TickAsync();

        var seen = Texts(await _scene.OnlyCardAsync(Dana));
        Assert.Contains("Dana is on it", seen);
        Assert.Contains("12 days", seen);
    }

    [Fact]
    public async Task The_audit_trail_in_the_store_replays_to_the_alert()
    {
        Fires();
        await _scene.TickAsync();
        await _scene.PressAsync(await _scene.OnlyCardAsync(Dana), Actions.Acknowledge);
        Clears();
        _scene.Clock.Advance(TimeSpan.FromHours(1));
        await _scene.TickAsync();

        var trail = (await _scene.Reader.TrailAsync(1, 100, default)).Reverse().ToList();
        Assert.Equal([AlertReasons.Fired, AlertReasons.Acknowledged, AlertReasons.Recovered], trail.Select(line => line.Reason));
        var alert = Assert.Single(await _scene.Reader.OfAccountAsync(1, 10, default)).Alert;
        Assert.Equal((alert.Version, alert.ChangedAt, alert.Status), AlertHistory.Replay(trail));
    }

    private void Fires(double number = 11) => _scene.Says(1, Name, Dana, 60, ("quiet", TriggerState.Firing, Severity.High, number));

    private void Clears() => _scene.Says(1, Name, Dana, 60, ("quiet", TriggerState.Clear, Severity.High, 1));

    private static IReadOnlyList<IReadOnlyList<string>> Rows(Message message) => Assert.Single(message.Blocks.OfType<TableBlock>()).Rows;

    private static string Line(Paragraph paragraph) => string.Concat(paragraph.Spans.Select(span => span.Text));

    private static string Texts(Message message) => MessageJson.Write(message);
}
