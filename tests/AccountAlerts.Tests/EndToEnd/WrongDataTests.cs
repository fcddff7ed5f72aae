using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;

namespace AccountAlerts.Tests.EndToEnd;

/// <summary>"Not right: wrong data", from the button to the next import.</summary>
public class WrongDataTests
{
    [Fact]
    public async Task What_somebody_calls_wrong_is_left_out_until_it_says_something_else()
    {
        using Installation at = SeatScene.Install();
        await using RunningProduct product = await RunningProduct.StartAsync(at);
        await product.TakeAsync(
            ("team.csv", SeatScene.Team + "ola@example.com,Ola Brandt,operations\n"), ("accounts.csv", SeatScene.Account("a1", "Amber Lane")),
            ("usage.csv", SeatScene.Seats("2026-06-09", 5, "a1")));
        await product.TickAsync();
        await NextDayAsync(product, "2026-06-10", 10);
        MailboxMessage card = Assert.Single(await product.InboxAsync(SeatScene.Owner));

        await product.ClickAsync(SeatScene.Owner, Actions.NotRight, card, (CardDialogs.Why, CardDialogs.WrongData), (CardDialogs.Note, "two seats are test users"));
        await product.TickAsync();
        Message closed = Assert.Single(await product.InboxAsync(SeatScene.Owner)).Message;
        Assert.Equal((Tone.Done, "Wrong data, says Dana Whitfield: two seats are test users: Amber Lane: 10 of 10 seats"), (closed.Tone, closed.Text));
        Assert.Contains(await product.InboxAsync("ola@example.com"), message => SeatScene.TextOf(message.Message).Contains("two seats are test users", StringComparison.Ordinal));

        // The same number says nothing new, whatever the day.
        await NextDayAsync(product, "2026-06-11", 10);
        Assert.Single(await product.InboxAsync(SeatScene.Owner));

        await NextDayAsync(product, "2026-06-12", 9);
        Assert.Contains("9 of 10 seats", (await product.InboxAsync(SeatScene.Owner))[0].Message.Text);
    }

    private static async Task NextDayAsync(RunningProduct product, string day, int taken)
    {
        await product.PassAsync(TimeSpan.FromDays(1));
        await product.TakeAsync(("usage.csv", SeatScene.Seats(day, taken, "a1")));
        await product.TickAsync();
    }
}
