using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.TestKit.Fakes;

namespace AccountAlerts.Storage.Tests.Alerts;

/// <summary>Limits, leases, threads, dead letters and broken destinations, on any database.</summary>
public abstract class DeliveryLaws : DeliveryScene
{
    [Fact]
    public async Task A_limit_of_a_conversation_is_used_to_the_full_and_never_broken()
    {
        Platform.Limits = new PlatformLimits { Conversation = new Rate(TimeSpan.FromSeconds(1)) };
        var sent = new List<(string Conversation, DateTimeOffset At)>();
        Platform.BeforeSend = message =>
        {
            lock (sent)
                sent.Add((message.Conversation.Id, Clock.GetUtcNow()));
            return Task.CompletedTask;
        };
        for (int i = 0; i < 10; i++)
            await PutAsync(Card($"c{i}", account: i, at: i % 2 == 0 ? Dana : Lee), "x");

        await RunUntilSettledAsync();

        foreach (var conversation in sent.GroupBy(call => call.Conversation))
        {
            var times = conversation.Select(call => call.At).ToList();
            Assert.All(times.Zip(times.Skip(1)), pair => Assert.InRange((pair.Second - pair.First).TotalMilliseconds, 1000, 1050));
        }

        Assert.Equal(10, sent.Count);
    }

