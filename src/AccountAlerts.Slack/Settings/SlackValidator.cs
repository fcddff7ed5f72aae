using System.ComponentModel.DataAnnotations;

namespace AccountAlerts.Slack.Settings;

/// <summary>Rules over the settings of Slack; each fault names its key and what is allowed, and never shows a secret.</summary>
internal static class SlackValidator
{
    /// <summary>Slack's own limit, with the slash.</summary>
    private const int CommandLength = 32;

    public static IEnumerable<ValidationResult> Faults(SlackOptions options)
    {
        if (options.ApiUrl.Scheme != Uri.UriSchemeHttps && !options.ApiUrl.IsLoopback)
            yield return Fault($"= \"{options.ApiUrl.Scheme}://{options.ApiUrl.Authority}...\" is not allowed; allowed: https addresses, and http on this machine only, since tokens travel there.", nameof(SlackOptions.ApiUrl));
        if (options.Command.Length is < 2 or > CommandLength || options.Command[0] != '/' || options.Command.Any(letter => char.IsWhiteSpace(letter) || char.IsUpper(letter)))
            yield return Fault($"= \"{options.Command}\" is not allowed; allowed: a slash and up to {CommandLength - 1} characters without blanks or capitals, such as /account.", nameof(SlackOptions.Command));
        if (options.Workspaces.ContainsKey("default") && (options.BotToken ?? options.SigningSecret ?? options.AppToken) is not null)
            yield return Fault(":default is taken by the workspace that stands directly under Slack; give it another name.", nameof(SlackOptions.Workspaces));

        foreach (var fault in Of(options, ""))
            yield return fault;
        foreach (var (name, keys) in options.Workspaces.OrderBy(workspace => workspace.Key, StringComparer.Ordinal))
        {
            string prefix = $"{nameof(SlackOptions.Workspaces)}:{name}:";
            foreach (var fault in Of(keys, prefix).Concat(Rotation(keys, prefix)))
                yield return fault;
        }
    }

    private static IEnumerable<ValidationResult> Of(SlackKeys keys, string prefix)
    {
        if (keys.BotToken is { Length: > 0 } bot && !bot.StartsWith("xoxb-", StringComparison.Ordinal) && !bot.StartsWith("xoxe.xoxb-", StringComparison.Ordinal))
            yield return Fault("is no bot token; allowed: what the page \"OAuth & Permissions\" of the app shows, beginning with xoxb-.", prefix + nameof(SlackKeys.BotToken));
        if (keys.AppToken is { Length: > 0 } app && !app.StartsWith("xapp-", StringComparison.Ordinal))
            yield return Fault("is no app-level token; allowed: what the page \"Basic Information\" of the app makes with connections:write, beginning with xapp-.", prefix + nameof(SlackKeys.AppToken));
        if (keys.AppToken is { Length: > 0 } && string.IsNullOrEmpty(keys.BotToken))
            yield return Fault("is missing: Socket Mode brings what people press, and the bot's token is needed to know them and to answer.", prefix + nameof(SlackKeys.BotToken));
        if (keys.SigningSecret is { Length: > 0 and < 16 })
            yield return Fault("is too short; allowed: what the page \"Basic Information\" of the app shows, 32 characters.", prefix + nameof(SlackKeys.SigningSecret));
    }

    private static IEnumerable<ValidationResult> Rotation(SlackWorkspaceKeys keys, string prefix)
    {
        (string Name, string? Value)[] three =
        [
            (nameof(SlackWorkspaceKeys.ClientId), keys.ClientId), (nameof(SlackWorkspaceKeys.ClientSecret), keys.ClientSecret),
            (nameof(SlackWorkspaceKeys.RefreshToken), keys.RefreshToken),
        ];
        if (three.All(one => string.IsNullOrEmpty(one.Value)))
            yield break;
        foreach (var (name, _) in three.Where(one => string.IsNullOrEmpty(one.Value)))
            yield return Fault("is missing: ClientId, ClientSecret and RefreshToken belong together.", prefix + name);
    }

    private static ValidationResult Fault(string problem, string member) => new(problem, [member]);
}
