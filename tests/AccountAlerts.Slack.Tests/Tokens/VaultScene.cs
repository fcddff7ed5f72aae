using AccountAlerts.Engine;
using AccountAlerts.Slack.Api;
using AccountAlerts.Slack.Installations;
using AccountAlerts.Slack.Settings;
using AccountAlerts.Slack.Tokens;
using AccountAlerts.TestKit.Fakes;
using AccountAlerts.TestKit.Slack;
using Microsoft.Extensions.Logging.Abstractions;

namespace AccountAlerts.Slack.Tests.Tokens;

/// <summary>One workspace whose token is renewed, one store, and as many replicas as a test wants.</summary>
internal sealed class VaultScene : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly CountingIds _ids = new();

    private VaultScene(FakeSlack slack, FakeClock clock)
    {
        Slack = slack;
        Clock = clock;
        Installation = Of(slack.RotatingTokens().Refresh);
    }

    public FakeSlack Slack { get; }

    public FakeClock Clock { get; }

    public MemoryValues Store { get; } = new();

    public Installation Installation { get; }

    public int Renewals => Slack.Calls.Count(call => call.Method == "oauth.v2.access" && call.Outcome == "ok");

    public int Attempts => Slack.Calls.Count(call => call.Method == "oauth.v2.access");

    public static async Task<VaultScene> StartAsync()
    {
        var clock = new FakeClock();
        return new VaultScene(await FakeSlack.StartAsync(clock), clock);
    }

    /// <summary>The same workspace with another refresh token in the settings.</summary>
    public Installation Of(string refresh) => new(
        "emea", new SlackWorkspaceKeys { ClientId = Slack.ClientId, ClientSecret = Slack.ClientSecret, RefreshToken = refresh });

    /// <summary>A process of its own over the one store.</summary>
    /// <param name="through">What stands between it and the store.</param>
    public TokenVault Replica(IProductValues? through = null, bool serves = true, ISecretBox? box = null) => new(
        new SlackClient(_http, Slack.ApiUrl), through ?? Store, box ?? new OpenBox(""), _ids, new SlackMemory(serves), Clock, NullLogger<TokenVault>.Instance);

    /// <summary>What Slack says of a token.</summary>
    public async Task<bool> WorksAsync(string? token) =>
        token is not null && await new SlackClient(_http, Slack.ApiUrl).CallAsync("auth.test", token, new Dictionary<string, string?>(), default) is SlackReply.Ok;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Slack.DisposeAsync();
    }
}

/// <summary>Seals nothing; opens only what a box with the same key closed.</summary>
internal sealed class OpenBox(string key) : ISecretBox
{
    public string Seal(string purpose, string secret) => $"{key}|{purpose}|{secret}";

    public string? Open(string purpose, string text) => text.StartsWith($"{key}|{purpose}|", StringComparison.Ordinal) ? text[(key.Length + purpose.Length + 2)..] : null;
}

/// <summary>A process that dies before its n-th change of the store, or a store that fails for a while.</summary>
/// <param name="from">The first change that fails, from 1.</param>
/// <param name="failures">How many fail.</param>
internal sealed class FailingValues(IProductValues inner, int from, int failures) : IProductValues
{
    private int _changes;

    public Task<string?> GetAsync(string scope, string key, CancellationToken cancellation) => inner.GetAsync(scope, key, cancellation);

    public Task<IReadOnlyDictionary<string, string>> ListAsync(string scope, CancellationToken cancellation) => inner.ListAsync(scope, cancellation);

    public Task SetAsync(string scope, string key, string? value, CancellationToken cancellation) => inner.SetAsync(scope, key, value, cancellation);

    public Task<bool> TrySetAsync(string scope, string key, string? expected, string? value, CancellationToken cancellation) =>
        Interlocked.Increment(ref _changes) is var change && change >= from && change - from < failures
            ? Task.FromException<bool>(new IOException("The store is not there."))
            : inner.TrySetAsync(scope, key, expected, value, cancellation);
}
