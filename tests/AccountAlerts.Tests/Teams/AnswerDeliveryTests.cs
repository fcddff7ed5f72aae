using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.TestKit.Teams;
using AccountAlerts.Tests.EndToEnd;

namespace AccountAlerts.Tests.Teams;

/// <summary>What is said to one person alone arrives, whatever the weather, and once.</summary>
public sealed class AnswerDeliveryTests
{
    [Fact]
    public async Task An_answer_that_is_limited_waits_as_long_as_Teams_says_and_is_said_once()
    {
        await using var scene = await TalkInTeams.WithCardAsync();
        int before = scene.Teams.Chat(scene.Lee).Count;
        scene.Teams.Then(TeamsVerb.Send, TeamsFault.Throttled(1));

        await scene.SayAsync(scene.Lee, "alerts");

        Assert.Equal(before + 1, scene.Teams.Chat(scene.Lee).Count);
        Assert.Contains("Amber Lane", scene.Teams.Chat(scene.Lee)[^1].Words);
        TeamsCall[] sends = [.. scene.Teams.Calls.Where(call => call.Verb == TeamsVerb.Send && call.Place == scene.Lee.Chat).TakeLast(2)];
        Assert.StartsWith("429", sends[0].Outcome, StringComparison.Ordinal);
        Assert.True(sends[1].At - sends[0].At >= TimeSpan.FromSeconds(1), $"{sends[1].At - sends[0].At}");
    }

    [Fact]
    public async Task Faults_of_the_server_delay_an_answer_and_the_line_that_tells_of_it()
    {
        await using var scene = await TalkInTeams.WithCardAsync();
        await scene.Teams.InstallAsync(scene.Success, scene.Dana);
        scene.Teams.Script = Twice(TeamsFault.PreconditionFailed);

        await scene.Teams.MentionAsync(scene.Lee, scene.Channel, "how is amber lane");
        await scene.SettleAsync();

        Assert.Contains("Amber Lane", scene.Teams.Chat(scene.Lee)[^1].Words);
        Assert.Equal("Answered privately.", Assert.Single(scene.Teams.In(scene.Channel)).Words);
        Assert.Equal(2, scene.Teams.Calls.Count(call => call.Outcome?.StartsWith("412", StringComparison.Ordinal) == true));
    }

    [Fact]
    public async Task An_answer_that_could_not_be_said_before_a_crash_is_said_after_it()
    {
        await using var scene = await TalkInTeams.WithCardAsync();
        int before = scene.Teams.Chat(scene.Lee).Count;
        scene.Teams.Script = call => call.Verb == TeamsVerb.Send ? TeamsFault.Refuse(503, "ServiceUnavailable") : null;
        Assert.True((await scene.Teams.SayAsync(scene.Lee, "alerts")).Taken);
        await scene.Teams.WhenAsync(() => scene.Teams.Calls.Any(call => call.Outcome?.StartsWith("503", StringComparison.Ordinal) == true));

        // The process that heard the question is no more; another one has its database.
        await scene.Product.DisposeAsync();
        scene.Teams.Script = _ => null;
        await using RunningProduct after = await RunningProduct.StartAsync(scene.At, clock: scene.Product.Clock);
        await after.SendByItselfAsync();
        await after.SentAsync();

        Assert.Equal(before + 1, scene.Teams.Chat(scene.Lee).Count);
        Assert.Contains("Amber Lane", scene.Teams.Chat(scene.Lee)[^1].Words);
    }

    [Fact]
    public async Task What_takes_the_place_of_an_answer_arrives_too_and_nobody_can_put_it_into_somebody_elses()
    {
        await using var scene = await TeamsScene.StartAsync();
        await scene.EverybodyAsync("Amber Lane", "Amber Loft");
        await scene.SayAsync(scene.Dana, "amber");
        await scene.SayAsync(scene.Lee, "amber");
        var (mine, other) = (scene.Teams.Chat(scene.Dana)[^1], scene.Teams.Chat(scene.Lee)[^1]);
        scene.Teams.Then(TeamsVerb.Update, TeamsFault.Throttled(1));

        await scene.PressAsync(scene.Dana, mine, "Amber Loft");
        Assert.DoesNotContain("Amber Lane", scene.Teams.Now(mine).Words);

        // Lee says that the button stood on Dana's answer.
        string seen = scene.Teams.Now(mine).Words;
        var forged = scene.Teams.Compose.Press(scene.Lee, other, "Amber Lane", new Dictionary<string, string>());
        forged["value"]!["action"]!["data"]!["button"]!["answer"] = TeamsCards.Actions(mine.Card!).First().Json["data"]!["button"]!["answer"]!.DeepClone();
        await scene.Teams.DeliverAsync(forged);
        await scene.SettleAsync();
        Assert.Equal(seen, scene.Teams.Now(mine).Words);
        Assert.Contains("Amber Lane", scene.Teams.Chat(scene.Lee)[^1].Words);
    }

    [Fact]
    public async Task A_group_chat_that_the_bot_was_removed_from_is_broken_operations_are_told_and_the_asker_is_answered_all_the_same()
    {
        await using var scene = await TalkInTeams.WithCardAsync();
        var group = scene.Teams.AddGroupChat(scene.Dana, scene.Lee);
        await scene.Teams.InstallAsync(group, scene.Dana);
        FakeTeams.UninstallSilently(group);

        await scene.Teams.MentionAsync(scene.Lee, group, "alerts");
        await scene.SettleAsync();

        Assert.Contains("Amber Lane", scene.Teams.Chat(scene.Lee)[^1].Words);
        var broken = Assert.Single((await scene.Product.Service<IDeliveryDesk>().CountAsync(default)).Broken);
        Assert.Equal(group.Id, broken.Conversation);
        Assert.Contains("BotNotInConversationRoster", broken.Reason);
        await scene.Product.Service<IEnumerable<IDueWork>>().OfType<BrokenDestinations>().Single().RunAsync(scene.Product.Clock.GetUtcNow(), default);
        await scene.Product.SentAsync();
        Assert.Contains(await scene.Product.InboxAsync("olga@example.com"), message => message.Message.Text.Contains(group.Id, StringComparison.Ordinal));

        // From then on nothing is tried there until it is heard of again.
        int calls = scene.Teams.Calls.Count(call => call.Place == group.Id);
        await scene.Product.Service<IDeliveryDesk>().TryNowAsync("teams", scene.Teams.TenantId, group.Id, default);
        await scene.SettleAsync();
        Assert.Equal(calls, scene.Teams.Calls.Count(call => call.Place == group.Id));
    }

    private static Func<TeamsCall, TeamsFault?> Twice(TeamsFault fault)
    {
        int left = 2;
        return call => call.Verb == TeamsVerb.Send && Interlocked.Decrement(ref left) >= 0 ? fault : null;
    }
}
