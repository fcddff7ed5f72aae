using AccountAlerts.TestKit;
using Microsoft.Playwright;

namespace AccountAlerts.Browser.Tests;

/// <summary>Pictures of pages, in the folder artifacts/ at the top of the clone, for people to look at.</summary>
internal static class Artifacts
{
    public static Task<byte[]> PictureAsync(this IPage page, string name, bool whole = true) =>
        page.ScreenshotAsync(new PageScreenshotOptions { Path = Clone.In("artifacts", $"{name}.png"), FullPage = whole });
}
