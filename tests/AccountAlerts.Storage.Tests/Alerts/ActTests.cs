using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Conversations.Said;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.TestKit.Fakes;
using static AccountAlerts.Storage.Tests.Alerts.AlertingScene;

namespace AccountAlerts.Storage.Tests.Alerts;

/// <summary>What people do with alerts, from the button to what everybody sees of it.</summary>
public class ActTests : IDisposable
{
    private const string Channel = "#customer-success";

    private readonly AlertingScene _scene = new(demo: true);

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Every_step_is_told_once_under_the_card()
    {
        var card = await CardAsync(Dana);
        await _scene.PressAsync(card, Actions.Acknowledge);
        await _scene.PressAsync(card, Actions.Snooze, inputs: [(CardDialogs.Until, CardDialogs.Monday), (CardDialogs.Reason, "waiting for their reply")]);
        Says(TriggerState.Firing, Severity.Medium);
        await _scene.TickAsync();
        await _scene.TickAsync();

        Assert.Equal(
            ["Dana is on it", "Snoozed until Mon 8 Jun by Dana: waiting for their reply", "Less urgent: When you can"], await _scene.LinesAsync());
    }

    [Fact]
    public async Task Beside_other_causes_a_line_says_which_it_is_about()
    {
        _scene.Says(1, "Amber Health", Dana, 60, ("quiet", TriggerState.Firing, Severity.High, 11), ("drop", TriggerState.Firing, Severity.High, 5));
        await _scene.TickAsync();
        var card = await _scene.OnlyCardAsync(Dana);
        await _scene.PressAsync(card, Actions.Acknowledge);
        _scene.Says(1, "Amber Health", Dana, 60, ("quiet", TriggerState.Clear, Severity.High, 11), ("drop", TriggerState.Firing, Severity.High, 5));
        _scene.Clock.Advance(TimeSpan.FromDays(3));
        await _scene.TickAsync();

        Assert.Equal(["Dana is on it", "Back to normal after 3 days (quiet)"], await _scene.LinesAsync());
    }

    [Fact]
    public async Task What_is_worse_after_somebody_took_it_is_posted_anew_and_says_since_when()
    {
        await _scene.PressAsync(await CardAsync(Dana), Actions.Acknowledge);
        _scene.Clock.Advance(TimeSpan.FromDays(1));
        Says(TriggerState.Firing, Severity.Critical);
        await _scene.TickAsync();

        var seen = await _scene.SeenAsync(Dana);
        Assert.Equal(2, seen.Count);
        Assert.Contains("New since you acknowledged on Fri 5 Jun", MessageJson.Write(seen[1]));
        await _scene.PressAsync(seen[1], Actions.Acknowledge);
        Assert.DoesNotContain("New since", MessageJson.Write((await _scene.SeenAsync(Dana))[1]));
    }

    [Fact]
    public async Task Who_is_handed_a_card_hears_from_whom_and_why()
    {
        await _scene.PressAsync(await CardAsync(Dana), Actions.HandTo, inputs: [(CardDialogs.Person, Lee), (CardDialogs.Note, "you know their admin")]);

        Assert.Equal("Amber Health: now with Lee", (await _scene.OnlyCardAsync(Dana)).Text);
        Assert.Contains("Handed to Lee by Dana: you know their admin", MessageJson.Write(await _scene.OnlyCardAsync(Lee)));
        Assert.Equal(["Handed to Lee by Dana: you know their admin"], await _scene.LinesAsync());
    }

    [Fact]
    public async Task The_first_claim_wins_and_the_second_hears_who_has_it()
    {
        var card = await CardAsync(null);
        Assert.DoesNotContain(card.Buttons, button => button.Action == Actions.Acknowledge);

        var answers = await Task.WhenAll(_scene.PressAsync(card, Actions.Claim), _scene.PressAsync(card, Actions.Claim, Lee));

        string winner = (await _scene.AlertAsync("quiet")).Status.Assignee!;
        string loser = winner == Dana ? Lee : Dana;
        Assert.Single(answers, answer => answer.Message is null);
        Assert.Single(answers, answer => answer.Message?.Text == (winner == Dana ? "Dana has it already." : "Lee has it already."));
        Assert.Equal("Amber Health: now with " + (winner == Dana ? "Dana" : "Lee"), (await _scene.OnlyCardAsync(Channel)).Text);
        Assert.Contains("has taken it", MessageJson.Write(await _scene.OnlyCardAsync(winner)));
        Assert.Empty(await _scene.SeenAsync(loser));
        Assert.Single(await _scene.LinesAsync());
    }

