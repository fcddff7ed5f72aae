using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Tests.Slack;

/// <summary>A teammate's own page, and the shortcuts.</summary>
public sealed class HomeTests
{
    [Fact]
    public async Task The_page_shows_what_needs_its_reader_and_acts()
    {
        await using var scene = await SlackScene.WithCardAsync();

        await scene.Slack.OpenHomeAsync(scene.Dana);
        await scene.SettleAsync();
        var page = scene.Dana.Home ?? throw new InvalidOperationException("No page was published.");
        Assert.Contains("10 of 10 seats", page.Words);
        Assert.Contains("Amber Lane", page.Words);
        await scene.Slack.ClickAsync(scene.Dana, page, "Acknowledge");
        await scene.SettleAsync();

        await scene.ShowsAsync(scene.Card, "on it");
        Assert.DoesNotContain("Acknowledge", scene.Dana.Home.Controls.Select(control => control.Label));
    }

    [Fact]
    public async Task What_somebody_sets_for_themselves_counts()
    {
        await using var scene = await SlackScene.WithCardAsync();
        await scene.Slack.OpenHomeAsync(scene.Dana);
        await scene.SettleAsync();

        await scene.Slack.ClickAsync(scene.Dana, scene.Dana.Home!, "My settings...");
        await scene.SubmitAsync(scene.Dana, ("hour", "09:30"), ("zone", "Middle-earth/Shire"));
        Assert.Equal(["zone"], scene.Slack.ModalOf(scene.Dana)!.Errors.Keys);
        await scene.SubmitAsync(scene.Dana, ("hour", "09:30"), ("zone", "Asia/Tokyo"), ("quiet-from", "17:00"), ("quiet-to", "09:00"), ("kind", "Expansion"), ("urgency", "High"));

        var wanted = await scene.Product.Service<IPreferences>().OfAsync("dana@example.com", default);
        Assert.Equal((new TimeOnly(9, 30), "Asia/Tokyo", "Europe/Berlin"), (wanted.DigestHour, wanted.Zone, wanted.PlatformZone));
        Assert.Equal("17:00 to 09:00", wanted.Quiet?.ToString());
        Assert.Equal(2, Assert.Single(wanted.Subscriptions).Severities.Count);
    }

    [Fact]
    public async Task A_customer_is_muted_for_one_reader()
    {
        await using var scene = await SlackScene.WithCardAsync();
        await scene.Slack.OpenHomeAsync(scene.Dana);
        await scene.SettleAsync();

        await scene.Slack.ClickAsync(scene.Dana, scene.Dana.Home!, "Mute a customer for me...");
        await scene.SubmitAsync(scene.Dana, ("account", "amber"), ("until", "2026-06-20"));

        var muted = Assert.Single((await scene.Product.Service<IPreferences>().OfAsync("dana@example.com", default)).Muted);
        Assert.Equal(new DateTimeOffset(2026, 6, 19, 22, 0, 0, TimeSpan.Zero), muted.Value);
    }

    [Fact]
    public async Task The_shortcut_asks_and_its_form_becomes_the_answer()
    {
        await using var scene = await SlackScene.WithCardAsync();

        await scene.Slack.ShortcutAsync(scene.Lee, "ask");
        await scene.SubmitAsync(scene.Lee, ("question", "why amber lane"));

        Assert.Contains("Amber Lane", scene.Slack.ModalOf(scene.Lee)!.Words);
    }

    [Fact]
    public async Task The_shortcut_of_a_message_finds_the_customer_that_it_names()
    {
        await using var scene = await SlackScene.WithCardAsync();

        await scene.Slack.MessageShortcutAsync(scene.Dana, scene.Card, "ask-message");
        await scene.SettleAsync();

        Assert.Contains("\"initial_value\":\"Amber Lane\"", scene.Slack.ModalOf(scene.Dana)!.View.ToJsonString());
    }

    [Fact]
    public async Task A_status_with_an_end_counts_as_away_until_then()
    {
        await using var scene = await SlackScene.WithCardAsync();

        await scene.Slack.SetStatusAsync(scene.Dana, "On holiday", new DateTimeOffset(2026, 6, 19, 21, 59, 0, TimeSpan.Zero));
        await scene.SettleAsync();
        Assert.Equal(new DateOnly(2026, 6, 20), (await scene.Product.Service<IPreferences>().OfAsync("dana@example.com", default)).PlatformAwayUntil);

        await scene.Slack.SetStatusAsync(scene.Dana, "", null, "");
        Assert.Null((await scene.Product.Service<IPreferences>().OfAsync("dana@example.com", default)).PlatformAwayUntil);
    }

    [Fact]
    public async Task Who_is_away_by_status_is_back_when_they_say_so()
    {
        await using var scene = await SlackScene.WithCardAsync();
        await scene.Slack.SetStatusAsync(scene.Dana, "On holiday", new DateTimeOffset(2026, 6, 19, 21, 59, 0, TimeSpan.Zero));
        await scene.SettleAsync();

        await scene.Slack.SlashAsync(scene.Dana, scene.Channel, "back");
        await scene.SettleAsync();

        Assert.Contains("back", scene.LastPrivateTo(scene.Dana), StringComparison.OrdinalIgnoreCase);
        await scene.SeatsAsync(5, "a1");
        await scene.NextDayAsync(10);
        await scene.Slack.WhenAsync(() => scene.Cards.Count == 2);
    }

    [Fact]
    public async Task What_a_channel_would_have_got_stays_in_the_inbox_once_it_is_archived()
    {
        await using var scene = await SlackScene.WithChannelCardAsync();
        await scene.Slack.ArchiveAsync(scene.Channel);
        await scene.SettleAsync();

        await scene.SeatsAsync(5, "a1");
        await scene.NextDayAsync(10);

        await scene.UntilAsync(async () => (await scene.Product.InboxAsync("#customer-success")).Any(said => said.Message.Text.Contains("10 of 10 seats", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_channel_that_another_organisation_joins_is_left_and_the_owner_gets_what_was_there()
    {
        await using var scene = await SlackScene.WithChannelCardAsync();

        await scene.Slack.ShareAsync(scene.Channel);
        await scene.SettleAsync();

        Assert.Empty(scene.Slack.Seen(scene.Channel));
        await scene.Slack.WhenAsync(() => scene.Slack.Direct(scene.Dana).Count == 1);
        Assert.Contains("10 of 10 seats", scene.Card.Words);
        await scene.UntilAsync(async () => (await scene.Product.InboxAsync("olga@example.com")).Any(said => said.Message.Text.Contains("shared with another organisation", StringComparison.Ordinal)));
        await scene.SeatsAsync(5, "a1");
        await scene.SeatsAsync(10, "a1");
        Assert.Empty(scene.Slack.Seen(scene.Channel));
    }
}
