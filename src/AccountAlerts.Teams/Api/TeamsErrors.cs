using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Teams.Api;

/// <summary>The one place that knows what the connector's answers mean. From learn.microsoft.com's pages on status codes and rate limits.</summary>
public static class TeamsErrors
{
    /// <summary>Where nothing is said of how long: throttled windows are of seconds.</summary>
    private static readonly TimeSpan Throttled = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(10);

    /// <summary>By this share a wait is longer or shorter, so that what was refused together does not come back together.</summary>
    private const double Jitter = 0.25;

    /// <param name="edit">True for an edit, where "not found" is the message's.</param>
    /// <param name="chance">From 0 to 1, for the jitter.</param>
    public static DeliveryOutcome Outcome(TeamsReply reply, bool edit, double chance) => reply switch
    {
        TeamsReply.NotSent no => Guess(Soon, chance, no.Reason),
        TeamsReply.PutOff off => new DeliveryOutcome.RetryAfter(off.After, "our own pace"),
        TeamsReply.Barred no => new DeliveryOutcome.InstallationBroken(no.Reason),
        TeamsReply.Unclear unclear => new DeliveryOutcome.Unknown(unclear.Reason),
        TeamsReply.Refused refused => Outcome(refused, edit, chance),
        _ => throw new ArgumentOutOfRangeException(nameof(reply), reply, "Only a refusal has an outcome here."),
    };

    /// <summary>The app is not there, or was shut out: nothing goes there until it is installed again.</summary>
    public static bool IsShutOut(TeamsReply reply) => reply is TeamsReply.Refused { Status: 403 };

    /// <summary>The bot was taken out of the conversation, or never was in it.</summary>
    public static bool IsRemoved(TeamsReply reply) => reply is TeamsReply.Refused { Status: 403 or 404, Code: "BotNotInConversationRoster" };

    /// <summary>The conversation, or the person in it, is no more.</summary>
    public static bool IsLost(TeamsReply reply) => reply is TeamsReply.Refused { Status: 404, Code: var code } && !IsAboutMessage(code, edit: false);

    private static DeliveryOutcome Outcome(TeamsReply.Refused refused, bool edit, double chance)
    {
        string reason = Reason(refused);
        return refused.Status switch
        {
            429 or 412 or 500 or 503 or 408 or 425 when refused.After is { } said => new DeliveryOutcome.RetryAfter(said + (Throttled * Jitter * chance), reason),
            429 => Guess(Throttled, chance, reason),
            408 or 412 or 425 => Guess(Soon, chance, reason),
            500 or 503 => Guess(Later, chance, reason),
            // No key tells whether it was done.
            >= 500 => new DeliveryOutcome.Unknown(reason),
            401 => new DeliveryOutcome.InstallationBroken(reason),
            403 => new DeliveryOutcome.DestinationBroken(reason),
            404 when IsAboutMessage(refused.Code, edit) => new DeliveryOutcome.MessageGone(reason),
            404 => new DeliveryOutcome.DestinationBroken(reason),
            >= 300 and < 400 => new DeliveryOutcome.InstallationBroken(reason + ": redirects are not followed"),
            // Everything that is the message's own fault.
            _ => new DeliveryOutcome.PayloadBad(reason),
        };
    }

    private static bool IsAboutMessage(string code, bool edit) =>
        code.StartsWith("ActivityNotFound", StringComparison.Ordinal) || code.StartsWith("MessageNotFound", StringComparison.Ordinal)
        || (edit && !code.StartsWith("Conversation", StringComparison.Ordinal));

    private static string Reason(TeamsReply.Refused refused) =>
        string.Join(' ', new[] { $"HTTP {refused.Status}", refused.Code, refused.Detail }.Where(part => part.Length > 0));

    private static DeliveryOutcome.RetryAfter Guess(TimeSpan wait, double chance, string reason) =>
        new(wait * (1 - Jitter + (2 * Jitter * chance)), reason) { Guessed = true };
}