    [Fact]
    public async Task The_steps_of_a_playbook_tick_off_with_who_and_when()
    {
        var card = await CardAsync(Dana);
        await _scene.PressAsync(card, Actions.StartPlaybook);
        card = await _scene.OnlyCardAsync(Dana);
        Assert.Contains("\u2610 Call them about quiet", MessageJson.Write(card));
        var step = Assert.Single(card.Buttons.Single(button => button.Action == Actions.TickStep).Dialog!.Inputs[0].Options!);

        await _scene.PressAsync(card, Actions.TickStep, Lee, inputs: (CardDialogs.Step, step.Value));
        await _scene.PressAsync(card, Actions.TickStep, Lee, inputs: (CardDialogs.Step, step.Value));

        var status = (await _scene.AlertAsync("quiet")).Status;
        Assert.Equal((Dana, Lee, true), (status.Playbook?.Owner, status.Playbook?.Steps[0].DoneBy, status.Playbook?.IsDone));
        Assert.Equal((AlertState.Acknowledged, Dana), (status.State, status.AcknowledgedBy));
        Assert.Contains("\u2611 Call them about quiet (Lee, Fri 5 Jun)", MessageJson.Write(await _scene.OnlyCardAsync(Dana)));
        Assert.Equal(["Dana began the steps", "Steps for Amber Health: all done", "Done: Call them about quiet (Lee)"], await _scene.LinesAsync());
    }

    [Fact]
    public async Task A_row_without_a_card_is_acted_on_like_one()
    {
        _scene.Says(1, "Amber Health", Dana, 60, ("quiet", TriggerState.Firing, Severity.Medium, 11));
        await _scene.TickAsync();
        string row = AlertHandle.Of(await _scene.AlertAsync("quiet")).ToString();

        Assert.Equal("Dana is on it: Amber Health: quiet", (await _scene.ClickAsync(Actions.Acknowledge, row)).Message?.Text);
        Assert.Equal("Dana is on it already.", (await _scene.ClickAsync(Actions.Acknowledge, row, Lee)).Message?.Text);
        await _scene.ClickAsync(Actions.Snooze, row, inputs: (CardDialogs.Until, CardDialogs.Week));
        Says(TriggerState.Clear);
        await _scene.TickAsync();

        Assert.Equal("Back to normal: Amber Health. You had snoozed it.", (await _scene.OnlyCardAsync(Dana)).Text);
        Assert.Equal("Already over: Back to normal.", (await _scene.ClickAsync(Actions.Done, row, inputs: (CardDialogs.What, "called"))).Message?.Text);
    }

    [Fact]
    public async Task A_snooze_may_end_by_nothing_but_what_wakes_it()
    {
        var card = await CardAsync(Dana);

        var refused = await _scene.PressAsync(card, Actions.Snooze, inputs: (CardDialogs.Until, CardDialogs.UntilWoken));
        Assert.Equal("Please choose what should wake it, or a day.", refused.Message?.Text);

        await _scene.PressAsync(card, Actions.Snooze, inputs: [(CardDialogs.Until, CardDialogs.UntilWoken), (CardDialogs.Wake, CardDialogs.WakeWorse)]);
        var snooze = (await _scene.AlertAsync("quiet")).Status.Snooze;
        Assert.Equal((_scene.Clock.GetUtcNow().AddDays(90), WakeOn.Worse), (snooze?.Until, snooze?.WakeOn));
    }

    [Fact]
    public async Task What_is_muted_can_be_looked_for_again()
    {
        await _scene.PressAsync(await CardAsync(Dana), Actions.NotRight, inputs: (CardDialogs.Why, CardDialogs.NotHere));
        string row = AlertHandle.Of(await _scene.AlertAsync("quiet")).ToString();

        Assert.Equal("It is looked for again: Amber Health.", (await _scene.ClickAsync(Actions.Unmute, row)).Message?.Text);
        Assert.Equal("It is looked for already.", (await _scene.ClickAsync(Actions.Unmute, row)).Message?.Text);
        await _scene.TickAsync();
        Assert.Equal(2, (await _scene.AlertAsync("quiet")).Episode);
    }

