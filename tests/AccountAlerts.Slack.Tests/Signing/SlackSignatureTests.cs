using System.Text;
using AccountAlerts.Slack.Signing;

namespace AccountAlerts.Slack.Tests.Signing;

public sealed class SlackSignatureTests
{
    private const string Secret = "fake-signing-secret-for-tests";
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    [Fact]
    public void The_signature_is_that_of_an_independent_implementation()
    {
        // printf 'v0:1800000000:token=x&text=why' | openssl dgst -sha256 -hmac 'fake-signing-secret-for-tests'
        Assert.Equal("v0=bb7fe35cd566c0568195d640a25bbf2fbf2c5c4d23d46b47c57e125acaf5eab9", SlackSignature.Sign(Secret, "1800000000", "token=x&text=why"u8));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public void A_request_is_genuine_within_five_minutes_either_way(int seconds, bool genuine)
    {
        string timestamp = (Now.ToUnixTimeSeconds() + seconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        string signature = SlackSignature.Sign(Secret, timestamp, "body"u8);

        Assert.Equal(genuine, SlackSignature.IsGenuine(Secret, timestamp, signature, "body"u8, Now));
    }

    [Theory]
    [InlineData("")]
    [InlineData("v0=")]
    [InlineData("v1=00")]
    [InlineData("V0=0000000000000000000000000000000000000000000000000000000000000000")]
    public void A_wrong_signature_is_refused(string signature) =>
        Assert.False(SlackSignature.IsGenuine(Secret, "1800000000", signature, "body"u8, Now));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("18000000000000000000000")]
    [InlineData("-1800000000")]
    [InlineData(" 1800000000")]
    [InlineData("1800000000.5")]
    public void A_timestamp_that_is_no_number_is_refused(string? timestamp) =>
        Assert.False(SlackSignature.IsGenuine(Secret, timestamp, SlackSignature.Sign(Secret, timestamp ?? "", "body"u8), "body"u8, Now));

    [Fact]
    public void Another_body_or_secret_is_refused()
    {
        string signature = SlackSignature.Sign(Secret, "1800000000", "body"u8);

        Assert.False(SlackSignature.IsGenuine(Secret, "1800000000", signature, "Body"u8, Now));
        Assert.False(SlackSignature.IsGenuine("another-fake-secret", "1800000000", signature, "body"u8, Now));
        Assert.False(SlackSignature.IsGenuine("", "1800000000", SlackSignature.Sign("", "1800000000", Encoding.UTF8.GetBytes("body")), "body"u8, Now));
    }
}
