using AccountAlerts.Engine.Delivery;
using AccountAlerts.TestKit.Fakes;

namespace AccountAlerts.Storage.Tests.Alerts;

/// <summary>A message of which nobody knows whether it arrived, on a platform that cannot be asked: whoever uses it shows that it is there.</summary>
public abstract class FoundMessageLaws : DeliveryScene
{
    [Fact]
    public async Task A_card_that_is_over_before_its_first_post_was_known_is_not_posted_again_and_shows_its_end_once_it_is_found()
    {
        var card = await LoseAsync();
        await PutAsync(card with { Phase = CardPhase.Closed }, "over");
        for (int wait = 0; wait < 10 && (await Desk.CountAsync(default)).Pending > 0; wait++)
        {
            Clock.Advance(AfterTheLease);
            await DrainAsync();
        }

        var there = Assert.Single(Platform.Messages);
        Assert.Equal("news", there.Message.Text);
        Assert.False(await Desk.FoundAsync("c1", Lee, there.Id, default));
        Assert.False(await Desk.FoundAsync("c2", Dana, there.Id, default));

        Assert.True(await Desk.FoundAsync("c1", Dana, there.Id, default));
        Assert.False(await Desk.FoundAsync("c1", Dana, "another", default));
        await DrainAsync();

        Assert.Equal("over", Assert.Single(Platform.Messages).Message.Text);
    }

    [Fact]
    public async Task A_card_that_is_found_before_its_second_post_has_none_and_its_lines_follow_at_once()
    {
        await LoseAsync();
        await PostAsync("line", Dana, threadOf: "c1");
        var there = Assert.Single(Platform.Messages);

        Assert.True(await Desk.FoundAsync("c1", Dana, there.Id, default));
        await DrainAsync();
        Clock.Advance(AfterTheLease);
        await DrainAsync();

        Assert.Equal(["news", "line"], Platform.Messages.Select(shown => shown.Message.Text));
        Assert.Equal(there.Id, Platform.Messages[1].ThreadId);
        Assert.Equal(0, (await Desk.OverviewAsync(10, default)).DoublesInAll);
    }

    [Fact]
    public async Task What_is_under_way_is_known_or_was_left_is_not_found()
    {
        await PutAsync(Card("c1"), "news");
        Assert.Single(await ClaimAsync());
        Assert.False(await Desk.FoundAsync("c1", Dana, "m0", default));

        Clock.Advance(AfterTheLease);
        Platform.CanFind = true;
        await DrainAsync();
        Assert.False(await Desk.FoundAsync("c1", Dana, "m0", default));

        await LoseAsync("c2", account: 2);
        await Desk.LeaveAsync(Dana, default);
        Assert.False(await Desk.FoundAsync("c2", Dana, "m0", default));
    }

    /// <summary>A card that is there, while nobody knows it.</summary>
    private async Task<Card> LoseAsync(string key = "c1", int account = 1)
    {
        Platform.CanFind = false;
        Platform.Then(Wire.AcceptThenReset);
        var card = await PutAsync(Card(key, account), "news");
        await DrainAsync();
        return card;
    }
}

public sealed class SqliteFoundMessageTests : FoundMessageLaws
{
    protected override Task<StoreUnderTest> OpenAsync(TimeProvider clock) => StoreUnderTest.SqliteAsync(clock);
}

public sealed class PostgresFoundMessageTests : FoundMessageLaws
{
    protected override Task<StoreUnderTest> OpenAsync(TimeProvider clock) => StoreUnderTest.PostgresAsync(clock);
}
