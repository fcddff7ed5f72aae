using System.Globalization;
using System.Text;
using AccountAlerts.TestKit.Fakes;
using AccountAlerts.TestKit.Receivers;

namespace AccountAlerts.Webhook.Tests;

/// <summary>Who gets in.</summary>
public sealed class WebhookDoorTests
{
    private const string Path = "/webhook/clicks";

    private static readonly byte[] Body = """{"clickId":"c1"}"""u8.ToArray();

    private readonly FakeClock _clock = new();

    [Theory]
    [InlineData(0, true)]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)] // stale: perhaps somebody's recording
    [InlineData(301, false)] // from the future: it would be good for longer than it should
    [InlineData(-1_000_000_000_000, false)]
    public void A_request_is_good_for_five_minutes_either_way(long seconds, bool good)
    {
        Assert.Equal(good, Opens(at: _clock.GetUtcNow().ToUnixTimeSeconds() + seconds));
    }

    [Fact]
    public void A_signature_of_other_bytes_another_path_or_another_secret_is_none()
    {
        Assert.True(Opens());
        Assert.False(Opens(said: """{"clickId":"c2"}"""u8.ToArray()));
        Assert.False(Opens(said: Body[..^1]));
        Assert.False(Opens(said: []));
        Assert.False(Opens(path: "/webhook/commands"));
        Assert.False(Opens(path: Path + "?x=1"));
        Assert.False(Opens(secret: "another-secret-another-secret-another"));
    }

    [Theory]
    [InlineData(null, "v1=00")]
    [InlineData("", "v1=00")]
    [InlineData("now", "v1=00")]
    [InlineData("-5", "v1=00")]
    [InlineData("99999999999999999999", "v1=00")]
    [InlineData("1780304400", null)]
    [InlineData("1780304400", "")]
    [InlineData("1780304400", "v1=")]
    [InlineData("1780304400", "v2=00")]
    public void Without_readable_headers_nobody_gets_in(string? timestamp, string? signature)
    {
        Assert.False(Door().Opens(timestamp, signature, "POST", Path, Body));
    }

    private WebhookDoor Door() => new(new WebhookOptions { Secret = FakeWebhook.DefaultSecret }, _clock);

    /// <summary>Signs one request, and shows the door another where an argument says so.</summary>
    private bool Opens(long? at = null, byte[]? said = null, string path = Path, string secret = FakeWebhook.DefaultSecret)
    {
        string timestamp = (at ?? _clock.GetUtcNow().ToUnixTimeSeconds()).ToString(CultureInfo.InvariantCulture);
        byte[] covered = [.. Encoding.UTF8.GetBytes($"{timestamp}\nPOST\n{Path}\n"), .. Body];
        string signature = WebhookSignature.Of(Encoding.UTF8.GetBytes(secret), covered);
        return Door().Opens(timestamp, signature, "POST", path, said ?? Body);
    }
}
