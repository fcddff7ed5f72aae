using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Storage.Alerts;
using AccountAlerts.TestKit.Fakes;

namespace AccountAlerts.Storage.Tests.Alerts;

/// <summary>How messages go out, on any database.</summary>
public abstract class DispatcherLaws : DeliveryScene
{
    [Fact]
    public async Task A_burst_of_changes_costs_one_post_and_one_update()
    {
        var card = await PutAsync(Card("c1"), "first");
        card = await PutAsync(card, "second");
        await DrainAsync();
        card = await PutAsync(card, "third");
        await PutAsync(card, "fourth");
        await DrainAsync();
        await DrainAsync();

        Assert.Equal(["send c1", "edit c1"], Platform.Calls);
        Assert.Equal("fourth", Assert.Single(Platform.Messages).Message.Text);
    }

    [Fact]
    public async Task Where_nobody_says_how_long_the_waits_double_up_to_minutes_and_begin_anew_once_something_arrives()
    {
        Platform.RetryAfter = TimeSpan.FromSeconds(2);
        await PutAsync(Card("c1"), "hello");
        var waits = new List<double>();
        for (int refusal = 0; refusal < 12; refusal++)
        {
            Platform.Then(Wire.TooManyForNow);
            await DrainAsync();
            var wait = await NextDueAsync() ?? TimeSpan.Zero;
            waits.Add(wait.TotalSeconds);
            Clock.Advance(wait);
        }

        Assert.Equal(2, waits[0], 0.1);
        // Doubled, give or take a quarter.
        Assert.All(Enumerable.Range(3, 5), number => Assert.InRange(waits[number], 0.7 * waits[..number].Sum(), 1.3 * waits[..number].Sum()));
        Assert.InRange(waits[^1], 0.75 * 300, 1.25 * 300);

        await DrainAsync();
        Assert.Single(Platform.Messages);
        Platform.Then(Wire.TooManyForNow);
        await PutAsync(Card("c1") with { Version = 1 }, "again");
        await DrainAsync();
        Assert.Equal(2, (await NextDueAsync())!.Value.TotalSeconds, 0.1);
    }

    [Fact]
    public async Task A_platform_that_says_how_long_is_taken_at_its_word_however_often()
    {
        Platform.RetryAfter = TimeSpan.FromSeconds(2);
        await PutAsync(Card("c1"), "hello");
        for (int refusal = 0; refusal < 5; refusal++)
        {
            Platform.Then(Wire.TooMany);
            await DrainAsync();
            Assert.Equal(2, (await NextDueAsync())!.Value.TotalSeconds, 0.1);
            Clock.Advance(TimeSpan.FromSeconds(2));
        }
    }

    [Fact]
    public async Task Calls_beside_the_outbox_take_from_its_buckets()
    {
        Platform.Limits = new PlatformLimits
        {
            Conversation = new Rate(TimeSpan.FromSeconds(2), 3), Posts = new Rate(TimeSpan.FromSeconds(1), 5), LookUps = new Rate(TimeSpan.FromSeconds(1), 4),
            Reads = new Rate(TimeSpan.FromSeconds(5), 2),
        };
        var buckets = new CallBuckets(Store.Database);

        // Three in a conversation, and of all posts five; what is said takes from the same.
        Assert.Equal(new double[] { 0, 0, 0, 2 }, await TakeAsync(CallKind.Post, Dana, Dana, Dana, Dana));
        await PutAsync(Card("c1"), "hello");
        Assert.Equal(0, await DrainAsync());
        Assert.Equal(2, (await NextDueAsync())!.Value.TotalSeconds, 0.1);
        Assert.Equal(new double[] { 0, 0, 1 }, await TakeAsync(CallKind.Post, Lee, Lee, Lee));

        // Questions are counted apart: two about one conversation, four about all.
        Assert.Equal(new double[] { 0, 0, 5 }, await TakeAsync(CallKind.Read, Dana, Dana, Dana));
        Assert.Equal(new double[] { 0, 0, 5 }, await TakeAsync(CallKind.Read, Lee, Lee, Lee));

        Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, await DrainAsync());

