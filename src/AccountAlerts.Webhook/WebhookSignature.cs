using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AccountAlerts.Webhook;

/// <summary>
/// The signature of both directions: <c>v1=</c> and the lower-case hex HMAC-SHA256 of <c>timestamp \n METHOD \n path and query \n body</c>
/// over the bytes as they travel.
/// </summary>
public static class WebhookSignature
{
    public const string TimestampHeader = "X-AccountAlerts-Timestamp";
    public const string SignatureHeader = "X-AccountAlerts-Signature";
    public const string Version = "v1=";

    /// <param name="covered">Timestamp, method, path and query, and body, with a line feed after each of the first three.</param>
    public static string Of(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> covered)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, covered, hash);
        return string.Concat(Version, Convert.ToHexStringLower(hash));
    }

    /// <summary>Takes as long for a wrong signature as for a right one.</summary>
    public static bool Matches(ReadOnlySpan<byte> secret, string timestamp, string method, string pathAndQuery, ReadOnlySpan<byte> body, string signature)
    {
        byte[] before = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{timestamp}\n{method}\n{pathAndQuery}\n"));
        string expected = Of(secret, [.. before, .. body]);
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(signature));
    }
}
