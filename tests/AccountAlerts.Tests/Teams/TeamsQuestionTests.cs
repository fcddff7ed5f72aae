using System.Text.Json.Nodes;
using AccountAlerts.Teams.Manifest;
using AccountAlerts.TestKit.Teams;
using AccountAlerts.Tests.EndToEnd;

namespace AccountAlerts.Tests.Teams;

/// <summary>What people ask in Teams, in every way in which they can.</summary>
public sealed class TeamsQuestionTests
{
    [Fact]
    public async Task Who_installs_the_app_is_told_once_what_it_can_do_and_the_buttons_of_it_work()
    {
        await using var scene = await TeamsScene.StartAsync();
        await scene.EverybodyAsync("Amber Lane");

        var welcome = Assert.Single(scene.Teams.Chat(scene.Dana));
        Assert.Contains("AccountAlerts is here", welcome.Words);
        // The answer takes the place of the buttons.
        var answer = await scene.PressAsync(scene.Dana, welcome, "What I can ask");
        Assert.Contains("history <account>", answer.Card?.ToJsonString().Replace("\\u003C", "<", StringComparison.Ordinal).Replace("\\u003E", ">", StringComparison.Ordinal));
        Assert.Contains("history", scene.Teams.Now(welcome).Words);

        var stranger = scene.Teams.AddUser("pat@example.com", "Pat Quinn");
        await scene.Teams.InstallAsync(stranger);
        await scene.SettleAsync();
        Assert.Contains("for the customer-success team", Assert.Single(scene.Teams.Chat(stranger)).Words);
    }

    [Fact]
    public async Task A_message_in_the_personal_chat_is_answered_there_in_every_form_people_use()
    {
        await using var scene = await TalkInTeams.WithCardAsync();

        foreach (var (asked, said) in ((string, string)[])
            [("why did amber lane's score drop", "Amber Lane"), ("how is \u201camber lane\u201d?", "Amber Lane"), ("my accounts", "Nothing of yours"), ("what is adoption", "dopt"), ("help", "history"),
            ("alerts", "Amber Lane"), ("muted", "Nothing is muted"), ("digest", ""), ("<p>history&nbsp;amber lane</p>", "What happened at Amber Lane")])
        {
            int before = scene.Teams.Chat(scene.Lee).Count;
            await scene.SayAsync(scene.Lee, asked);
            Assert.Equal(before + 1, scene.Teams.Chat(scene.Lee).Count);
            Assert.Contains(said, scene.Teams.Chat(scene.Lee)[^1].Words);
        }

        await scene.SayAsync(scene.Dana, "ack amber lane");
        await scene.ShowsAsync(scene.Cards[^1], "on it");
    }

    [Fact]
    public async Task A_name_that_means_several_is_answered_with_buttons_and_the_choice_takes_their_place()
    {
        await using var scene = await TeamsScene.StartAsync();
        await scene.EverybodyAsync("Amber Lane", "Amber Loft");

        await scene.SayAsync(scene.Dana, "amber");
        var choices = scene.Teams.Chat(scene.Dana)[^1];
        Assert.Equal(["Amber Lane", "Amber Loft"], TalkInTeams.Labels(choices));
        var answer = await scene.PressAsync(scene.Dana, choices, "Amber Loft");

        Assert.Contains("Amber Loft", answer.Card?.ToJsonString());
        Assert.Contains("Amber Loft", scene.Teams.Now(choices).Words);
        Assert.DoesNotContain("Amber Lane", scene.Teams.Now(choices).Words);
        Assert.Equal(2, scene.Teams.Chat(scene.Dana).Count);
    }

    [Fact]
    public async Task A_question_in_front_of_others_is_answered_in_the_personal_chat_and_the_thread_says_only_that()
    {
        await using var scene = await TalkInTeams.WithCardAsync();
        await scene.Teams.InstallAsync(scene.Success, scene.Dana);

        await scene.Teams.MentionAsync(scene.Lee, scene.Channel, "how is amber lane");
        await scene.SettleAsync();

        Assert.Contains("Amber Lane", scene.Teams.Chat(scene.Lee)[^1].Words);
        var line = Assert.Single(scene.Teams.In(scene.Channel));
        Assert.Equal("Answered privately.", line.Words);
        Assert.NotNull(line.Root);

        var group = scene.Teams.AddGroupChat(scene.Dana, scene.Lee);
        await scene.Teams.InstallAsync(group, scene.Dana);
        await scene.Teams.MentionAsync(scene.Lee, group, "alerts");
        await scene.SettleAsync();
        Assert.Contains("Amber Lane", scene.Teams.Chat(scene.Lee)[^1].Words);
        Assert.Equal("Answered privately.", Assert.Single(scene.Teams.Chat(group)).Words);

        // Somebody who cannot be written to is told how to mend it, and nothing else.
        await scene.Teams.UninstallAsync(scene.Lee);
        await scene.Teams.MentionAsync(scene.Lee, scene.Channel, "how is amber lane");
        await scene.SettleAsync();
        Assert.Contains("Add AccountAlerts for yourself", scene.Teams.In(scene.Channel)[^1].Words);
        Assert.DoesNotContain("Amber", scene.Teams.In(scene.Channel)[^1].Words);
    }