    [Theory]
    [InlineData("called Ines, new contact named", null, "call")]
    [InlineData("Wrote to both champions", null, "email")]
    [InlineData("talked it through", "meeting", "meeting")]
    [InlineData("called our own support", CardDialogs.NoTouch, null)]
    [InlineData("mended the export", null, null)]
    public async Task What_was_done_with_the_customer_is_a_touch_once(string what, string? how, string? kind)
    {
        var card = await CardAsync(Dana);
        for (int i = 0; i < 2; i++)
            await _scene.PressAsync(card, Actions.Done, Dana, "c1", (CardDialogs.What, what), (CardDialogs.How, how ?? ""));
        var facts = new RecordingFactStore();
        var notes = new SaidFacts(_scene.Store, _scene.Values, facts);
        // A process may die between storing the fact and forgetting the note: the same id again is the same fact.
        await notes.RunAsync(_scene.Clock.GetUtcNow(), default);
        await notes.RunAsync(_scene.Clock.GetUtcNow(), default);

        var rows = facts.Rows(Domain.Accounts.FactStream.Touchpoints);
        Assert.Equal(kind is null ? [] : [("done-c1", "amber-health", kind, what)], rows.Select(row => (row[0].Text, row[1].Text, row[3].Text, row[7].Text)));
        var said = facts.Rows(Domain.Accounts.FactStream.Said);
        Assert.Equal(kind is null ? [] : [("done-c1", "amber-health", kind, Dana, what)], said.Select(row => (row[0].Text, row[1].Text, row[3].Text, row[4].Text, row[7].Text)));
        Assert.All(facts.Imports, import => Assert.Equal("chat", import.Header.Source));
    }

    [Fact]
    public async Task What_was_noted_before_there_were_authors_is_still_a_touch()
    {
        await _scene.Values.SetAsync(SaidFacts.Scope, "done-old", """{"Account":"amber-health","Day":"2026-06-01","Kind":"call","Note":"called"}""", default);
        var facts = new RecordingFactStore();

        await new SaidFacts(_scene.Store, _scene.Values, facts).RunAsync(_scene.Clock.GetUtcNow(), default);

        Assert.Equal([("done-old", "call", "called")], facts.Rows(Domain.Accounts.FactStream.Touchpoints).Select(row => (row[0].Text, row[3].Text, row[7].Text)));
        Assert.Empty(facts.Rows(Domain.Accounts.FactStream.Said));
    }

    [Fact]
    public async Task Precision_counts_each_alert_once_and_the_verdict_weighs_more()
    {
        _scene.Says(1, "Amber Health", Dana, 60, ("quiet", TriggerState.Firing, Severity.High, 11), ("drop", TriggerState.Firing, Severity.High, 5));
        _scene.Says(2, "Amber Hill", Dana, 60, ("quiet", TriggerState.Firing, Severity.High, 11));
        await _scene.TickAsync();
        var (health, hill) = ((await _scene.SeenAsync(Dana))[0], (await _scene.SeenAsync(Dana))[1]);
        await _scene.PressAsync(health, Actions.Acknowledge);
        await _scene.PressAsync(health, Actions.Done, inputs: (CardDialogs.What, "called"));
        await _scene.PressAsync(hill, Actions.Acknowledge);
        await _scene.PressAsync(hill, Actions.NotRight, inputs: (CardDialogs.Why, CardDialogs.NotHere));

        var counted = await _scene.Precision.SinceAsync(_scene.Clock.GetUtcNow().AddDays(-1), default);

        Assert.Equal([("drop", 1, 0, 1), ("quiet", 1, 1, 2)], counted.Select(line => (line.Trigger, line.Useful, line.NotUseful, line.Opened)));
        Assert.Equal(0.5, counted[1].Share);
    }

    private async Task<Message> CardAsync(string? owner)
    {
        _scene.Says(1, "Amber Health", owner, 60, ("quiet", TriggerState.Firing, Severity.High, 11));
        await _scene.TickAsync();
        return await _scene.OnlyCardAsync(owner ?? Channel);
    }

    private void Says(TriggerState state, Severity severity = Severity.High) =>
        _scene.Says(1, "Amber Health", Dana, 60, ("quiet", state, severity, 11));
}
