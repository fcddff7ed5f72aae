using AccountAlerts.Engine.Routing;
using AccountAlerts.TestKit.Teams;

namespace AccountAlerts.Tests.Teams;

/// <summary>What is App Home in Slack is the answer to "settings" in Teams: the same page, and the same forms.</summary>
public sealed class OwnPageTests
{
    [Fact]
    public async Task The_page_shows_what_needs_somebody_and_saves_how_they_want_it()
    {
        await using var scene = await TalkInTeams.WithCardAsync();
        await scene.SayAsync(scene.Dana, "settings");
        var page = scene.Teams.Chat(scene.Dana)[^1];
        foreach (string words in (string[])["What needs you", "10 of 10 seats", "Your customers", "Amber Lane", "the usual hour", "Europe/Berlin", "nothing but what is yours"])
            Assert.Contains(words, page.Words);

        var wrong = await scene.PressAsync(scene.Dana, page, "home-settings", ("home-settings.zone", "Atlantis"));
        Assert.Contains("is no time zone", wrong.Said);
        await scene.PressAsync(
            scene.Dana, page, "home-settings", ("home-settings.hour", "07:30"), ("home-settings.zone", "America/New_York"), ("home-settings.quiet-from", "18:00"),
            ("home-settings.quiet-to", "08:00"), ("home-settings.kind", "Expansion"), ("home-settings.urgency", "High"));
        Assert.Contains("Saved", scene.Teams.Now(page).Words);

        var wanted = await scene.Product.Service<IPreferences>().OfAsync("dana@example.com", default);
        Assert.Equal((new TimeOnly(7, 30), "America/New_York", new DaySpan(new TimeOnly(18, 0), new TimeOnly(8, 0))), (wanted.DigestHour, wanted.Zone, wanted.Quiet));
        Assert.Equal("Expansion", Assert.Single(Assert.Single(wanted.Subscriptions).Kinds).ToString());
        await scene.SayAsync(scene.Dana, "my preferences");
        foreach (string words in (string[])["07:30", "America/New_York", "18:00 to 08:00", "Customers who grow"])
            Assert.Contains(words, scene.Teams.Chat(scene.Dana)[^1].Words);
    }

    [Fact]
    public async Task A_customer_is_muted_for_oneself_and_heard_of_again()
    {
        await using var scene = await TalkInTeams.WithCardAsync();
        await scene.SayAsync(scene.Lee, "settings");
        var page = scene.Teams.Chat(scene.Lee)[^1];
        Assert.DoesNotContain("Hear of it again...", TalkInTeams.Labels(page));

        await scene.PressAsync(scene.Lee, page, "home-mute", ("home-mute.account", "amber"));
        Assert.Contains("You hear nothing of Amber Lane", scene.Teams.Now(page).Words);
        await scene.SayAsync(scene.Lee, "settings");
        var muted = scene.Teams.Chat(scene.Lee)[^1];
        Assert.Contains("Muted for you", muted.Words);
        string id = Assert.Single((await scene.Product.Service<IPreferences>().OfAsync("lee@example.com", default)).Muted).Key.ToString(System.Globalization.CultureInfo.InvariantCulture);

        await scene.PressAsync(scene.Lee, muted, "home-unmute", ("home-unmute.account", id));

        Assert.Contains("you hear of Amber Lane again", scene.Teams.Now(muted).Words);
        Assert.Empty((await scene.Product.Service<IPreferences>().OfAsync("lee@example.com", default)).Muted);
    }
}
