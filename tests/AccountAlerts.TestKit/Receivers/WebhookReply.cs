using System.Globalization;

namespace AccountAlerts.TestKit.Receivers;

/// <summary>How the receiver ends an exchange.</summary>
public enum WebhookEnd
{
    /// <summary>With a whole answer.</summary>
    Answer,

    /// <summary>Never: the connection stays open and silent.</summary>
    Silence,

    /// <summary>The connection is closed hard.</summary>
    Drop,

    /// <summary>The head and one byte of the body, then nothing.</summary>
    SlowBody,
}

/// <summary>What the receiver does with one request.</summary>
/// <param name="Accepts">True if it keeps the message (or the edit), whatever it answers.</param>
public sealed record WebhookReply(bool Accepts, WebhookEnd End, int Status, string? RetryAfter = null, string? Body = null)
{
    public static WebhookReply Accept { get; } = new(true, WebhookEnd.Answer, 200);

    public static WebhookReply AcceptThenDrop { get; } = new(true, WebhookEnd.Drop, 0);

    public static WebhookReply AcceptThenSilence { get; } = new(true, WebhookEnd.Silence, 0);

    public static WebhookReply AcceptThenError { get; } = new(true, WebhookEnd.Answer, 500);

    public static WebhookReply SlowBody { get; } = new(true, WebhookEnd.SlowBody, 200);

    public static WebhookReply Silence { get; } = new(false, WebhookEnd.Silence, 0);

    public static WebhookReply Reset { get; } = new(false, WebhookEnd.Drop, 0);

    public static WebhookReply Error { get; } = new(false, WebhookEnd.Answer, 500);

    public static WebhookReply Forbidden { get; } = new(false, WebhookEnd.Answer, 403);

    public static WebhookReply TooMany(int seconds) => new(false, WebhookEnd.Answer, 429, seconds.ToString(CultureInfo.InvariantCulture));

    public static WebhookReply Of(int status) => new(false, WebhookEnd.Answer, status);

    /// <summary>Accepts, with a body of its own choosing.</summary>
    public static WebhookReply Saying(string body, int status = 200) => new(true, WebhookEnd.Answer, status, null, body);

    /// <summary>By name, as scripts on a command line write it: <c>accept</c>, <c>accept-drop</c>, <c>accept-silence</c>,
    /// <c>accept-error</c>, <c>slow</c>, <c>silence</c>, <c>reset</c>, <c>429:1</c> (with Retry-After), or a status.</summary>
    public static WebhookReply Parse(string text) => text switch
    {
        "accept" => Accept,
        "accept-drop" => AcceptThenDrop,
        "accept-silence" => AcceptThenSilence,
        "accept-error" => AcceptThenError,
        "slow" => SlowBody,
        "silence" => Silence,
        "reset" => Reset,
        _ when text.Split(':') is [var status, var seconds] => Of(Number(status)) with { RetryAfter = seconds },
        _ => Of(Number(text)),
    };

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