    [Fact]
    public async Task What_Teams_repeats_is_answered_once()
    {
        await using var scene = await TalkInTeams.WithCardAsync();
        int before = scene.Teams.Chat(scene.Lee).Count;
        var asked = scene.Teams.Compose.Message(scene.Lee, "alerts");

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => scene.Teams.DeliverAsync((JsonObject)asked.DeepClone())));
        await scene.Teams.DeliverAsync(asked);
        await scene.SettleAsync();

        Assert.Equal(before + 1, scene.Teams.Chat(scene.Lee).Count);
    }

    [Fact]
    public async Task The_buttons_of_a_row_come_into_the_chat_with_their_forms_and_the_form_becomes_its_answer()
    {
        await using var scene = await TeamsScene.StartAsync();
        await scene.Product.TakeAsync(("team.csv", SeatScene.WholeTeam));
        await scene.Product.TakeAsync(("accounts.csv", SeatScene.Account("a1", "Amber Lane").Replace("dana@example.com", "", StringComparison.Ordinal)));
        await scene.Product.TakeAsync(("usage.csv", SeatScene.Seats("2026-06-09", 5, "a1")));
        await scene.TickAsync();
        await scene.Teams.InstallAsync(scene.Dana);
        await scene.Product.PassAsync(TimeSpan.FromDays(1));
        await scene.SeatsAsync(10, "a1");

        await scene.SayAsync(scene.Dana, "queue");
        var list = scene.Teams.Chat(scene.Dana)[^1];
        Assert.Equal(["Claim", "More..."], TalkInTeams.Labels(list));
        await scene.PressAsync(scene.Dana, list, "More...");
        var more = scene.Teams.Chat(scene.Dana)[^1];
        Assert.Contains("Amber Lane", more.Words);
        await scene.PressAsync(scene.Dana, more, "done", ("done.what", "sold them a seat"));

        Assert.Contains("sold them a seat", (await scene.AlertAsync()).Status.Note);
        Assert.Empty(TalkInTeams.Labels(scene.Teams.Now(more)));
    }

    [Fact]
    public async Task A_button_of_another_app_or_of_no_release_is_answered_and_does_nothing()
    {
        await using var scene = await TalkInTeams.WithCardAsync();
        var press = scene.Teams.Compose.Press(scene.Dana, scene.Cards[^1], "Acknowledge", new Dictionary<string, string>());
        foreach (string data in (string[])["{}", "{\"button\":{\"action\":\"fly\",\"value\":\"x.1\"}}", "{\"button\":7}", "\"x\""])
        {
            var changed = (JsonObject)press.DeepClone();
            changed["id"] = "f:" + data.Length;
            changed["value"]!["action"]!["data"] = JsonNode.Parse(data);
            var answer = await scene.Teams.DeliverAsync(changed);
            await scene.SettleAsync();
            Assert.True(answer.Taken);
            Assert.Contains("not known any more", answer.Body + scene.Teams.Chat(scene.Dana)[^1].Words);
        }

        Assert.Empty(await scene.TrailAsync(Domain.Alerts.AlertReasons.Acknowledged));
    }

    [Fact]
    public async Task The_message_extension_finds_what_the_searcher_may_see_and_gives_its_card()
    {
        await using var scene = await TalkInTeams.WithCardAsync(("Access", "Own"));

        var mine = await scene.Teams.SearchAsync(scene.Dana, "", TeamsManifest.FindAccount, TeamsManifest.AccountName);
        Assert.Contains("Amber Lane", mine.Body);
        var found = await scene.Teams.SearchAsync(scene.Dana, "amb", TeamsManifest.FindAccount, TeamsManifest.AccountName);
        var attachment = Assert.Single((JsonArray)found.Json!["composeExtension"]!["attachments"]!)!;
        Assert.Equal("application/vnd.microsoft.card.adaptive", attachment["contentType"]!.ToString());
        Assert.Equal("application/vnd.microsoft.card.thumbnail", attachment["preview"]!["contentType"]!.ToString());
        Assert.Contains("Amber Lane", attachment["content"]!.ToJsonString());
        Assert.Null(attachment["content"]!["actions"]);

        var other = await scene.Teams.SearchAsync(scene.Lee, "amber lane", TeamsManifest.FindAccount, TeamsManifest.AccountName);
        Assert.Equal("message", other.Json!["composeExtension"]!["type"]!.ToString());
        Assert.DoesNotContain("Amber", other.Body);
        var stranger = scene.Teams.AddUser("pat@example.com", "Pat Quinn");
        Assert.DoesNotContain("Amber", (await scene.Teams.SearchAsync(stranger, "amber lane", TeamsManifest.FindAccount, TeamsManifest.AccountName)).Body);
    }

    [Fact]
    public async Task Whoever_says_hello_to_the_demo_becomes_its_first_CSM_and_gets_cards_that_act()
    {
        await using var teams = await FakeTeams.StartAsync();
        var alex = teams.AddUser("alex@example.com", "Alex Reed");
        using Installation at = new();
        foreach (var (key, value) in teams.Settings)
            at.Settings[key.Replace("__", ":", StringComparison.Ordinal)] = value;
        await using RunningProduct product = await RunningProduct.StartAsync(at, demo: true);
        teams.Service = product.Address;
        await product.PollAsync();
        await product.TickAsync();
        await product.SendByItselfAsync();

        await teams.InstallAsync(alex);
        await product.SentAsync();
        Assert.Contains("From now on you are Dana", teams.Chat(alex)[^1].Words);
        await product.TickAsync();

        await teams.WhenAsync(() => teams.Chat(alex).Any(post => TalkInTeams.Labels(post).Contains("Acknowledge")));
        var card = teams.Chat(alex).First(post => TalkInTeams.Labels(post).Contains("Acknowledge"));
        Assert.Contains("emo", card.Words);
        await teams.PressAsync(alex, card, "Why?");
        await product.SentAsync();
        Assert.Contains("of 100", teams.Chat(alex)[^1].Words);
    }
}
