using AccountAlerts.Tests.Running;
using Microsoft.Playwright;

namespace AccountAlerts.Browser.Tests;

[Collection(nameof(Chromium))]
public sealed class LookTests(Chromium chromium)
{
    [BrowserFact]
    public async Task Pages_are_pictured_in_light_dark_and_on_a_phone()
    {
        await using RunningInbox running = await RunningInbox.StartAsync(demo: true);
        running.Inbox.Put("dana@example.com", Scene.DoneCard(), Scene.Now.AddDays(-3));
        running.Inbox.Put("dana@example.com", Scene.GrowthCard(), Scene.Now.AddDays(-1));
        running.Inbox.Put("dana@example.com", Scene.RiskCard());
        running.Inbox.Put("#customer-success", Scene.GrowthCard());
        running.Inbox.Accounts["harbor-freight"] = Scene.Harbor();

        foreach ((string name, ColorScheme scheme, int width) in ((string, ColorScheme, int)[])
            [("light", ColorScheme.Light, 1280), ("dark", ColorScheme.Dark, 1280), ("phone", ColorScheme.Light, 375)])
        {
            IPage page = await chromium.OpenAsync(running.Address, scheme, width);
            await page.GotoAsync("/");
            await page.PictureAsync($"inbox-{name}");
            await page.GotoAsync("/accounts/harbor-freight");
            await page.PictureAsync($"account-{name}");
            await page.GotoAsync("/accounts");
            await page.PictureAsync($"accounts-{name}");
            await page.GotoAsync("/who");
            await page.PictureAsync($"who-{name}");

            // Nothing sticks out of the window: no page scrolls sideways.
            Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        }
    }
}
