using System.ComponentModel.DataAnnotations;

namespace AccountAlerts.Slack.Settings;

/// <summary>What it takes to speak with one workspace.</summary>
public class SlackKeys
{
    /// <summary>The bot's token (xoxb-...). Default: none, and nothing is sent.</summary>
    public string? BotToken { get; set; }

    /// <summary>Proves that a request comes from Slack; needed for HTTP, not for Socket Mode. Default: none.</summary>
    public string? SigningSecret { get; set; }

    /// <summary>The app-level token (xapp-...) of Socket Mode, which needs no public address. Default: none.</summary>
    public string? AppToken { get; set; }
}

/// <summary>Settings under <c>Slack:Workspaces:&lt;name&gt;</c>: one of several workspaces.</summary>
public sealed class SlackWorkspaceKeys : SlackKeys
{
    /// <summary>Of the app; with the two below the bot's token is renewed before it expires. Default: none.</summary>
    public string? ClientId { get; set; }

    /// <summary>Belongs to <see cref="ClientId"/>.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>The first refresh token (xoxe-...); every later one is kept, encrypted, in the store.</summary>
    public string? RefreshToken { get; set; }

    /// <summary>True where the token is renewed.</summary>
    internal bool Rotates => !string.IsNullOrEmpty(ClientId) && !string.IsNullOrEmpty(ClientSecret) && !string.IsNullOrEmpty(RefreshToken);
}

/// <summary>Settings under <c>Slack</c>: one workspace directly, or several by name.</summary>
public sealed class SlackOptions : SlackKeys, IValidatableObject
{
    public const string Section = "Slack";

    /// <summary>The Web API. https, or http on this machine. Default https://slack.com/api/.</summary>
    public Uri ApiUrl { get; set; } = new("https://slack.com/api/");

    /// <summary>The slash command, as the manifest names it. Default <c>/account</c>.</summary>
    public string Command { get; set; } = "/account";

    /// <summary>How many connections Socket Mode keeps open per workspace, so that one may break: 1 to 10, default 2.</summary>
    [Range(1, 10)]
    public int Connections { get; set; } = 2;

    /// <summary>Several workspaces, by a name of your own.</summary>
    public Dictionary<string, SlackWorkspaceKeys> Workspaces { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>True if anything can be sent or received at all.</summary>
    public bool IsSet => InForce.Any();

    /// <summary>True if requests over HTTP can be told from forged ones.</summary>
    public bool Signs => InForce.Any(workspace => !string.IsNullOrEmpty(workspace.Value.SigningSecret));

    /// <summary>The Web API with the slash that relative addresses need.</summary>
    internal Uri Api => ApiUrl.AbsoluteUri.EndsWith('/') ? ApiUrl : new Uri(ApiUrl.AbsoluteUri + "/");

    /// <summary>Every workspace, by name, in ordinal order; the one without a name is called <c>default</c>.</summary>
    internal IEnumerable<KeyValuePair<string, SlackWorkspaceKeys>> InForce
    {
        get
        {
            if (!string.IsNullOrEmpty(BotToken) || !string.IsNullOrEmpty(SigningSecret) || !string.IsNullOrEmpty(AppToken))
            {
                yield return new(
                    "default", new SlackWorkspaceKeys { BotToken = BotToken, SigningSecret = SigningSecret, AppToken = AppToken });
            }

            foreach (var workspace in Workspaces.OrderBy(workspace => workspace.Key, StringComparer.Ordinal))
                yield return workspace;
        }
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => SlackValidator.Faults(this);
}
