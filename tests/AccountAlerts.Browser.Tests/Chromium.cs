using Microsoft.Playwright;

namespace AccountAlerts.Browser.Tests;

/// <summary>The system's Chromium, started once for all tests. Where there is none the tests skip and say so; in CI they fail.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>In milliseconds, for everything that a page does: it draws slowly where many tests run at once.</summary>
    public const int Patience = 90_000;

    private IPlaywright? playwright;
    private IBrowser? browser;

    public static string? Path { get; } = Find();

    /// <summary>A page of its own, with its own cookies.</summary>
    public async Task<IPage> OpenAsync(Uri address, ColorScheme scheme = ColorScheme.Light, int width = 1280, int height = 900, bool script = true)
    {
        IBrowserContext context = await (browser ?? throw new InvalidOperationException($"There is no Chromium: {BrowserFactAttribute.Missing}")).NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
            ColorScheme = scheme,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            Locale = "en-GB",
            TimezoneId = "Europe/Berlin",
            ReducedMotion = ReducedMotion.Reduce,
            JavaScriptEnabled = script,
        });
        context.SetDefaultTimeout(Patience);
        return await context.NewPageAsync();
    }

    public async Task InitializeAsync()
    {
        if (Path is null)
            return;
        Assertions.SetDefaultExpectTimeout(Patience);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Path,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }

    private static string? Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
            .SelectMany(folder => (string[])["chromium", "chromium-browser", "google-chrome"], System.IO.Path.Combine)
            .FirstOrDefault(File.Exists);
}

[CollectionDefinition(nameof(Chromium))]
public sealed class ChromiumGroup : ICollectionFixture<Chromium>;

/// <summary>A test that needs a browser.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public const string Missing = "no chromium, chromium-browser or google-chrome on the PATH. Install one (Debian: apt-get install chromium) to run the tests of the inbox page.";

    public BrowserFactAttribute()
    {
        bool required = Environment.GetEnvironmentVariable("CI") == "true";
        if (Chromium.Path is null && !required)
            Skip = Missing;
    }
}
