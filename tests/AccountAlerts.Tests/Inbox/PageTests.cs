using System.Net;
using AccountAlerts.Tests.Running;

namespace AccountAlerts.Tests.Inbox;

public sealed class PageTests
{
    [Fact]
    public async Task The_first_page_of_a_demo_shows_the_first_csm_with_cards_and_says_demo()
    {
        await using RunningInbox running = await RunningInbox.StartAsync(demo: true);
        running.Inbox.Put("dana@example.com", Scene.RiskCard());
        using HttpClient client = running.Client();

        string page = await client.GetStringAsync("/");

        Assert.Contains("Ines Ortega, the champion, has not signed in for 9 days", page);
        Assert.Contains("Demo", page);
        Assert.Contains("Acknowledge", page);
    }

    [Fact]
    public async Task Without_a_demo_the_inbox_asks_who_is_there()
    {
        await using RunningInbox running = await RunningInbox.StartAsync();
        using HttpClient client = running.Client();

        HttpResponseMessage answer = await client.GetAsync("/");

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal("/who", answer.Headers.Location?.OriginalString);
    }
}
