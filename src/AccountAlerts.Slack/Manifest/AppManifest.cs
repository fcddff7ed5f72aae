using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AccountAlerts.Slack.Manifest;

/// <summary>The app manifest, ready to paste at api.slack.com/apps ("From a manifest"). Schema: github.com/slackapi/manifest-schema.</summary>
public static class AppManifest
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Scopes of the bot, each with what it is for; <c>check</c> compares them with what was granted.</summary>
    public static IReadOnlyDictionary<string, string> Scopes { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["app_mentions:read"] = "questions by @mention",
        ["channels:history"] = "find a message whose sending was cut off, in public channels",
        ["channels:read"] = "see whether a channel is shared or archived",
        ["chat:write"] = "post and edit cards",
        ["chat:write.public"] = "post to public channels without being invited",
        ["commands"] = "the slash command",
        ["groups:history"] = "the same in private channels",
        ["groups:read"] = "the same in private channels",
        ["im:history"] = "questions in a direct message, and messages that were cut off there",
        ["im:write"] = "open a direct message",
        ["team:read"] = "the workspace's name",
        ["users:read"] = "names, time zones, guests and left colleagues",
        ["users:read.email"] = "find teammates by e-mail address",
        ["users.profile:read"] = "a status with an end counts as away",
    };

    private static readonly string[] Events = ["app_home_opened", "app_mention", "app_uninstalled", "channel_archive", "channel_shared", "message.im", "tokens_revoked", "user_change"];

    /// <param name="command">With its slash.</param>
    /// <param name="publicUrl">Null for Socket Mode, which needs no public address.</param>
    public static string Write(string command, Uri? publicUrl)
    {
        string? Url(string path) => publicUrl is null ? null : new Uri(publicUrl, path).ToString();
        var slash = new JsonObject
        {
            ["command"] = command,
            ["description"] = "Ask about a customer",
            ["usage_hint"] = "why <customer> | mine | alerts | help",
            ["should_escape"] = true,
        };
        var interactivity = new JsonObject { ["is_enabled"] = true };
        var events = new JsonObject { ["bot_events"] = new JsonArray([.. Events.Select(name => (JsonNode)name)]) };
        if (publicUrl is not null)
        {
            slash["url"] = Url("/slack/commands");
            interactivity["request_url"] = Url("/slack/interactions");
            events["request_url"] = Url("/slack/events");
        }

        var manifest = new JsonObject
        {
            ["display_information"] = new JsonObject
            {
                ["name"] = "AccountAlerts",
                ["description"] = "Which customer needs a person today, why, and what to do next",
                ["background_color"] = "#1f3a5f",
            },
            ["features"] = new JsonObject
            {
                ["app_home"] = new JsonObject { ["home_tab_enabled"] = true, ["messages_tab_enabled"] = true, ["messages_tab_read_only_enabled"] = false },
                ["bot_user"] = new JsonObject { ["display_name"] = "AccountAlerts", ["always_online"] = true },
                ["shortcuts"] = new JsonArray(
                    Shortcut("global", "Ask about a customer", "ask", "Why did a score change, and what is open"),
                    Shortcut("message", "Who is this customer?", "ask-message", "Look the customer up that this message names")),
                ["slash_commands"] = new JsonArray(slash),
            },
            ["oauth_config"] = new JsonObject { ["scopes"] = new JsonObject { ["bot"] = new JsonArray([.. Scopes.Keys.Select(scope => (JsonNode)scope)]) } },
            ["settings"] = new JsonObject
            {
                ["event_subscriptions"] = events,
                ["interactivity"] = interactivity,
                ["org_deploy_enabled"] = false,
                ["socket_mode_enabled"] = publicUrl is null,
                ["token_rotation_enabled"] = false,
            },
        };
        return manifest.ToJsonString(Indented);
    }

    private static JsonObject Shortcut(string type, string name, string callback, string description) => new()
    {
        ["type"] = type,
        ["name"] = name,
        ["callback_id"] = callback,
        ["description"] = description,
    };
}
