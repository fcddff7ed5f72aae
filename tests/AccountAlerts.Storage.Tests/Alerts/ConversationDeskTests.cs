using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation.LeftOut;
using static AccountAlerts.Storage.Tests.Alerts.AlertingScene;

namespace AccountAlerts.Storage.Tests.Alerts;

public class ConversationDeskTests : IDisposable
{
    private readonly AlertingScene _scene = new(demo: true);

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task The_same_click_twice_is_one_act_with_one_answer()
    {
        var card = await CardAsync();

        var first = await _scene.PressAsync(card, Actions.Done, clickId: "c1", inputs: (CardDialogs.What, "called"));
        var second = await _scene.PressAsync(card, Actions.Done, clickId: "c1", inputs: (CardDialogs.What, "called"));

        // What the card shows by now is looked up by whoever asks again.
        Assert.Equal(first with { Shown = null }, second);
        Assert.Equal(2, (await _scene.Reader.TrailAsync(1, 100, default)).Count);
    }

    [Fact]
    public async Task Acknowledging_twice_is_a_quiet_success_and_a_colleague_hears_who_has_it()
    {
        var card = await CardAsync();
        await _scene.PressAsync(card, Actions.Acknowledge);

        Assert.Null((await _scene.PressAsync(card, Actions.Acknowledge)).Message);
        Assert.Equal("Dana is on it already.", (await _scene.PressAsync(card, Actions.Acknowledge, Lee)).Message?.Text);
        Assert.DoesNotContain((await _scene.OnlyCardAsync(Dana)).Buttons, button => button.Action == Actions.Acknowledge);
    }

    [Fact]
    public async Task A_click_on_a_card_that_is_over_explains_and_reopens_nothing()
    {
        var card = await CardAsync();
        Says(TriggerState.Clear);
        await _scene.TickAsync();

        Assert.Equal("Already over: Back to normal.", (await _scene.PressAsync(card, Actions.Acknowledge)).Message?.Text);
        Assert.Equal(Tone.Done, (await _scene.OnlyCardAsync(Dana)).Tone);
    }

    [Fact]
    public async Task A_click_on_an_older_message_names_the_newer_one_and_changes_nothing()
    {
        var old = await CardAsync();
        Says(TriggerState.Firing, Severity.Critical);
        await _scene.TickAsync();

        Assert.Contains("newer message", (await _scene.PressAsync(old, Actions.Acknowledge)).Message?.Text);
        Assert.Equal(AlertState.Open, (await _scene.Store.ReadAsync([1], default))[0].Alerts[0].Alert.State);
    }

    [Fact]
    public async Task A_snooze_is_until_the_morning_in_the_clickers_zone_and_then_the_card_comes_anew()
    {
        var card = await CardAsync();
        await _scene.PressAsync(card, Actions.Snooze, inputs: [(CardDialogs.Until, CardDialogs.Monday), (CardDialogs.Reason, "on holiday")]);

        var snooze = (await _scene.Store.ReadAsync([1], default))[0].Alerts[0].Alert.Status.Snooze;
        // Monday, eight o'clock in Berlin's summer.
        Assert.Equal(new DateTimeOffset(2026, 6, 8, 6, 0, 0, TimeSpan.Zero), snooze?.Until);
        Assert.Contains("Snoozed until Mon 8 Jun by Dana: on holiday", MessageJson.Write(await _scene.OnlyCardAsync(Dana)));

        _scene.Clock.Advance(TimeSpan.FromDays(3));
        await _scene.TickAsync();
        var seen = await _scene.SeenAsync(Dana);
        Assert.Equal(2, seen.Count);
        Assert.Contains("Dana had snoozed this, and it still holds", MessageJson.Write(seen[1]));
    }

    [Fact]
    public async Task Recovery_during_a_snooze_closes_the_card_and_tells_the_snoozer()
    {
        await _scene.PressAsync(await CardAsync(), Actions.Snooze, inputs: (CardDialogs.Until, CardDialogs.Week));
        Says(TriggerState.Clear);
        await _scene.TickAsync();
        await _scene.TickAsync();

        Assert.Equal("Back to normal: Amber Health: quiet", (await _scene.OnlyCardAsync(Dana)).Text);
        Assert.Equal(["Snoozed until Fri 12 Jun by Dana", "Back to normal. Dana had snoozed it"], await _scene.LinesAsync());
    }

    [Theory]
    [InlineData("2026-09-04", "A snooze lasts 90 days at most.")]
    [InlineData("2026-06-05", "That time is over already.")]
    [InlineData("soon", "Please choose until when, and a date (yyyy-mm-dd) where the choice asks for one.")]
    public async Task A_snooze_that_cannot_be_says_why(string date, string answer)
    {
        var card = await CardAsync();

        var said = await _scene.PressAsync(card, Actions.Snooze, inputs: [(CardDialogs.Until, CardDialogs.OnDate), (CardDialogs.Date, date)]);

        Assert.Equal(answer, said.Message?.Text);
    }

