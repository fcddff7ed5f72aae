using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;

namespace AccountAlerts.Tests.EndToEnd;

/// <summary>"Not right: wrong data", from the button to the next import.</summary>
public class WrongDataTests
{
    [Fact]
    public async Task What_somebody_calls_wrong_closes_the_card_goes_to_operations_and_is_news_again_only_after_it_was_back_to_normal()
    {
        using Installation at = SeatScene.Install();
        await using RunningProduct product = await RunningProduct.StartAsync(at);
        await product.TakeAsync(
            ("team.csv", SeatScene.Team + "ola@example.com,Ola Brandt,operations\n"), ("accounts.csv", SeatScene.Account("a1", "Amber Lane")),
            ("usage.csv", SeatScene.Seats("2026-06-09", 5, "a1")));
        await product.TickAsync();
        await NextDayAsync(product, "2026-06-10", 10);
        MailboxMessage card = Assert.Single(await product.InboxAsync(SeatScene.Owner));

        Answer answer = await product.ClickAsync(SeatScene.Owner, Actions.NotRight, card, (CardDialogs.Why, CardDialogs.WrongData), (CardDialogs.Note, "two seats are test users"));
        Assert.Contains("stays away until it was once back to normal", SeatScene.TextOf(answer.Message!));
        await product.TickAsync();
        Message closed = Assert.Single(await product.InboxAsync(SeatScene.Owner)).Message;
        Assert.Equal((Tone.Done, "Wrong data, says Dana Whitfield: two seats are test users: Amber Lane: 10 of 10 seats"), (closed.Tone, closed.Text));
        Assert.Contains(await product.InboxAsync("ola@example.com"), message => SeatScene.TextOf(message.Message).Contains("two seats are test users", StringComparison.Ordinal));

        // It stays away, as the answer has promised, until it was once back to normal.
        await NextDayAsync(product, "2026-06-11", 10);
        await NextDayAsync(product, "2026-06-12", 9);
        Assert.Single(await product.InboxAsync(SeatScene.Owner));

        await NextDayAsync(product, "2026-06-13", 5);
        await NextDayAsync(product, "2026-06-14", 9);
        IReadOnlyList<MailboxMessage> both = await product.InboxAsync(SeatScene.Owner);
        Assert.Equal(2, both.Count);
        Assert.Contains("9 of 10 seats", both[0].Message.Text);
    }

    private static async Task NextDayAsync(RunningProduct product, string day, int taken)
    {
        await product.PassAsync(TimeSpan.FromDays(1));
        await product.TakeAsync(("usage.csv", SeatScene.Seats(day, taken, "a1")));
        await product.TickAsync();
    }
}
