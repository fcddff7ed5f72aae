using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Tests.EndToEnd;

/// <summary>What the service may say, when, and how often: from files to the inbox.</summary>
public class AlertLawTests
{
    [Fact]
    public async Task The_first_sight_of_an_account_is_a_baseline_and_posts_nothing()
    {
        using Installation at = SeatScene.Install();
        await using RunningProduct product = await RunningProduct.StartAsync(at);
        await product.TakeAsync(("team.csv", SeatScene.Team), ("accounts.csv", SeatScene.Account("a1", "Amber Lane")), ("usage.csv", SeatScene.Seats("2026-06-09", 10, "a1")));
        await product.TickAsync();
        product.Clock.Advance(TimeSpan.FromHours(1));
        await product.TickAsync();

        Assert.Empty(await product.InboxAsync(SeatScene.Owner));
        Answer mine = await product.Service<IConversationDesk>().CommandAsync(
            new CommandLine($"inbox:{SeatScene.Owner}", SeatScene.Owner, InboxPlatform.ConversationOf(SeatScene.Owner), "mine"), CancellationToken.None);
        Assert.Contains("Amber Lane", SeatScene.TextOf(mine.Message!));
    }

    [Fact]
    public async Task The_demo_tells_at_first_sight()
    {
        using Installation at = new();
        await using RunningProduct product = await RunningProduct.StartAsync(at, demo: true);
        await product.PollAsync();
        await product.TickAsync();

        Assert.NotEmpty(await product.InboxAsync(SeatScene.Owner));
    }

    [Fact]
    public async Task What_comes_true_is_posted_once_what_ends_is_edited_and_what_comes_back_is_posted_anew()
    {
        using Installation at = SeatScene.Install();
        await using RunningProduct product = await RunningProduct.StartAsync(at);
        await product.TakeAsync(("team.csv", SeatScene.Team), ("accounts.csv", SeatScene.Account("a1", "Amber Lane")), ("usage.csv", SeatScene.Seats("2026-06-09", 5, "a1")));
        await product.TickAsync();
        Assert.Empty(await product.InboxAsync(SeatScene.Owner));

        await NextDayAsync(product, "2026-06-10", 10);
        MailboxMessage first = Assert.Single(await product.InboxAsync(SeatScene.Owner));
        Assert.Contains("10 of 10 seats", first.Message.Text);
        await product.TickAsync();
        Assert.Single(await product.InboxAsync(SeatScene.Owner));

        await NextDayAsync(product, "2026-06-11", 5);
        MailboxMessage over = Assert.Single(await product.InboxAsync(SeatScene.Owner));
        Assert.Equal((first.MessageId, Tone.Done), (over.MessageId, over.Message.Tone));

        await NextDayAsync(product, "2026-06-12", 10);
        IReadOnlyList<MailboxMessage> both = await product.InboxAsync(SeatScene.Owner);
        Assert.Equal(2, both.Count);
        Assert.NotEqual(first.MessageId, both[0].MessageId);
    }

    [Fact]
    public async Task Acknowledge_updates_the_card_and_a_second_click_changes_nothing()
    {
        using Installation at = SeatScene.Install();
        await using RunningProduct product = await RunningProduct.StartAsync(at);
        await product.TakeAsync(("team.csv", SeatScene.Team), ("accounts.csv", SeatScene.Account("a1", "Amber Lane")), ("usage.csv", SeatScene.Seats("2026-06-09", 5, "a1")));
        await product.TickAsync();
        await NextDayAsync(product, "2026-06-10", 10);
        MailboxMessage card = Assert.Single(await product.InboxAsync(SeatScene.Owner));
        Assert.DoesNotContain("Dana is on it", SeatScene.TextOf(card.Message));

        await product.ClickAsync(SeatScene.Owner, Actions.Acknowledge, card);
        await product.ClickAsync(SeatScene.Owner, Actions.Acknowledge, card);
        await product.TickAsync();

        MailboxMessage after = Assert.Single(await product.InboxAsync(SeatScene.Owner));
        Assert.Contains("is on it", SeatScene.TextOf(after.Message));
        Assert.DoesNotContain(after.Message.Buttons, button => button.Action == Actions.Acknowledge);
    }

    private static async Task NextDayAsync(RunningProduct product, string day, int taken)
    {
        await product.PassAsync(TimeSpan.FromDays(1));
        await product.TakeAsync(("usage.csv", SeatScene.Seats(day, taken, "a1")));
        await product.TickAsync();
    }
}
