using System.Globalization;
using AccountAlerts.TestKit;
using AccountAlerts.TestKit.Conformance;
using AccountAlerts.TestKit.Fakes;
using Microsoft.Playwright;

namespace AccountAlerts.Browser.Tests;

/// <summary>Microsoft's own local Teams client (the 365 Agents Playground), beside a bot on this machine.</summary>
internal sealed class Playground : IAsyncDisposable
{
    private const string Client = "node_modules/@microsoft/m365agentsplayground/cli.js";

    private readonly NodeScript _process;
    private readonly TemporaryFolder _folder;

    private Playground(NodeScript process, TemporaryFolder folder, Uri address)
    {
        _process = process;
        _folder = folder;
        Address = address;
    }

    public Uri Address { get; }

    /// <param name="arguments">As on the command line, but for the port; the bot that they name must answer already.</param>
    public static async Task<Playground> StartAsync(string[] arguments)
    {
        var folder = new TemporaryFolder();
        string port = Ports.Free().ToString(CultureInfo.InvariantCulture);
        var environment = new Dictionary<string, string>
        {
            ["TEAMSAPPTESTER_BROWSER"] = "none",
            ["M365_AGENTS_PLAYGROUND_LOGFILE"] = folder["playground.log"],
        };
        var process = NodeScript.Start(Client, environment, [.. arguments, "-p", port, "--disable-telemetry"]);
        string line = await process.LineWithAsync("Listening on ");
        string listens = new([.. line[(line.IndexOf("Listening on ", StringComparison.Ordinal) + "Listening on ".Length)..].TakeWhile(char.IsAsciiDigit)]);
        return new Playground(process, folder, new Uri($"http://localhost:{listens}"));
    }

    /// <summary>The page, once it can be typed into.</summary>
    public async Task<IPage> OpenAsync(Chromium chromium)
    {
        IPage page = await chromium.OpenAsync(Address, width: 1400, height: 1600);
        await page.GotoAsync("/");
        await page.Locator("div[role=textbox][contenteditable]").First.WaitForAsync();
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>A test that needs a browser and the packages of <c>tests/conformance</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PlaygroundFactAttribute : FactAttribute
{
    public PlaygroundFactAttribute()
    {
        bool required = Environment.GetEnvironmentVariable("CI") == "true";
        if (!required && (Chromium.Path is null ? BrowserFactAttribute.Missing : NodeScript.Missing) is { } missing)
            Skip = missing;
    }
}
