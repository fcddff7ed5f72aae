using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using FsCheck;
using FsCheck.Fluent;
using static AccountAlerts.Storage.Tests.Alerts.AlertingScene;

namespace AccountAlerts.Storage.Tests.Alerts;

/// <summary>Laws that hold over any interleaving of evaluations and clicks, with a real store: double clicks, repeats and two desks at once included.</summary>
public sealed class DeskPropertyTests
{
    private static readonly string[] Triggers = ["quiet", "drop"];
    private static readonly string[] People = [Dana, Lee];

    [Fact]
    public void Any_interleaving_leaves_one_story_that_can_be_told_again() => Prop.ForAll(
        Gen.Choose(0, 1_000_000).ArrayOf(24).ToArbitrary(),
        steps => LiveAsync(steps).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    private static async Task LiveAsync(int[] steps)
    {
        using var scene = new AlertingScene(demo: true);
        var said = new List<(string Note, bool Explained)>();
        foreach (int step in steps)
        {
            scene.Clock.Advance(TimeSpan.FromHours(step % 31));
            if (step % 2 == 0)
                await ObserveAsync(scene, step);
            else
                await ClickAsync(scene, step, said);
        }

        await CheckStoryAsync(scene, said);

        // Whatever happened before: once nothing holds any more, nothing is open and no card waits.
        scene.Says(1, "Amber Health", Dana, 60, [.. Triggers.Select(trigger => (trigger, TriggerState.Clear, Severity.High, 0.0))]);
        await scene.TickAsync();
        Assert.DoesNotContain((await scene.Store.ReadAsync([1], default))[0].Alerts, stored => stored.Alert.IsLive);
        foreach (string reader in People)
            Assert.All(await scene.SeenAsync(reader), message => Assert.Equal((Tone.Done, 0), (message.Tone, message.Buttons.Count)));
        await CheckStoryAsync(scene, said);
    }

    /// <summary>Fires, rests, recovers or cannot tell; more or less urgent; one owner or the other.</summary>
    private static async Task ObserveAsync(AlertingScene scene, int step)
    {
        scene.Says(
            1, "Amber Health", People[step / 7 % 5 == 0 ? 1 : 0], 60,
            [.. Triggers.Select((trigger, index) => (trigger, StateOf(step / (11 + (index * 6))), (Severity)(1 + (step / (13 + (index * 6)) % 3)), (double)(step % 5)))]);
        await scene.TickAsync();
    }

    private static TriggerState StateOf(int number) => (number % 6) switch
    {
        0 or 1 or 2 => TriggerState.Firing,
        3 => TriggerState.Pending,
        4 => TriggerState.Unknown,
        _ => TriggerState.Clear,
    };

    /// <summary>A click on any message, old ones too: alone, twice, or two people at once.</summary>
    private static async Task ClickAsync(AlertingScene scene, int step, List<(string Note, bool Explained)> said)
    {
        Message[] messages = [.. (await scene.SeenAsync(Dana)).Concat(await scene.SeenAsync(Lee)).Where(message => message.Buttons.Count > 0)];
        if (messages.Length == 0)
            return;
        var message = messages[step / 3 % messages.Length];
        string value = message.Buttons[0].Value;
        string note = $"note {said.Count} {step}";
        var first = Act(step / 17, note);
        string who = People[step / 5 % 2];
        switch (step / 19 % 3)
        {
            case 0:
                said.Add((note, (await scene.ClickAsync(first.Action, value, who, inputs: first.Inputs)).Message is not null));
                break;
            case 1:
                string id = $"double-{said.Count}";
                var answers = await Task.WhenAll(
                    scene.ClickAsync(first.Action, value, who, id, first.Inputs), scene.ClickAsync(first.Action, value, who, id, first.Inputs));
                said.Add((note, answers[0].Message is not null));
                break;
            default:
                var second = Act(step / 23, note + " b");
                var both = await Task.WhenAll(
                    scene.ClickAsync(first.Action, value, Dana, inputs: first.Inputs), scene.ClickAsync(second.Action, value, Lee, inputs: second.Inputs));
                said.Add((note, both[0].Message is not null));
                said.Add((note + " b", both[1].Message is not null));
                break;
        }
    }

    private static (string Action, (string, string)[] Inputs) Act(int choice, string note) => (choice % 7) switch
    {
        0 => (Actions.Acknowledge, []),
        1 => (Actions.Snooze, [(CardDialogs.Until, CardDialogs.Week), (CardDialogs.Reason, note)]),
        2 => (Actions.Done, [(CardDialogs.What, note)]),
        3 => (Actions.NotRight, [(CardDialogs.Why, CardDialogs.Known), (CardDialogs.Note, note)]),
        4 => (Actions.NotRight, [(CardDialogs.Why, CardDialogs.NotHere), (CardDialogs.Note, note)]),
        5 => (Actions.HandTo, [(CardDialogs.Person, Lee), (CardDialogs.Note, note)]),
        _ => (Actions.StartPlaybook, []),
    };

    private static async Task CheckStoryAsync(AlertingScene scene, List<(string Note, bool Explained)> said)
    {
        var trail = await scene.Reader.TrailAsync(1, 10_000, default);
        var stored = await scene.Reader.OfAccountAsync(1, 10_000, default);
        foreach (var key in stored.GroupBy(alert => alert.Alert.Key))
        {
            Assert.True(key.Count(alert => alert.Alert.IsLive) <= 1);
            Assert.Equal(Enumerable.Range(1, key.Count()), key.Select(alert => alert.Alert.Episode).Order());
        }

        foreach (var alert in stored.Select(alert => alert.Alert))
        {
            AlertEvent[] events = [.. trail.Where(happened => happened.Key == alert.Key && happened.Episode == alert.Episode).OrderBy(happened => happened.Version)];
            Assert.Equal((alert.Version, alert.Status), (AlertHistory.Replay(events).Version, AlertHistory.Replay(events).Status));
            // Nothing reopens, and every announcement has the next number and is the product's.
            Assert.All(events.SkipWhile(happened => happened.Status.State != AlertState.Resolved), happened => Assert.Equal(AlertState.Resolved, happened.Status.State));
            foreach (var (before, after) in events.Zip(events.Skip(1)))
            {
                Assert.InRange(after.Status.News - before.Status.News, 0, 1);
                if (after.Status.News > before.Status.News)
                    Assert.Equal((Transition.Evaluation, AlertState.Open), (after.Actor, after.Status.State));
            }
        }

        // Who was told nothing else was heard, and a repeat was heard once.
        foreach (var (note, explained) in said)
        {
            AlertEvent[] heard = [.. trail.Where(happened => happened.Actor != Transition.Evaluation && happened.Status.Note == note && happened.Reason is not
                (AlertReasons.Acknowledged or AlertReasons.PlaybookStarted))];
            Assert.All(heard.GroupBy(happened => (happened.Key, happened.Episode)), same => Assert.Single(same, happened => happened.Status.Note == note));
            if (explained)
                Assert.Empty(heard);
        }
    }
}