    [Fact]
    public async Task Done_closes_the_card_with_what_was_done_and_holds_back()
    {
        await _scene.PressAsync(await CardAsync(), Actions.Done, inputs: (CardDialogs.What, "called Ines"));
        await _scene.TickAsync();

        Assert.Equal("Done by Dana: called Ines: Amber Health: quiet", (await _scene.OnlyCardAsync(Dana)).Text);
    }

    [Theory]
    [InlineData(CardDialogs.Known, "Known to Dana, back only if it gets worse")]
    [InlineData(CardDialogs.NotHere, "Not for this customer, says Dana")]
    [InlineData(CardDialogs.WrongData, "Wrong data, says Dana")]
    public async Task Not_right_acts_by_its_reason(string why, string line)
    {
        await _scene.PressAsync(await CardAsync(), Actions.NotRight, inputs: (CardDialogs.Why, why));
        await _scene.TickAsync();

        Assert.StartsWith(line, (await _scene.OnlyCardAsync(Dana)).Text);
    }

    [Fact]
    public async Task Wrong_data_says_what_it_does_and_what_it_does_not()
    {
        var card = await CardAsync();

        var first = await _scene.PressAsync(card, Actions.NotRight, clickId: "c1", inputs: (CardDialogs.Why, CardDialogs.WrongData));
        var second = await _scene.PressAsync(card, Actions.NotRight, clickId: "c1", inputs: (CardDialogs.Why, CardDialogs.WrongData));

        Assert.Contains("30 days at most. The score goes on using the data", first.Message?.Text, StringComparison.Ordinal);
        Assert.Equal(first.Message?.Text, second.Message?.Text);
    }

    [Fact]
    public async Task Wrong_data_is_left_out_from_the_same_moment_on()
    {
        var card = await CardAsync();
        _scene.LeftOut = new Fixed(new LeftOutNote(["open P1 tickets"], new ProductValue("$left-out", "1/quiet", "[]")));

        var answer = await _scene.PressAsync(card, Actions.NotRight, inputs: (CardDialogs.Why, CardDialogs.WrongData));

        Assert.EndsWith("Left out of the score until it says something else: open P1 tickets.", answer.Message?.Text, StringComparison.Ordinal);
        Assert.Equal("[]", await _scene.Values.GetAsync("$left-out", "1/quiet", default));
    }

    [Fact]
    public async Task The_wrong_person_hands_the_card_to_the_right_one()
    {
        await _scene.PressAsync(
            await CardAsync(), Actions.NotRight, inputs: [(CardDialogs.Why, CardDialogs.WrongPerson), (CardDialogs.Person, "Lee")]);
        await _scene.TickAsync();

        Assert.Equal("Amber Health: now with Lee", (await _scene.OnlyCardAsync(Dana)).Text);
        Assert.Contains("Handed to Lee by Dana", MessageJson.Write(await _scene.OnlyCardAsync(Lee)));
    }

    [Fact]
    public async Task A_dialog_can_narrow_an_act_to_one_cause()
    {
        _scene.Says(1, "Amber Health", Dana, 60, ("quiet", TriggerState.Firing, Severity.High, 11), ("drop", TriggerState.Firing, Severity.High, 5));
        await _scene.TickAsync();
        var card = await _scene.OnlyCardAsync(Dana);
        string drop = card.Buttons.Single(button => button.Action == Actions.Done).Dialog!.Inputs.Single(input => input.Name == CardDialogs.Cause)
            .Options!.Single(option => option.Label.EndsWith("drop", StringComparison.Ordinal)).Value;

        await _scene.PressAsync(card, Actions.Done, inputs: [(CardDialogs.What, "called"), (CardDialogs.Cause, drop)]);

        Assert.Equal("Amber Health: quiet", (await _scene.OnlyCardAsync(Dana)).Text);
    }

    [Fact]
    public async Task Why_on_a_card_and_commands_reach_the_account()
    {
        var card = await CardAsync();
        _scene.Says(2, "Amber Hill", Lee, 90);

        Assert.Equal("why card 1 60 -10", (await _scene.PressAsync(card, Actions.Why)).Message?.Text);
        Assert.Equal("why 1 90", (await _scene.AskAsync("why amber health since 90d")).Text);
        Assert.Equal("summary 2", (await _scene.AskAsync("amber hil")).Text);

        var choice = await _scene.AskAsync("why amber");
        Assert.Equal(["why amber-health", "why amber-hill"], choice.Buttons.Select(button => button.Value));
        Assert.Equal("why 2 28", (await _scene.ClickAsync(Actions.Command, choice.Buttons[1].Value)).Message?.Text);
        Assert.Equal(2, (await _scene.AskAsync("zzzzzz")).Buttons.Count);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("id00000000000000009999.1")]
    [InlineData("")]
    public async Task A_button_that_no_card_has_is_told_so(string value) =>
        Assert.Equal("This message is not known any more.", (await _scene.ClickAsync(Actions.Acknowledge, value)).Message?.Text);

    private async Task<Message> CardAsync()
    {
        Says(TriggerState.Firing);
        await _scene.TickAsync();
        return await _scene.OnlyCardAsync(Dana);
    }

    private void Says(TriggerState state, Severity severity = Severity.High) =>
        _scene.Says(1, "Amber Health", Dana, 60, ("quiet", state, severity, 11));
}
