using System.ComponentModel.DataAnnotations;

namespace AccountAlerts.Webhook;

/// <summary>Settings under <c>Webhook</c>: a receiver of ours or of somebody else's that shows cards in a tool of its own.</summary>
public sealed class WebhookOptions : IValidatableObject
{
    public const string Section = "Webhook";

    /// <summary>Where the receiver listens; <c>/messages</c> is added. https, or http on this machine. Default: none, and no webhook.</summary>
    public Uri? Url { get; set; }

    /// <summary>Known to both sides; signs what goes out and what comes back. 32 characters or more. Default: none.</summary>
    public string? Secret { get; set; }

    /// <summary>The receiver's name for this installation, sent with every conversation. Up to 100 characters. Default <c>default</c>.</summary>
    public string Workspace { get; set; } = "default";

    /// <summary>How long one call may take, from connecting to the last byte of the answer. 1 to 19 seconds, default 10.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:19")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>At most one message or edit per conversation in this time, all replicas together. 100 milliseconds to 1 hour. Default: no limit.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan? ConversationEvery { get; set; }

    /// <summary>
    /// Whose messages go there: e-mail addresses, #channels, and <c>*@example.com</c> for everybody of a domain; separated by commas. The
    /// others keep the inbox. Default: everybody.
    /// </summary>
    public string[] Readers { get; set; } = [];

    /// <summary>True if there is a webhook at all.</summary>
    public bool IsSet => Url is not null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => WebhookValidator.Faults(this);
}
