using System.Globalization;

namespace AccountAlerts.TestKit.Slack;

internal enum SlackTokenKind
{
    Bot,
    App,
    Refresh,
    Code,
}

/// <summary>What the fake knows of one token.</summary>
internal sealed class SlackToken(string text, SlackTokenKind kind, SlackWorkspace? workspace, string[] scopes, DateTimeOffset? expiresAt)
{
    public string Text => text;

    public SlackTokenKind Kind => kind;

    /// <summary>Null for an app-level token, and for one of a whole organisation.</summary>
    public SlackWorkspace? Workspace => workspace;

    /// <summary>Where the app is installed in all workspaces at once.</summary>
    public SlackOrganisation? Organisation { get; init; }

    public HashSet<string> Scopes { get; } = new(scopes, StringComparer.Ordinal);

    public DateTimeOffset? ExpiresAt { get; set; } = expiresAt;

    /// <summary>The error that every call with it gets; null while it works.</summary>
    public string? Revoked { get; set; }
}

/// <summary>All tokens of the app, by text; used under the fake's lock.</summary>
internal sealed class SlackTokens(TimeProvider clock)
{
    /// <summary>docs.slack.dev/authentication/using-token-rotation: 12 hours.</summary>
    public const int Lifetime = 43_200;

    private readonly Dictionary<string, SlackToken> _byText = new(StringComparer.Ordinal);
    private int _next;

    public SlackToken Issue(SlackTokenKind kind, SlackWorkspace? workspace, IEnumerable<string> scopes, DateTimeOffset? expiresAt = null)
    {
        string prefix = kind switch
        {
            SlackTokenKind.App => "xapp-fake-",
            SlackTokenKind.Refresh => "xoxe-fake-",
            SlackTokenKind.Code => "code-fake-",
            _ => expiresAt is null ? "xoxb-fake-" : "xoxe.xoxb-fake-",
        };
        string text = string.Create(CultureInfo.InvariantCulture, $"{prefix}{workspace?.Id ?? "app"}-{++_next}-not-a-secret");
        return _byText[text] = new SlackToken(text, kind, workspace, [.. scopes], expiresAt);
    }

    public SlackToken IssueFor(SlackOrganisation organisation, IEnumerable<string> scopes)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"xoxb-fake-{organisation.Id}-{++_next}-not-a-secret");
        return _byText[text] = new SlackToken(text, SlackTokenKind.Bot, null, [.. scopes], null) { Organisation = organisation };
    }

    public SlackToken Of(SlackOrganisation organisation) => _byText.Values.Last(token => token.Organisation == organisation);

    public SlackToken? Find(string text) => _byText.GetValueOrDefault(text);

    /// <exception cref="SlackRefusal">Why the token is no good.</exception>
    public SlackToken Check(string? text, bool appLevel)
    {
        if (string.IsNullOrEmpty(text))
            throw new SlackRefusal("not_authed");
        if (!_byText.TryGetValue(text, out var token) || token.Kind is SlackTokenKind.Refresh or SlackTokenKind.Code)
            throw new SlackRefusal("invalid_auth");
        if (token.Revoked is { } why)
            throw new SlackRefusal(why);
        if (token.ExpiresAt <= clock.GetUtcNow())
            throw new SlackRefusal("token_expired");
        if ((token.Kind == SlackTokenKind.App) != appLevel)
            throw new SlackRefusal("not_allowed_token_type");
        return token;
    }

    public IEnumerable<SlackToken> Of(SlackWorkspace workspace) => _byText.Values.Where(token => token.Workspace == workspace);
}
