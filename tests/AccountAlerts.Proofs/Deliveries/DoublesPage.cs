using AccountAlerts.TestKit.Browsing;

namespace AccountAlerts.Proofs.Deliveries;

/// <summary>What people read of messages that are perhaps there twice.</summary>
internal static class DoublesPage
{
    public static async Task MustSayAsync(Uri service, string reader, long doubled)
    {
        using var browser = new Browser(service);
        await browser.PostAsync("/who", "/who", ("email", reader));
        string page = await browser.ReadAsync("/delivery");
        if (doubled > 0)
            Assert.Contains($"Perhaps shown twice <span class=\"tally\">{doubled}</span>", page, StringComparison.Ordinal);
        else
            Assert.DoesNotContain("Perhaps shown twice", page, StringComparison.Ordinal);
    }
}
