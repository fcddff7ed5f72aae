using System.ComponentModel.DataAnnotations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Inbox;

namespace AccountAlerts.Settings;

/// <summary>Settings under <c>Operations</c>: a sign of life for an outside watch, and where to tell what cannot be said in chat, since chat is what is broken.</summary>
public sealed class OperationsSettings : IValidatableObject
{
    private const int SecretLength = 32;

    /// <summary>Who gets an e-mail; several addresses are separated by commas. Needs <c>Smtp</c>. Default: nobody.</summary>
    public string[] Email { get; set; } = [];

    /// <summary>Where to post a small signed JSON; https, or http on this machine. Default: nowhere.</summary>
    public Uri? Webhook { get; set; }

    /// <summary>Signs what goes there, 32 characters or more. Required with <see cref="Webhook"/>.</summary>
    public string? WebhookSecret { get; set; }

    public SmtpSettings Smtp { get; set; } = new();

    /// <summary>A sign of life to an outside watch while all is clean.</summary>
    public HeartbeatOptions Heartbeat { get; set; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (string address in Email.Where(address => !Visitor.IsAddress(address)))
            yield return Fault($"= \"{address}\" is not allowed; allowed: e-mail addresses.", nameof(Email));
        if (Email.Length > 0 && string.IsNullOrEmpty(Smtp.Host))
            yield return Fault("is missing: an e-mail needs a mail server.", "Smtp:Host");
        if (Email.Length > 0 && !Visitor.IsAddress(Smtp.From))
            yield return Fault("is missing or no e-mail address: an e-mail needs a sender.", "Smtp:From");
        if (string.IsNullOrEmpty(Smtp.User) != string.IsNullOrEmpty(Smtp.Password))
            yield return Fault("and Smtp:User belong together: set both or none.", "Smtp:Password");
        if (Smtp.Password is { Length: > 0 } && !Smtp.StartTls)
            yield return Fault("= \"false\" is not allowed with a password: it would travel in the open.", "Smtp:StartTls");
        if (Webhook is { } url && url.Scheme != Uri.UriSchemeHttps && !url.IsLoopback)
            yield return Fault($"= \"{url.Scheme}://{url.Authority}...\" is not allowed; allowed: https addresses, and http on this machine only.", nameof(Webhook));
        if (Webhook is not null && WebhookSecret is not { Length: >= SecretLength })
            yield return Fault($"is missing or too short; allowed: {SecretLength} characters or more.", nameof(WebhookSecret));
    }

    private static ValidationResult Fault(string problem, string member) => new(problem, [member]);
}

/// <summary>Settings under <c>Operations:Smtp</c>: the mail server.</summary>
public sealed class SmtpSettings
{
    /// <summary>Name or address of the mail server. Default: none.</summary>
    public string? Host { get; set; }

    /// <summary>Default 587.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>The sender's address.</summary>
    public string? From { get; set; }

    /// <summary>For a server that asks who sends. Default: none.</summary>
    public string? User { get; set; }

    /// <summary>Belongs to <see cref="User"/>.</summary>
    public string? Password { get; set; }

    /// <summary>Whether the connection must be made secure (STARTTLS). Default true; false for a server on this machine.</summary>
    public bool StartTls { get; set; } = true;
}