        async Task<double[]> TakeAsync(CallKind kind, params Conversation[] places)
        {
            var waits = new List<double>();
            foreach (var place in places)
                waits.Add((await buckets.TakeAsync(place, kind, Platform.Limits, default)).TotalSeconds);
            return [.. waits];
        }
    }

    [Fact]
    public async Task What_is_shown_already_costs_nothing()
    {
        var card = await PutAsync(Card("c1"), "same");
        await DrainAsync();
        await PutAsync(card, "same");
        await DrainAsync();

        Assert.Equal(["send c1"], Platform.Calls);
    }

    [Fact]
    public async Task A_process_that_dies_after_its_claim_loses_nothing_and_doubles_nothing()
    {
        await PutAsync(Card("c1"), "hello");
        Assert.Single(await ClaimAsync());

        await DrainAsync();
        Assert.Empty(Platform.Messages);

        Clock.Advance(AfterTheLease);
        await DrainAsync();
        Assert.Equal("hello", Assert.Single(Platform.Messages).Message.Text);
    }

    [Fact]
    public async Task What_returns_to_the_text_before_an_edit_that_was_cut_off_is_edited_back()
    {
        var card = await PutAsync(Card("c1"), "as it was");
        await DrainAsync();
        card = await PutAsync(card, "worse");
        var item = Assert.Single(await ClaimAsync());
        await Platform.EditAsync(item.Message, item.MessageId!, default);
        await PutAsync(card, "as it was");

        Clock.Advance(AfterTheLease);
        await DrainAsync();

        Assert.Equal("as it was", Assert.Single(Platform.Messages).Message.Text);
        Assert.Equal(0, (await Desk.CountAsync(default)).Pending);
    }

    [Fact]
    public async Task A_process_that_dies_after_thePlatform_accepted_doubles_nothing()
    {
        await PutAsync(Card("c1"), "hello");
        await PostAsync("p1", Lee);
        foreach (var item in await ClaimAsync())
            await Platform.SendAsync(item.Message, default);

        Clock.Advance(AfterTheLease);
        await DrainAsync();

        Assert.Equal(2, Platform.Messages.Count);
        Assert.Equal(0, (await Desk.CountAsync(default)).Pending);
    }

    [Fact]
    public async Task A_result_is_not_recorded_once_somebody_else_has_the_row()
    {
        await PutAsync(Card("c1"), "hello");
        var first = Assert.Single(await ClaimAsync());
        Clock.Advance(AfterTheLease);
        var second = Assert.Single(await ClaimAsync());

        Assert.False(await RecordAsync(first, new OutboxResult.Shown("old", first.DesiredHash)));
        Assert.True(await RecordAsync(second, new OutboxResult.Shown("new", second.DesiredHash)));
        Assert.True(second.LookFirst);
    }

    [Theory]
    [InlineData(Wire.AcceptThenReset)]
    [InlineData(Wire.Reset)]
    public async Task An_unknown_outcome_is_looked_up_before_it_is_repeated(Wire wire)
    {
        Platform.Then(wire);
        await PutAsync(Card("c1"), "hello");
        await DrainAsync();
        await DrainAsync();
        Assert.Equal(["send c1"], Platform.Calls);

        Clock.Advance(AfterTheLease);
        await DrainAsync();

        Assert.Equal("find c1", Platform.Calls[1]);
        Assert.Equal("hello", Assert.Single(Platform.Messages).Message.Text);
        Assert.Equal(0, (await Desk.CountAsync(default)).Pending);
    }

    [Fact]
    public async Task A_call_without_an_answer_is_unknown_after_the_time_out()
    {
        Platform.Then(Wire.AcceptThenSilence);
        await PutAsync(Card("c1"), "hello");
        var drain = DrainAsync();
        while (Platform.Calls.Count == 0)
            await Task.Yield();
        Clock.Advance(TimeSpan.FromSeconds(15));
        await drain;

        Clock.Advance(AfterTheLease);
        await DrainAsync();
        Assert.Single(Platform.Messages);
    }

    [Fact]
    public async Task APlatform_that_cannot_be_asked_gets_the_message_again_after_some_tries()
    {
        Platform.CanFind = false;
        Platform.Then(Wire.Reset);
        await PutAsync(Card("c1"), "hello");
        for (int i = 0; i < 6; i++)
        {
            await DrainAsync();
            Clock.Advance(AfterTheLease);
        }

        Assert.Equal("hello", Assert.Single(Platform.Messages).Message.Text);
    }

    [Fact]
    public async Task A_refusal_with_a_time_waits_that_long_without_holding_up_other_conversations()
    {
        Platform.Then(Wire.TooMany);
        await PutAsync(Card("c1"), "one");
        await PutAsync(Card("c2", account: 2), "two");
        await PutAsync(Card("c3", account: 3, at: Lee), "other");
        await DrainAsync();
        Assert.Equal(["c3"], Platform.Messages.Select(message => message.Key));

        Clock.Advance(TimeSpan.FromSeconds(29));
        await DrainAsync();
        Assert.Single(Platform.Messages);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await DrainAsync();
        Assert.Equal(["c3", "c1", "c2"], Platform.Messages.Select(message => message.Key));
    }

    [Fact]
    public async Task A_message_that_is_gone_is_posted_anew_but_not_if_it_is_over()
    {
        var card = await PutAsync(Card("c1"), "one");
        await DrainAsync();
        Platform.Delete(Platform.Messages[0].Id);
        card = await PutAsync(card, "two");
        await DrainAsync();
        Assert.Equal("two", Assert.Single(Platform.Messages).Message.Text);

        Platform.Delete(Platform.Messages[0].Id);
        await PutAsync(card with { Phase = CardPhase.Closed }, "over");
        await DrainAsync();
        Assert.Empty(Platform.Messages);
        Assert.Equal(0, (await Desk.CountAsync(default)).Pending);
    }

    [Fact]
    public async Task A_card_that_is_over_before_it_was_shown_is_never_shown()
    {
        var card = await PutAsync(Card("c1"), "one");
        await PutAsync(card with { Phase = CardPhase.Closed }, "over");
        await DrainAsync();

        Assert.Empty(Platform.Calls);
    }

    [Fact]
    public async Task A_card_that_is_over_while_its_post_is_unknown_is_edited_if_it_is_there()
    {
        Platform.Then(Wire.AcceptThenReset);
        var card = await PutAsync(Card("c1"), "one");
        await DrainAsync();
        await PutAsync(card with { Phase = CardPhase.Closed }, "over");
        Clock.Advance(AfterTheLease);
        await DrainAsync();

        Assert.Equal("over", Assert.Single(Platform.Messages).Message.Text);
    }

    [Fact]
    public async Task A_bad_payload_goes_out_once_in_its_plainest_form_and_then_is_a_dead_letter()
    {
        Platform.Then(Wire.BadPayload, Wire.BadPayload);
        var card = await PutAsync(Card("c1"), "odd");
        await DrainAsync();
        Assert.Equal((0, 1), ((await Desk.CountAsync(default)).Pending, (await Desk.CountAsync(default)).Dead));

        await PutAsync(card, "better");
        await DrainAsync();
        Assert.Equal("better", Assert.Single(Platform.Messages).Message.Text);
        Assert.Equal(0, (await Desk.CountAsync(default)).Dead);
    }

    [Theory]
    [InlineData(Wire.NoSuchConversation, 60, "dana@example.com")]
    [InlineData(Wire.BadToken, 5, "")]
    public async Task What_is_broken_is_named_and_tried_again_later(Wire wire, int minutes, string conversation)
    {
        Platform.Then(wire);
        await PutAsync(Card("c1"), "hello");
        await DrainAsync();
        Assert.Equal(conversation, Assert.Single((await Desk.CountAsync(default)).Broken).Conversation);

        Clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
        await DrainAsync();
        Assert.Empty(Platform.Messages);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await DrainAsync();
        Assert.Single(Platform.Messages);
        Assert.Empty((await Desk.CountAsync(default)).Broken);
    }

    [Fact]
    public async Task Answers_go_first_then_first_alerts_then_the_accounts_in_turn()
    {
        await PutAsync(Card("a1", account: 1), "x", Priority.Alert);
        await PutAsync(Card("a2", account: 1, kind: TriggerKind.Expansion), "x", Priority.Alert);
        await PutAsync(Card("b1", account: 2), "x", Priority.Alert);
        await PutAsync(Card("f1", account: 3), "x", Priority.FirstAlert);
        await PostAsync("q1", Dana, Priority.Answer);
        await DrainAsync();

        Assert.Equal(["q1", "f1", "a1", "b1", "a2"], Platform.Messages.Select(message => message.Key));
    }

    [Fact]
    public async Task A_post_is_said_once_however_often_it_is_asked_for()
    {
        await PostAsync("p1", Dana, unique: "reminder-7");
        await PostAsync("p2", Dana, unique: "reminder-7");
        await DrainAsync();

        Assert.Equal("p1", Assert.Single(Platform.Messages).Key);
    }

    [Fact]
    public async Task Several_conversations_are_served_at_the_same_time_and_each_in_order()
    {
        var hold = new TaskCompletionSource();
        Platform.BeforeSend = message => message.Conversation == Dana ? hold.Task : Task.CompletedTask;
        await PutAsync(Card("d1"), "x");
        await PutAsync(Card("d2", account: 2), "x");
        await PutAsync(Card("l1", account: 3, at: Lee), "x");
        await PutAsync(Card("l2", account: 4, at: Lee), "x");
        var drain = DrainAsync();
        while (Platform.Messages.Count < 2)
            await Task.Yield();
        Assert.Equal(["l1", "l2"], Platform.Messages.Select(message => message.Key));

        hold.SetResult();
        await drain;
        Assert.Equal(["l1", "l2", "d1", "d2"], Platform.Messages.Select(message => message.Key));
    }

    [Fact]
    public async Task Two_dispatchers_never_send_the_same_row()
    {
        for (int i = 0; i < 40; i++)
            await PutAsync(Card($"c{i}", account: i, at: new Conversation("fake", "w", $"t{i % 7}@example.com")), "x");

        await Task.WhenAll(DrainAsync(), DrainAsync(), DrainAsync());

        Assert.Equal(40, Platform.Messages.Select(message => message.Key).Distinct().Count());
        Assert.Equal(40, Platform.Messages.Count);
    }

    [Fact]
    public async Task A_running_dispatcher_is_woken_by_a_commit_and_stops_when_asked()
    {
        var dispatcher = Build();
        await dispatcher.StartAsync(default);
        await PutAsync(Card("c1"), "hello");
        while (Platform.Messages.Count == 0)
            await Task.Yield();

        await dispatcher.StopAsync(default);
        Assert.Equal("hello", Platform.Messages[0].Message.Text);
    }
}

