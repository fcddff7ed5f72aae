using System.Globalization;
using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Webhook;

/// <summary>What each answer means: the one place where the webhook's failures are classified. Reasons hold neither address nor secret.</summary>
internal static class WebhookErrors
{
    /// <summary>The wait where the receiver is busy or away and names none.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromSeconds(5);

    public static DeliveryOutcome OfPost(WireAnswer answer) => answer switch
    {
        WireAnswer.Answered { Status: >= 200 and < 300, Id: { } id } => new DeliveryOutcome.Delivered(id),
        WireAnswer.Answered { Status: >= 200 and < 300, Status: var status } =>
            new DeliveryOutcome.Unknown($"{Said(status)} without an id that can be read; it must answer {{\"id\":\"...\"}}"),
        WireAnswer.Answered { Status: 404 or 410, Status: var status } =>
            new DeliveryOutcome.DestinationBroken($"{Said(status)}: it does not know this conversation, or Webhook:Url leads elsewhere"),
        _ => OfFailure(answer),
    };

    public static DeliveryOutcome OfPut(WireAnswer answer, string messageId) => answer switch
    {
        WireAnswer.Answered { Status: >= 200 and < 300 } => new DeliveryOutcome.Delivered(messageId),
        WireAnswer.Answered { Status: 404 or 410, Status: var status } => new DeliveryOutcome.MessageGone($"{Said(status)}: the message is gone"),
        _ => OfFailure(answer),
    };

    public static LookUp OfGet(WireAnswer answer) => answer switch
    {
        WireAnswer.Answered { Status: 200, Id: { } id, Copies: var copies } => new LookUp.Found(id) { Copies = copies },
        WireAnswer.Answered { Status: 404 } => new LookUp.Absent(),
        WireAnswer.Answered { Status: var status } => new LookUp.CannotTell($"{Said(status)} when asked for a key"),
        WireAnswer.NotSent not => new LookUp.CannotTell(Prefix(not.Reason)),
        WireAnswer.Broken broken => new LookUp.CannotTell(Prefix(broken.Reason)),
        _ => throw Unruled(answer),
    };

    /// <summary>Why there was no answer, in our own words: the framework's name the address.</summary>
    public static string Words(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => "its host name cannot be resolved",
        HttpRequestError.ConnectionError => "it cannot be reached or refuses connections",
        HttpRequestError.SecureConnectionError => "no secure connection: its certificate is not trusted, not valid or for another name",
        HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded => "its answer is no HTTP that can be read",
        _ => "the connection broke before the answer",
    };

    private static DeliveryOutcome OfFailure(WireAnswer answer) => answer switch
    {
        WireAnswer.NotSent not => new DeliveryOutcome.RetryAfter(Wait, Prefix(not.Reason)),
        WireAnswer.Broken broken => new DeliveryOutcome.Unknown(Prefix(broken.Reason)),
        WireAnswer.Answered { Status: 429 or 503 } busy => new DeliveryOutcome.RetryAfter(busy.RetryAfter ?? Wait, Said(busy.Status)),
        WireAnswer.Answered { Status: >= 300 and < 400, Status: var status } => new DeliveryOutcome.InstallationBroken(
            $"{Said(status)}: it points elsewhere, and redirects are never followed; set Webhook:Url to the final address"),
        WireAnswer.Answered { Status: 401 or 407, Status: var status } =>
            new DeliveryOutcome.InstallationBroken($"{Said(status)}: it does not accept our signature; compare Webhook:Secret and both clocks"),
        WireAnswer.Answered { Status: 403, Status: var status } => new DeliveryOutcome.DestinationBroken($"{Said(status)}: it takes nothing for this conversation"),
        WireAnswer.Answered { Status: 408, Status: var status } => new DeliveryOutcome.Unknown(Said(status)),
        WireAnswer.Answered { Status: >= 400 and < 500, Status: var status } => new DeliveryOutcome.PayloadBad(Said(status)),
        WireAnswer.Answered { Status: var status } => new DeliveryOutcome.Unknown(Said(status)),
        _ => throw Unruled(answer),
    };

    private static string Said(int status) => string.Create(CultureInfo.InvariantCulture, $"the webhook answered {status}");

    private static string Prefix(string reason) => $"the webhook: {reason}";

    private static ArgumentOutOfRangeException Unruled(WireAnswer answer) => new(nameof(answer), answer, "An answer without a rule.");
}
