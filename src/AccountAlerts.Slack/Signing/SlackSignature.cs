using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AccountAlerts.Slack.Signing;

/// <summary>Proves that a request came from Slack. docs.slack.dev/authentication/verifying-requests-from-slack.</summary>
public static class SlackSignature
{
    public const string TimestampHeader = "X-Slack-Request-Timestamp";
    public const string SignatureHeader = "X-Slack-Signature";

    /// <summary>Older or newer requests are refused: a copy of an old one is worth nothing, a clock that is far off is a fault.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private const string Version = "v0";

    /// <param name="body">The bytes as they came.</param>
    /// <returns>The value of the signature header.</returns>
    public static string Sign(string secret, string timestamp, ReadOnlySpan<byte> body)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        mac.AppendData(Encoding.UTF8.GetBytes($"{Version}:{timestamp}:"));
        mac.AppendData(body);
        return Version + "=" + Convert.ToHexStringLower(mac.GetHashAndReset());
    }

    /// <returns>False for anything but a fresh request with the right signature; never says what is wrong.</returns>
    public static bool IsGenuine(string secret, string? timestamp, string? signature, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (timestamp is null || signature is null || secret.Length == 0)
            return false;
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
            || Math.Abs((double)now.ToUnixTimeSeconds() - seconds) > Window.TotalSeconds)
        {
            return false;
        }

        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Sign(secret, timestamp, body)), Encoding.UTF8.GetBytes(signature));
    }
}