public sealed class SqliteDispatcherTests : DispatcherLaws
{
    protected override Task<StoreUnderTest> OpenAsync(TimeProvider clock) => StoreUnderTest.SqliteAsync(clock);

    [Fact]
    public async Task A_service_that_starts_again_waits_only_for_what_the_platform_may_still_be_working_on()
    {
        await PutAsync(Card("c1"), "hello");
        await PutAsync(Card("c2", account: 2, at: Lee), "hello");
        Assert.Single(await ClaimAsync(1));

        Assert.Equal(1, await Outbox.ReleaseAsync(default));
        await DrainAsync();
        Assert.Equal("send c2", Assert.Single(Platform.Calls));

        Clock.Advance(Timeout);
        await DrainAsync();
        Assert.Equal(["send c2", "find c1", "send c1"], Platform.Calls);
    }
}

public sealed class PostgresDispatcherTests : DispatcherLaws
{
    protected override Task<StoreUnderTest> OpenAsync(TimeProvider clock) => StoreUnderTest.PostgresAsync(clock);

    [Fact]
    public async Task A_replica_that_starts_leaves_the_leases_of_others_alone()
    {
        await PutAsync(Card("c1"), "hello");
        Assert.Single(await ClaimAsync(1));

        Assert.Equal(0, await Outbox.ReleaseAsync(default));
        Clock.Advance(Timeout);
        await DrainAsync();
        Assert.Empty(Platform.Calls);
    }
}
