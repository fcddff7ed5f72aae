using System.ComponentModel.DataAnnotations;

namespace AccountAlerts.Webhook;

/// <summary>Rules over the settings of the webhook; each fault names its key and what is allowed, and never shows the secret.</summary>
internal static class WebhookValidator
{
    /// <summary>As many characters as the signature has bytes: fewer would be its weakest part.</summary>
    public const int SecretLength = 32;

    private const int WorkspaceLength = 100;

    public static IEnumerable<ValidationResult> Faults(WebhookOptions options)
    {
        if (options.Url is { } url && UrlFault(url) is { } fault)
            yield return Fault($"= \"{url.Scheme}://{url.Authority}...\" is not allowed; {fault}", nameof(WebhookOptions.Url));
        if (options.Url is not null && string.IsNullOrEmpty(options.Secret))
            yield return Fault($"is missing: with Webhook:Url set, both sides need a secret of {SecretLength} characters or more.", nameof(WebhookOptions.Secret));
        if (options.Url is null && !string.IsNullOrEmpty(options.Secret))
            yield return Fault("is missing: a secret without an address does nothing.", nameof(WebhookOptions.Url));
        if (options.Secret is { Length: > 0 and < SecretLength })
            yield return Fault($"is too short; allowed: {SecretLength} characters or more.", nameof(WebhookOptions.Secret));
        if (options.Workspace.Length is 0 or > WorkspaceLength || options.Workspace.Any(char.IsControl))
            yield return Fault($"= \"{options.Workspace}\" is not allowed; allowed: 1 to {WorkspaceLength} characters.", nameof(WebhookOptions.Workspace));
        foreach (string reader in options.Readers.Where(reader => !WebhookReaders.IsReader(reader)))
            yield return Fault($"= \"{reader}\" is not allowed; allowed: e-mail addresses, #channels, and *@example.com for a whole domain.", nameof(WebhookOptions.Readers));
    }

    private static string? UrlFault(Uri url)
    {
        if (url.Scheme != Uri.UriSchemeHttps && !(url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
            return "allowed: https addresses, and http on this machine only, since messages name customers.";
        if (url.UserInfo.Length > 0)
            return "allowed: addresses without a user name; the signature says who calls.";
        return url.Query.Length > 0 || url.Fragment.Length > 0 ? "allowed: addresses without ? and #." : null;
    }

    private static ValidationResult Fault(string problem, string member) => new(problem, [member]);
}
