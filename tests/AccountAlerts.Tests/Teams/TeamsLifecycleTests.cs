using AccountAlerts.Domain.Alerts;
using AccountAlerts.TestKit.Scenes;
using AccountAlerts.TestKit.Teams;

namespace AccountAlerts.Tests.Teams;

/// <summary>One alert from its first message to its last, as the people in Teams see it.</summary>
public sealed class TeamsLifecycleTests
{
    [Fact]
    public async Task An_alert_is_one_message_until_it_is_news_again_and_everything_else_happens_on_it()
    {
        await using var scene = await TalkInTeams.WithCardAsync();
        scene.At.Write($"templates/alerts/{SeatAlert.FileName}", SeatAlert.Worsening);
        var (teams, dana) = (scene.Teams, scene.Dana);
        var first = Assert.Single(scene.Cards);
        Assert.Contains("10 of 10 seats", first.Summary);

        // The card stays what it is; the answer is a message of its own.
        var why = await scene.PressAsync(dana, first, "Why?");
        Assert.Contains("10 of 10 seats", why.Card?.ToJsonString());
        Assert.Contains("Amber Lane", scene.Words[^1].Words);
        Assert.Equal(0, teams.Now(first).Edits);

        // Pressed once, delivered twice, at the same moment.
        var press = teams.Compose.Press(dana, first, "Acknowledge", new Dictionary<string, string>());
        var answers = await Task.WhenAll(teams.DeliverAsync(press), teams.DeliverAsync(press));
        Assert.All(answers, answer => Assert.True(answer.Taken));
        Assert.Contains(answers, answer => answer.Card?.ToJsonString().Contains("on it", StringComparison.Ordinal) == true);
        await scene.ShowsAsync(first, "on it");
        Assert.Single(await scene.TrailAsync(AlertReasons.Acknowledged));

        // Who pressed sees at once what everybody sees a moment later.
        var snoozed = await scene.PressAsync(dana, teams.Now(first), "snooze", ("snooze.until", "week"), ("snooze.wake", "worse"), ("snooze.reason", "they are at a fair"));
        Assert.Contains("they are at a fair", snoozed.Card?.ToJsonString());
        await scene.ShowsAsync(first, "they are at a fair");
        Assert.Single(scene.Cards);

        // Higher: the snooze asked to be woken, and an edit would notify nobody.
        await scene.NextDayAsync(12);
        await teams.WhenAsync(() => scene.Cards.Count == 2);
        var second = scene.Cards[1];
        Assert.Contains("12 of 10 seats", second.Words);
        await scene.ShowsAsync(first, "newer message");
        Assert.Empty(TalkInTeams.Labels(teams.Now(first)));

        // Whoever still has the old one on the screen learns why nothing happens; and nobody else does.
        int told = scene.Words.Count;
        var stale = await scene.PressAsync(dana, first, "done", ("done.what", "called"));
        Assert.Contains("newer message", stale.Card?.ToJsonString());
        Assert.Equal(told + 1, scene.Words.Count);
        Assert.Equal(AlertState.Open, (await scene.AlertAsync()).State);

        await scene.NextDayAsync(5);
        await scene.ShowsAsync(second, "Back to normal");
        Assert.Equal(2, scene.Cards.Count);
        Assert.Empty(TalkInTeams.Labels(teams.Now(second)));

        await scene.NextDayAsync(10);
        await teams.WhenAsync(() => scene.Cards.Count == 3);
        var third = scene.Cards[2];
        await scene.PressAsync(dana, third, "done", ("done.what", "ten more seats ordered"));
        await scene.ShowsAsync(third, "ten more seats ordered");

        Assert.Equal(3, scene.Cards.Count);
        Assert.DoesNotContain(teams.Accepted, accept => accept.Kind == TeamsAcceptKind.Delete);
    }

    [Fact]
    public async Task What_arrives_late_twice_or_in_another_order_is_done_once_and_everybody_sees_how_it_ended()
    {
        await using var scene = await TalkInTeams.WithCardAsync();
        var (teams, dana, card) = (scene.Teams, scene.Dana, scene.Cards[^1]);
        var done = teams.Compose.Press(dana, card, "done", new Dictionary<string, string> { ["done.what"] = "called them" });
        var acknowledge = teams.Compose.Press(dana, card, "Acknowledge", new Dictionary<string, string>());
        var why = teams.Compose.Press(dana, card, "Why?", new Dictionary<string, string>());

        foreach (var press in (System.Text.Json.Nodes.JsonObject[])[done, acknowledge, why, done, acknowledge])
            Assert.True((await teams.DeliverAsync(press)).Taken);
        await scene.ShowsAsync(card, "called them");

        Assert.Equal(AlertState.Resolved, (await scene.AlertAsync()).State);
        Assert.Single(await scene.TrailAsync(AlertReasons.Done));
        Assert.Empty(await scene.TrailAsync(AlertReasons.Acknowledged));
        Assert.Single(scene.Cards);
    }

