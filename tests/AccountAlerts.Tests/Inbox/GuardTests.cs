using System.Net;
using AccountAlerts.Inbox;
using AccountAlerts.TestKit.Browsing;
using AccountAlerts.Tests.Running;
using Microsoft.AspNetCore.Http;

namespace AccountAlerts.Tests.Inbox;

public sealed class GuardTests
{
    public static TheoryData<string?, string, string?, string?> Requests => new()
    {
        { "127.0.0.1", "localhost:5080", null, null },
        { "127.0.0.1", "LOCALHOST", null, null },
        { "127.0.0.1", "127.0.0.1:5080", null, null },
        { "::1", "[::1]:5080", null, null },
        { "::ffff:127.0.0.1", "localhost", null, null },
        { "192.168.1.20", "localhost:5080", null, "another machine" },
        // Nobody knows who asked: a pipe, or a server that does not say.
        { null, "localhost:5080", null, "another machine" },
        // A foreign name that points at 127.0.0.1 would let a foreign page read the inbox.
        { "127.0.0.1", "rebind.example", null, "another host" },
        { "127.0.0.1", "localhost.example", null, "another host" },
        { "127.0.0.1", "", null, "another host" },
        // A tunnel or proxy on this machine speaks for somebody elsewhere.
        { "127.0.0.1", "localhost", "X-Forwarded-For", "proxy or tunnel" },
        { "127.0.0.1", "localhost", "x-forwarded-host", "proxy or tunnel" },
        { "127.0.0.1", "localhost", "Forwarded", "proxy or tunnel" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void Without_a_password_only_a_browser_on_this_machine_is_answered(string? peer, string host, string? header, string? refusal)
    {
        var context = new DefaultHttpContext();
        context.Request.Host = new HostString(host);
        if (header is not null)
            context.Request.Headers[header] = "203.0.113.9";

        string? said = LoopbackGuard.Refusal(peer is null ? null : IPAddress.Parse(peer), context.Request);

        if (refusal is null)
            Assert.Null(said);
        else
            Assert.Contains(refusal, said);
    }

    [Fact]
    public async Task A_refusal_says_what_to_do_and_shows_nothing()
    {
        await using RunningInbox running = await RunningInbox.StartAsync(demo: true);
        running.Inbox.Put("dana@example.com", Scene.RiskCard());
        using var browser = new Browser(running.Address);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = "rebind.example" } };

        HttpResponseMessage answer = await browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("Inbox:Password", text);
        Assert.DoesNotContain("Harbor", text);
    }

    [Theory]
    [InlineData("/healthz/live", HttpStatusCode.OK)]
    [InlineData("/healthz/ready", HttpStatusCode.ServiceUnavailable)] // nothing was evaluated yet
    public async Task Health_answers_any_peer(string path, HttpStatusCode expected)
    {
        await using RunningInbox running = await RunningInbox.StartAsync();
        using var browser = new Browser(running.Address);
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = "probe.example" } };
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");

        Assert.Equal(expected, (await browser.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Ready_means_evaluated_once_and_the_store_answers()
    {
        await using RunningInbox running = await RunningInbox.StartAsync();
        using var browser = new Browser(running.Address);
        running.Service<AccountAlerts.Endpoints.Readiness>().EvaluatedAt(Scene.Now);
        Assert.Equal("ready\n", await browser.ReadAsync("/healthz/ready"));

        running.Inbox.StoreAnswers = false;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await browser.GetAsync("/healthz/ready")).StatusCode);
    }

    [Theory]
    [InlineData("/inbox/dana@example.com/click")]
    [InlineData("/inbox/dana@example.com/command")]
    [InlineData("/who")]
    public async Task A_form_without_the_pages_token_does_nothing(string target)
    {
        await using RunningInbox running = await RunningInbox.StartAsync(demo: true);
        using var browser = new Browser(running.Address);
        await browser.GetAsync("/");

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostWithAsync(target, ("text", "mine"), ("action", "acknowledge"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostWithAsync(target, ("text", "mine"), ("form-token", "made-up"))).StatusCode);
        Assert.Empty(running.Inbox.Clicks);
        Assert.Empty(running.Inbox.Commands);
    }

    [Fact]
    public async Task Pages_allow_no_script_or_style_of_their_own_no_frame_and_no_cache()
    {
        await using RunningInbox running = await RunningInbox.StartAsync(demo: true);
        running.Inbox.Put("dana@example.com", Scene.RiskCard());
        using var browser = new Browser(running.Address);

        HttpResponseMessage page = await browser.GetAsync("/");
        string html = await page.Content.ReadAsStringAsync();

        string policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("DENY", Assert.Single(page.Headers.GetValues("X-Frame-Options")));
        Assert.Equal("nosniff", Assert.Single(page.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(page.Headers.CacheControl?.NoStore);
        Assert.DoesNotContain("style=", html);
        Assert.DoesNotContain("<style", html);
        Assert.DoesNotContain("onclick", html);
    }

    [Fact]
    public async Task With_a_password_everything_but_health_and_looks_asks_for_it()
    {
        await using RunningInbox running = await RunningInbox.StartAsync(demo: true, ("Inbox:Password", "correct horse battery"));
        running.Inbox.Put("dana@example.com", Scene.RiskCard());
        using var browser = new Browser(running.Address);

        Assert.StartsWith("/login?return=", (await browser.GetAsync("/accounts")).Headers.Location?.PathAndQuery);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/healthz/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/assets/inbox.css")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.PostAsync("/login", "/login", ("password", "correct horse"))).StatusCode);

        HttpResponseMessage inside = await browser.PostAsync("/login", "/login", ("password", "correct horse battery"), ("return", "/accounts"));

        Assert.Equal("/accounts", inside.Headers.Location?.OriginalString);
        Assert.Contains("Harbor Freight Lines", await browser.ReadAsync("/"));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    public async Task A_login_leads_nowhere_else(string target)
    {
        await using RunningInbox running = await RunningInbox.StartAsync(demo: true, ("Inbox:Password", "correct horse battery"));
        using var browser = new Browser(running.Address);

        HttpResponseMessage inside = await browser.PostAsync("/login", "/login", ("password", "correct horse battery"), ("return", target));

        Assert.Equal("/", inside.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Guessing_is_slowed_down_even_for_the_right_password()
    {
        await using RunningInbox running = await RunningInbox.StartAsync(demo: true, ("Inbox:Password", "correct horse battery"));
        using var browser = new Browser(running.Address);
        for (int i = 0; i < LoginThrottle.Tries; i++)
            await browser.PostAsync("/login", "/login", ("password", "guess"));

        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.PostAsync("/login", "/login", ("password", "correct horse battery"))).StatusCode);
    }
}