    [Fact]
    public async Task A_limit_of_a_workspace_is_shared_by_all_who_send()
    {
        Platform.Limits = new PlatformLimits { Posts = new Rate(TimeSpan.FromMilliseconds(200), Burst: 3) };
        var sent = new List<DateTimeOffset>();
        Platform.BeforeSend = _ =>
        {
            lock (sent)
                sent.Add(Clock.GetUtcNow());
            return Task.CompletedTask;
        };
        for (int i = 0; i < 12; i++)
            await PutAsync(Card($"c{i}", account: i, at: new Conversation("fake", "w", $"t{i}@example.com")), "x");
        var start = Clock.GetUtcNow();

        while ((await Desk.CountAsync(default)).Pending > 0)
        {
            await Task.WhenAll(DrainAsync(), DrainAsync());
            Clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        // Three at once, then one each 200 ms.
        Assert.Equal(12, sent.Count);
        Assert.Equal(3, sent.Count(at => at == start));
        for (int i = 3; i < sent.Count; i++)
            Assert.True(sent[i] - start >= TimeSpan.FromMilliseconds(200 * (i - 2)), $"call {i} at {sent[i] - start}");
        Assert.InRange((sent[^1] - start).TotalMilliseconds, 1800, 1900);
    }

    [Fact]
    public async Task Edits_go_on_while_the_posts_of_a_workspace_are_used_up()
    {
        var card = await PutAsync(Card("c1"), "one");
        await DrainAsync();
        Platform.Limits = new PlatformLimits { Posts = new Rate(TimeSpan.FromMinutes(1)) };
        await PutAsync(Card("c2", account: 2, at: Lee), "x");
        await PutAsync(Card("c3", account: 3, at: new Conversation("fake", "w", "sam@example.com")), "x");
        await PutAsync(card, "two");

        await DrainAsync();

        Assert.Equal(["edit c1", "send c1", "send c2"], Platform.Calls.Order());
        Assert.Equal(TimeSpan.FromMinutes(1), await NextDueAsync());
    }

    [Theory]
    [InlineData(Wire.TooMany, 1)]
    [InlineData(Wire.TooManyInAll, 0)]
    public async Task A_refusal_holds_the_conversation_or_all_of_the_workspace(Wire wire, int shown)
    {
        Platform.Then(wire);
        await PutAsync(Card("c1"), "one");
        await DrainAsync();
        await PutAsync(Card("c2", account: 2, at: Lee), "two");

        await DrainAsync();
        Assert.Equal(shown, Platform.Messages.Count);
        Assert.Equal(Platform.RetryAfter, await NextDueAsync());

        Clock.Advance(Platform.RetryAfter);
        await DrainAsync();
        Assert.Equal(2, Platform.Messages.Count);
    }

    [Fact]
    public async Task A_row_that_waited_too_long_under_its_lease_is_given_back_as_if_it_had_not_been_claimed()
    {
        await PutAsync(Card("c1"), "slow");
        await PutAsync(Card("c2", account: 2, at: Lee), "late");
        Platform.BeforeSend = message =>
        {
            if (message.Key == "c1")
                Clock.Advance(new DeliveryOptions().Fresh + TimeSpan.FromSeconds(1));
            return Task.CompletedTask;
        };

        // One worker: the second row waits while the first one is under way.
        Assert.Equal(3, await DrainAsync(parallel: 1));

        Assert.Equal(["send c1", "send c2"], Platform.Calls);
    }

    [Fact]
    public async Task A_copy_that_a_paused_process_posts_late_is_counted_and_taken_away()
    {
        await PutAsync(Card("c1"), "hello");
        var paused = Assert.Single(await ClaimAsync());
        Clock.Advance(AfterTheLease);
        await DrainAsync();
        var late = Assert.IsType<DeliveryOutcome.Delivered>(await Platform.SendAsync(paused.Message, default));
        Assert.Equal(2, Platform.Messages.Count);

        Assert.False(await RecordAsync(paused, new OutboxResult.Shown(late.MessageId, paused.DesiredHash)));
        Assert.Equal(1, await DoublesCounted.DuringAsync(async () => Assert.Equal(1, await Cleanup.RunAsync(Clock.GetUtcNow(), default))));

        Assert.NotEqual(late.MessageId, Assert.Single(Platform.Messages).Id);
        Assert.True(Assert.Single((await Desk.OverviewAsync(10, default)).Doubles).CleanedUp);
        Assert.Equal(0, await Cleanup.RunAsync(Clock.GetUtcNow(), default));
    }

    /// <summary>The paused process's own time-out has run out in the pause, too: it cannot say whether its late call was accepted.</summary>
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_late_post_of_which_nobody_knows_the_end_is_looked_for_and_its_copy_counted_once_and_made_harmless(bool arrived, bool deletes)
    {
        await PutAsync(Card("c1"), "hello");
        var paused = Assert.Single(await ClaimAsync());
        Clock.Advance(AfterTheLease);
        await DrainAsync();
        string recorded = Platform.Messages[0].Id;
        if (arrived)
            await Platform.SendAsync(paused.Message, default);
        Assert.False(await RecordAsync(paused, new OutboxResult.Unclear("no answer within 15 s")));
        var cleanup = CleanupOn(deletes ? Platform : new KeepsMessages(Platform));

        long counted = await DoublesCounted.DuringAsync(async () =>
        {
            Assert.Equal(1, await cleanup.RunAsync(Clock.GetUtcNow(), default));
            Assert.Equal(0, await cleanup.RunAsync(Clock.GetUtcNow(), default));
        });

        Assert.Equal(arrived ? 1 : 0, counted);
        var doubles = (await Desk.OverviewAsync(10, default)).Doubles;
        Assert.Equal(arrived ? [true] : [], doubles.Select(twice => twice.CleanedUp));
        Assert.Equal((recorded, "hello"), (Platform.Messages[0].Id, Platform.Messages[0].Message.Text));
        Assert.Equal(
            arrived && !deletes ? ["This was posted twice by mistake. The other message is kept up to date."] : [],
            Platform.Messages.Skip(1).Select(copy => copy.Message.Text));
    }

    [Fact]
    public async Task What_a_paused_process_posted_is_no_copy_if_it_was_found()
    {
        await PutAsync(Card("c1"), "hello");
        var paused = Assert.Single(await ClaimAsync());
        var sent = Assert.IsType<DeliveryOutcome.Delivered>(await Platform.SendAsync(paused.Message, default));
        Clock.Advance(AfterTheLease);
        await DrainAsync();

        await RecordAsync(paused, new OutboxResult.Shown(sent.MessageId, paused.DesiredHash));
        await Cleanup.RunAsync(Clock.GetUtcNow(), default);

        Assert.Single(Platform.Messages);
        Assert.Empty((await Desk.OverviewAsync(10, default)).Doubles);
    }

    [Fact]
    public async Task An_edit_that_a_paused_process_makes_late_is_edited_again()
    {
        var card = await PutAsync(Card("c1"), "one");
        await DrainAsync();
        card = await PutAsync(card, "two");
        var paused = Assert.Single(await ClaimAsync());
        await PutAsync(card, "three");
        Clock.Advance(AfterTheLease);
        await DrainAsync();
        await Platform.EditAsync(paused.Message, paused.MessageId!, default);
        Assert.Equal("two", Platform.Messages[0].Message.Text);

        await RecordAsync(paused, new OutboxResult.Shown(paused.MessageId!, paused.DesiredHash));
        await DrainAsync();

        Assert.Equal("three", Assert.Single(Platform.Messages).Message.Text);
        Assert.Equal(0, (await Desk.CountAsync(default)).Pending);
    }

    [Fact]
    public async Task What_was_posted_again_because_nobody_could_be_asked_is_counted()
    {
        Platform.CanFind = false;
        Platform.Then(Wire.AcceptThenReset);
        await PutAsync(Card("c1"), "hello");
        long counted = await DoublesCounted.DuringAsync(async () =>
        {
            for (int i = 0; i <= RetryPolicy.LookUps; i++)
            {
                await DrainAsync();
                Clock.Advance(AfterTheLease);
            }
        });

        Assert.Equal((2, 1), (Platform.Messages.Count, counted));
        Assert.False(Assert.Single((await Desk.OverviewAsync(10, default)).Doubles).CleanedUp);
    }

    [Theory]
    [InlineData(Wire.TooMany)]
    [InlineData(Wire.BadPayload)]
    [InlineData(Wire.NoSuchConversation)]
    [InlineData(Wire.Reset)]
    public async Task A_message_that_a_look_found_is_never_posted_again_whatever_its_edit_comes_to(Wire wire)
    {
        Platform.Then(Wire.AcceptThenReset, wire);
        await PutAsync(Card("c1"), "hello");
        for (int i = 0; i < 4; i++)
        {
            await DrainAsync();
            Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Single(Platform.Messages);
        Assert.Equal(["send c1", "find c1", "edit c1", "edit c1"], Platform.Calls);
    }

    [Fact]
    public async Task A_line_waits_for_its_card_and_goes_out_under_it()
    {
        Platform.Then(Wire.TooMany);
        await PutAsync(Card("c1"), "hello");
        await PostAsync("line", Dana, Priority.Answer, threadOf: "c1");
        await DrainAsync();
        Assert.Equal(["send c1"], Platform.Calls);

        Clock.Advance(Platform.RetryAfter);
        await DrainAsync();

        Assert.Equal([null, Platform.Messages[0].Id], Platform.Messages.Select(message => message.ThreadId));
        await PostAsync("later", Dana, threadOf: "c1");
        await DrainAsync();
        Assert.Equal(Platform.Messages[0].Id, Platform.Messages[2].ThreadId);
    }

    [Fact]
    public async Task A_line_whose_card_was_never_shown_is_dropped()
    {
        Platform.Then(Wire.TooMany);
        var card = await PutAsync(Card("c1"), "hello");
        await PostAsync("line", Dana, threadOf: "c1");
        await DrainAsync();
        await PutAsync(card with { Phase = CardPhase.Closed }, "over");
        await PostAsync("too late", Dana, threadOf: "c1");
        Clock.Advance(Platform.RetryAfter);
        await DrainAsync();

        Assert.Empty(Platform.Messages);
        Assert.Equal(0, (await Desk.CountAsync(default)).Pending);
    }

    [Fact]
    public async Task Lines_follow_a_card_that_had_to_be_posted_anew()
    {
        var card = await PutAsync(Card("c1"), "one");
        await DrainAsync();
        Platform.Delete(Platform.Messages[0].Id);
        await PutAsync(card, "two");
        await PostAsync("line", Dana, Priority.Digest, threadOf: "c1");
        await DrainAsync();

        Assert.Equal([null, Platform.Messages[0].Id], Platform.Messages.Select(message => message.ThreadId));
    }

    [Fact]
    public async Task A_dead_letter_says_why_and_goes_out_when_it_is_sent_again()
    {
        Platform.Then(Wire.BadPayload, Wire.BadPayload);
        await PutAsync(Card("c1"), "odd");
        await DrainAsync();
        var dead = Assert.Single((await Desk.OverviewAsync(10, default)).Dead);
        Assert.Equal(("odd", "invalid_blocks", 2), (dead.Headline, dead.Reason, dead.Attempts));
        Assert.Equal(1, await Desk.FreshlyDeadAsync(TimeSpan.FromDays(1), default));

        Assert.True(await Desk.ReplayAsync(dead.Id, default));
        Assert.False(await Desk.ReplayAsync(dead.Id, default));
        await DrainAsync();

        Assert.Single(Platform.Messages);
        Assert.Equal(0, await Desk.FreshlyDeadAsync(TimeSpan.FromDays(1), default));
    }

    [Fact]
    public async Task A_broken_destination_can_be_tried_at_once()
    {
        Platform.Then(Wire.NoSuchConversation);
        await PutAsync(Card("c1"), "hello");
        await DrainAsync();
        var broken = Assert.Single((await Desk.CountAsync(default)).Broken);
        Assert.Equal(("channel_not_found", 1, TimeSpan.FromHours(1)), (broken.Reason, broken.Waiting, broken.NextTry - broken.Since));

        Assert.False(await Desk.TryNowAsync("fake", "w", "nobody", default));
        Assert.True(await Desk.TryNowAsync(broken.Platform, broken.Workspace, broken.Conversation, default));
        await DrainAsync();

        Assert.Single(Platform.Messages);
        Assert.Empty((await Desk.CountAsync(default)).Broken);
    }

    [Fact]
    public async Task A_platform_that_refuses_us_is_tried_with_one_message_at_a_time()
    {
        for (int i = 0; i < 20; i++)
            await PutAsync(Card($"c{i}", account: i, at: new Conversation("fake", "w", $"t{i}@example.com")), "x");
        Platform.Then([.. Enumerable.Repeat(Wire.BadToken, 30)]);
        await DrainAsync(parallel: 4);
        int before = Platform.Calls.Count;

        Clock.Advance(RetryPolicy.BrokenInstallation);
        await DrainAsync(parallel: 4);

        Assert.Equal(before + 1, Platform.Calls.Count);
        Assert.Equal("", Assert.Single((await Desk.CountAsync(default)).Broken).Conversation);
    }

    [Fact]
    public async Task What_could_have_gone_out_and_did_not_is_found_and_what_is_blocked_is_not()
    {
        var patience = TimeSpan.FromMinutes(5);
        Platform.Then(Wire.NoSuchConversation);
        await PutAsync(Card("c1"), "blocked");
        await DrainAsync();
        await PutAsync(Card("c2", account: 2, at: Lee), "forgotten");
        Assert.Equal(0, (await Desk.OverdueAsync(Clock.GetUtcNow(), patience, default)).Due);

        Clock.Advance(patience + TimeSpan.FromSeconds(1));
        var overdue = await Desk.OverdueAsync(Clock.GetUtcNow(), patience, default);

        Assert.Equal((1, 0, 0), (overdue.Due, overdue.Leases, overdue.CardsWithoutMessage));
        Assert.Equal(patience + TimeSpan.FromSeconds(1), overdue.Longest);
    }

    [Fact]
    public async Task A_lease_that_nobody_ended_is_found()
    {
        await PutAsync(Card("c1"), "hello");
        await ClaimAsync();
        Clock.Advance(AfterTheLease + TimeSpan.FromMinutes(5));

        Assert.Equal(1, (await Desk.OverdueAsync(Clock.GetUtcNow(), TimeSpan.FromMinutes(5), default)).Leases);
    }

    [Fact]
    public async Task The_page_knows_queues_delays_and_how_many_cards_a_conversation_got()
    {
        Platform.BeforeSend = _ =>
        {
            Clock.Advance(TimeSpan.FromSeconds(2));
            return Task.CompletedTask;
        };
        await PutAsync(Card("c1") with { CreatedAt = Clock.GetUtcNow() }, "hello");
        await DrainAsync();
        await PutAsync(Card("c2", account: 2, at: Lee), "waits");

        var overview = await Desk.OverviewAsync(10, default);

        Assert.Equal(("fake", 1, 0, TimeSpan.Zero), (overview.Queues[0].Platform, overview.Queues[0].Pending, overview.Queues[0].Blocked, overview.Queues[0].Oldest));
        Assert.Equal((1, TimeSpan.FromSeconds(2)), (overview.Delays.Count, overview.Delays.Median));
        Assert.Equal(1, await Desk.CardsSinceAsync(Dana, Clock.GetUtcNow().AddMinutes(-10), default));
        Assert.Equal(0, await Desk.CardsSinceAsync(Dana, Clock.GetUtcNow(), default));
    }

    /// <summary>Lets time pass exactly as far as the outbox says, until nothing is left to do.</summary>
    private async Task RunUntilSettledAsync()
    {
        while ((await Desk.CountAsync(default)).Pending > 0)
        {
            await DrainAsync();
            if (await NextDueAsync() is { } due)
                Clock.Advance(due);
        }
    }
}

public sealed class SqliteDeliveryTests : DeliveryLaws
{
    protected override Task<StoreUnderTest> OpenAsync(TimeProvider clock) => StoreUnderTest.SqliteAsync(clock);
}

public sealed class PostgresDeliveryTests : DeliveryLaws
{
    protected override Task<StoreUnderTest> OpenAsync(TimeProvider clock) => StoreUnderTest.PostgresAsync(clock);
}
