using System.Text;

namespace AccountAlerts.Webhook.Tests;

/// <summary>Signatures worked out by OpenSSL, as the documentation tells a receiver to do.</summary>
public sealed class WebhookSignatureTests
{
    private const string Timestamp = "1767225600";

    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("not-a-secret-not-a-secret-not-a-secret");

    /// <summary><c>printf '%s\n%s\n%s\n%s' 1767225600 METHOD PATH BODY | openssl dgst -sha256 -hmac SECRET -r</c></summary>
    public static TheoryData<string, string, string, string> Vectors => new()
    {
        { "POST", "/hook/messages", "{\"key\":\"k\"}", "ccf53801350622e855c3e7a254925b511ef6cca843b21b4ac619c523a8f6c625" },
        { "GET", "/messages?key=a%2Fb&workspace=default&conversation=%23customer-success", "", "acf1012ee7630d3fbc04e1bc38158bc10d24bf5722c56a1621c69119d69cc352" },
        { "PUT", "/messages/m%C3%A91", "{\"text\":\"Gr\u00fc\u00dfe \\u0000 \ud83d\ude00\"}", "32164059697586d9347c1197cbea5449e04d0e26367bcec2b1ec5aa14457bb73" },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void It_is_what_OpenSSL_makes_of_the_same_bytes(string method, string path, string body, string hex)
    {
        byte[] covered = Encoding.UTF8.GetBytes($"{Timestamp}\n{method}\n{path}\n{body}");

        Assert.Equal("v1=" + hex, WebhookSignature.Of(Secret, covered));
        Assert.True(WebhookSignature.Matches(Secret, Timestamp, method, path, Encoding.UTF8.GetBytes(body), "v1=" + hex));
    }

    [Theory]
    [InlineData("1767225601", "POST", "/hook/messages", "{\"key\":\"k\"}")]
    [InlineData(Timestamp, "PUT", "/hook/messages", "{\"key\":\"k\"}")]
    [InlineData(Timestamp, "POST", "/hook/messages/", "{\"key\":\"k\"}")]
    [InlineData(Timestamp, "POST", "/hook/messages", "{\"key\": \"k\"}")]
    public void Whatever_is_changed_breaks_it(string timestamp, string method, string path, string body)
    {
        Assert.False(WebhookSignature.Matches(
            Secret, timestamp, method, path, Encoding.UTF8.GetBytes(body), "v1=ccf53801350622e855c3e7a254925b511ef6cca843b21b4ac619c523a8f6c625"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("v1=")]
    [InlineData("ccf53801350622e855c3e7a254925b511ef6cca843b21b4ac619c523a8f6c625")]
    [InlineData("v1=CCF53801350622E855C3E7A254925B511EF6CCA843B21B4AC619C523A8F6C625")]
    public void Other_spellings_are_no_signature(string signature)
    {
        Assert.False(WebhookSignature.Matches(Secret, Timestamp, "POST", "/hook/messages", "{\"key\":\"k\"}"u8, signature));
    }
}
