using System.Globalization;
using System.Text;

namespace AccountAlerts.Webhook;

/// <summary>Whether a request that comes in is the receiver's: signed with our secret, over these bytes, just now.</summary>
public sealed class WebhookDoor
{
    /// <summary>How far the two clocks may be apart, either way; an older request may be somebody's recording.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly byte[] _secret;
    private readonly TimeProvider _machineClock;

    /// <param name="machineClock">The real time, also where the product's clock is moved.</param>
    public WebhookDoor(WebhookOptions options, TimeProvider machineClock)
    {
        ArgumentNullException.ThrowIfNull(options);
        _secret = Encoding.UTF8.GetBytes(options.Secret ?? throw new ArgumentException("A webhook needs its secret.", nameof(options)));
        _machineClock = machineClock;
    }

    /// <param name="pathAndQuery">As in the request line, nothing decoded.</param>
    public bool Opens(string? timestamp, string? signature, string method, string pathAndQuery, ReadOnlySpan<byte> body)
    {
        if (timestamp is null || signature is null || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds))
            return false;
        // The signature first, whatever the time says: the answer tells nobody which of the two was wrong.
        bool ours = WebhookSignature.Matches(_secret, timestamp, method, pathAndQuery, body, signature);
        return ours && Math.Abs((decimal)_machineClock.GetUtcNow().ToUnixTimeSeconds() - seconds) <= (decimal)Window.TotalSeconds;
    }
}