    [Fact]
    public async Task An_edit_that_is_limited_or_put_off_is_made_all_the_same()
    {
        await using var scene = await TalkInTeams.WithCardAsync();
        var (teams, dana, card) = (scene.Teams, scene.Dana, scene.Cards[^1]);
        teams.Then(TeamsVerb.Update, TeamsFault.Throttled(1), TeamsFault.PreconditionFailed);

        await scene.PressAsync(dana, card, "Acknowledge");
        await scene.ShowsAsync(card, "on it");
        await scene.NextDayAsync(5);
        await scene.ShowsAsync(card, "Back to normal");

        Assert.Single(scene.Cards);
    }

    [Fact]
    public async Task An_old_client_acts_by_message_and_a_form_that_is_wrong_is_explained()
    {
        await using var scene = await TalkInTeams.WithCardAsync();
        var (teams, dana, card) = (scene.Teams, scene.Dana, scene.Cards[^1]);

        var wrong = await scene.PressAsync(dana, card, "snooze", ("snooze.until", "date"));
        Assert.Contains("date", wrong.Said);
        Assert.Equal(AlertState.Open, (await scene.AlertAsync()).State);

        Assert.True((await teams.PressInOldClientAsync(dana, card, "Acknowledge")).Taken);
        await scene.ShowsAsync(card, "on it");
        Assert.True((await teams.PressInOldClientAsync(dana, teams.Now(card), "snooze", new Dictionary<string, string> { ["snooze.until"] = "tomorrow" })).Taken);
        await scene.ShowsAsync(card, "Snoozed until");
    }

    [Fact]
    public async Task A_colleague_is_chosen_and_gets_a_card_of_their_own()
    {
        await using var scene = await TalkInTeams.WithCardAsync();
        var card = scene.Cards[^1];

        await scene.PressAsync(scene.Dana, card, "hand-to", ("hand-to.person", "lee@example.com"), ("hand-to.note", "knows their admin"));

        await scene.ShowsAsync(card, "Lee Park");
        await scene.Teams.WhenAsync(() => scene.Teams.Chat(scene.Lee).Any(post => post.Words.Contains("knows their admin", StringComparison.Ordinal)));
        Assert.Equal("lee@example.com", (await scene.AlertAsync()).Status.Assignee);
    }

    [Fact]
    public async Task What_was_pressed_in_a_channel_changes_the_card_for_everybody_and_the_words_come_into_the_personal_chat()
    {
        await using var scene = await TalkInTeams.WithChannelCardAsync();
        var card = Assert.Single(scene.Teams.Threads(scene.Channel), TalkInTeams.IsCard);
        int read = scene.Teams.Chat(scene.Lee).Count;

        var why = await scene.PressAsync(scene.Lee, card, "Why?");
        Assert.NotNull(why.Card);
        Assert.Contains("Amber Lane", scene.Teams.Chat(scene.Lee)[^1].Words);
        Assert.Equal(read + 1, scene.Teams.Chat(scene.Lee).Count);
        Assert.Empty(scene.Teams.Thread(card));

        await scene.PressAsync(scene.Lee, card, "Acknowledge");
        await scene.ShowsAsync(card, "Lee Park is on it");
        Assert.Equal("teams:lee@example.com", Assert.Single(await scene.TrailAsync(AlertReasons.Acknowledged)).Actor);
    }

    [Fact]
    public async Task Who_is_no_teammate_sees_nothing_and_nothing_is_done_for_them()
    {
        await using var scene = await TalkInTeams.WithChannelCardAsync();
        var card = Assert.Single(scene.Teams.Threads(scene.Channel), TalkInTeams.IsCard);
        var stranger = scene.Teams.AddUser("pat@example.com", "Pat Quinn");
        var guest = scene.Teams.AddUser("lee@example.com", "Lee Park", tenant: "bbbbbbbb-bbbb-cccc-dddd-eeeeeeeeeeee");

        foreach (var user in (TeamsUser[])[stranger, guest])
        {
            foreach (string label in (string[])["Acknowledge", "Why?"])
            {
                var answer = await scene.PressAsync(user, card, label);
                Assert.Null(answer.Card);
                Assert.DoesNotContain("Amber", answer.Body);
            }

            await scene.Teams.MentionAsync(user, scene.Channel, "why amber lane");
            await scene.SettleAsync();
            Assert.DoesNotContain(scene.Teams.Chat(user), post => post.Words.Contains("Amber", StringComparison.Ordinal));
        }

        Assert.Equal(AlertState.Open, (await scene.AlertAsync()).State);
    }
}
