using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Engine.Delivery;

/// <summary>What the outcome of a call means for the row: pure, one line per class of failure.</summary>
public static class RetryPolicy
{
    /// <summary>How often a platform is asked for a key before "it cannot be asked" means: post again, at the risk of a double.</summary>
    public const int LookUps = 5;

    /// <summary>A broken conversation is tried again after this, so that mending it needs nothing here.</summary>
    public static readonly TimeSpan BrokenDestination = TimeSpan.FromHours(1);

    /// <summary>A refused installation is tried again after this.</summary>
    public static readonly TimeSpan BrokenInstallation = TimeSpan.FromMinutes(5);

    /// <summary>The shortest and the longest wait that a platform can ask for.</summary>
    public static readonly (TimeSpan Least, TimeSpan Most) Waits = (TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(6));

    /// <summary>Waits that nobody asked for grow no longer than this.</summary>
    public static readonly TimeSpan LongestGuess = TimeSpan.FromMinutes(5);

    /// <summary>By this share such a wait is longer or shorter, so that what was refused together does not come back together.</summary>
    private const double Jitter = 0.25;

    /// <summary>
    /// How long a conversation rests after a refusal. Where nobody says how long, it is as long again as it has been refused for already: so the
    /// waits double, whoever was asked in between and whatever process remembers.
    /// </summary>
    /// <param name="refusedFor">Since the first refusal after which nothing was accepted.</param>
    /// <param name="chance">From 0 to 1.</param>
    public static TimeSpan Grown(OutboxResult.Later later, TimeSpan refusedFor, double chance)
    {
        if (!later.Guessed || refusedFor <= later.After)
            return later.After;
        return (refusedFor < LongestGuess ? refusedFor : LongestGuess) * (1 - Jitter + (2 * Jitter * chance));
    }

    public static OutboxResult ResultOf(DeliveryOutcome outcome, OutboxItem item) => outcome switch
    {
        DeliveryOutcome.Delivered delivered => new OutboxResult.Shown(delivered.MessageId, item.DesiredHash),
        DeliveryOutcome.RetryAfter retry => new OutboxResult.Later(Clamp(retry.After), retry.Workspace, retry.Reason) { Guessed = retry.Guessed },
        DeliveryOutcome.DestinationBroken broken => new OutboxResult.Blocked(BrokenDestination, Installation: false, broken.Reason),
        DeliveryOutcome.InstallationBroken broken => new OutboxResult.Blocked(BrokenInstallation, Installation: true, broken.Reason),
        DeliveryOutcome.PayloadBad bad => new OutboxResult.Refused(bad.Reason),
        DeliveryOutcome.MessageGone gone when item.EditOnly => new OutboxResult.Dropped(gone.Reason),
        DeliveryOutcome.MessageGone gone => new OutboxResult.Gone(gone.Reason),
        DeliveryOutcome.Unknown unknown => new OutboxResult.Unclear(unknown.Reason),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "An outcome without a rule."),
    };

    public static string ReasonOf(OutboxResult result) => result switch
    {
        OutboxResult.Later later => later.Reason,
        OutboxResult.Unclear unclear => unclear.Reason,
        OutboxResult.Gone gone => gone.Reason,
        OutboxResult.Refused refused => refused.Reason,
        OutboxResult.Blocked blocked => blocked.Reason,
        _ => "",
    };

    /// <summary>The plainest form of a message: its one line, nothing that a platform could object to.</summary>
    public static Message Plainest(Message message) => new()
    {
        Text = message.Text,
        Tone = message.Tone,
        Blocks = [new Paragraph([new Span(message.Text)])],
    };

    private static TimeSpan Clamp(TimeSpan wait) => wait < Waits.Least ? Waits.Least : wait > Waits.Most ? Waits.Most : wait;
}
