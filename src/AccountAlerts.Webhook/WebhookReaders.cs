using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Webhook;

/// <summary>Whom the webhook reaches: everybody, or those that <c>Webhook:Readers</c> names. Their conversation is called like them.</summary>
internal sealed class WebhookReaders : IReaderDirectory
{
    private const string Everybody = "*@";

    private readonly string _workspace;
    private readonly HashSet<string> _named;
    private readonly string[] _domains;

    public WebhookReaders(WebhookOptions options)
    {
        _workspace = options.Workspace;
        _named = new HashSet<string>(options.Readers.Where(reader => !IsDomain(reader)), StringComparer.OrdinalIgnoreCase);
        _domains = [.. options.Readers.Where(IsDomain).Select(reader => reader[1..])];
    }

    /// <summary>An address, a channel, or everybody of a domain.</summary>
    public static bool IsReader(string text) =>
        text.Length > 1 && !text.Any(char.IsWhiteSpace) && (text[0] == '#' || text.IndexOf('@', 1) is > 0 and var at && at < text.Length - 1);

    public Conversation? Find(string reader)
    {
        bool meant = (_named.Count == 0 && _domains.Length == 0) || _named.Contains(reader)
            || Array.Exists(_domains, domain => reader.EndsWith(domain, StringComparison.OrdinalIgnoreCase));
        return meant ? new Conversation(WebhookPlatform.PlatformName, _workspace, reader.ToLowerInvariant()) : null;
    }

    private static bool IsDomain(string reader) => reader.StartsWith(Everybody, StringComparison.Ordinal);
}
