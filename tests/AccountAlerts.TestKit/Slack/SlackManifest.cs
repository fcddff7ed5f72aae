using System.Globalization;
using System.Text.Json.Nodes;

namespace AccountAlerts.TestKit.Slack;

/// <summary>What an app may do, as somebody pasted it at api.slack.com. Schema and limits: github.com/slackapi/manifest-schema.</summary>
public sealed class SlackManifest
{
    private SlackManifest(JsonObject manifest)
    {
        Scopes = Names(manifest["oauth_config"]?["scopes"]?["bot"]);
        Events = Names(manifest["settings"]?["event_subscriptions"]?["bot_events"]);
        Commands = [.. Objects(manifest["features"]?["slash_commands"]).Select(command => command["command"]?.ToString() ?? "")];
        Shortcuts = [.. Objects(manifest["features"]?["shortcuts"]).Select(shortcut => shortcut["callback_id"]?.ToString() ?? "")];
        Interactive = manifest["settings"]?["interactivity"]?["is_enabled"]?.GetValue<bool>() == true;
        SocketMode = manifest["settings"]?["socket_mode_enabled"]?.GetValue<bool>() == true;
        HomeTab = manifest["features"]?["app_home"]?["home_tab_enabled"]?.GetValue<bool>() == true;
        MessagesTab = manifest["features"]?["app_home"]?["messages_tab_enabled"]?.GetValue<bool>() == true;
        Writable = manifest["features"]?["app_home"]?["messages_tab_read_only_enabled"]?.GetValue<bool>() == false;
        Check(manifest);
    }

    public IReadOnlyList<string> Scopes { get; }

    public IReadOnlyList<string> Events { get; }

    public IReadOnlyList<string> Commands { get; }

    public IReadOnlyList<string> Shortcuts { get; }

    public bool Interactive { get; }

    public bool SocketMode { get; }

    public bool HomeTab { get; }

    public bool MessagesTab { get; }

    /// <summary>Whether people may write to the bot.</summary>
    public bool Writable { get; }

    /// <exception cref="InvalidOperationException">Slack would not take it.</exception>
    public static SlackManifest Paste(string text) =>
        new(JsonNode.Parse(text) as JsonObject ?? throw new InvalidOperationException("A manifest is an object."));

    /// <summary>Whether Slack would send such a payload to the app at all.</summary>
    internal bool Sends(SlackEnvelope envelope) => envelope.Kind switch
    {
        SlackEnvelopeKind.Command => Commands.Contains(envelope.Payload["command"]?.ToString()),
        SlackEnvelopeKind.Interaction => Interactive && (envelope.Payload["type"]?.ToString() is not ("shortcut" or "message_action") || Shortcuts.Contains(envelope.Payload["callback_id"]?.ToString())),
        _ => envelope.Payload["event"] is { } happened && (happened["type"]?.ToString() is not "message" ? Events.Contains(happened["type"]?.ToString())
            : Writable && Events.Contains("message." + happened["channel_type"])),
    };

    private void Check(JsonObject manifest)
    {
        Text(manifest, 1, 35, "display_information", "name");
        Text(manifest, 0, 140, "display_information", "description");
        if (manifest["display_information"]?["long_description"] is not null)
            Text(manifest, 175, 4000, "display_information", "long_description");
        Text(manifest, 1, 80, "features", "bot_user", "display_name");
        foreach (var command in Most(manifest["features"]?["slash_commands"], 50, "slash_commands"))
        {
            Text(command, 2, 32, "command");
            Text(command, 1, 2000, "description");
            Text(command, 0, 1000, "usage_hint");
            Must(command["command"]!.ToString().StartsWith('/'), "a command begins with a slash");
            Must(SocketMode || command["url"] is not null, "a command needs a url without Socket Mode");
        }

        foreach (var shortcut in Most(manifest["features"]?["shortcuts"], 10, "shortcuts"))
        {
            Must(shortcut["type"]?.ToString() is "global" or "message", "a shortcut is global or of a message");
            Text(shortcut, 1, 24, "name");
            Text(shortcut, 1, 255, "callback_id");
            Text(shortcut, 1, 150, "description");
        }

        Must(Scopes.Count is > 0 and <= 255 && Scopes.All(FakeSlack.AllScopes.Contains), $"unknown scopes: {string.Join(", ", Scopes.Except(FakeSlack.AllScopes))}");
        Must(Events.Count <= 100, "at most 100 events");
        Must(SocketMode || manifest["settings"]?["event_subscriptions"]?["request_url"] is not null, "events need a request_url without Socket Mode");
        // Slack refuses a subscription whose scope is not asked for.
        foreach (var (subscribed, scope) in (IEnumerable<(string, string)>)[("app_mention", "app_mentions:read"), ("message.im", "im:history"), ("user_change", "users:read"), ("channel_shared", "channels:read"), ("channel_archive", "channels:read")])
            Must(!Events.Contains(subscribed) || Scopes.Contains(scope), $"{subscribed} needs {scope}");
        Must(Commands.Count == 0 || Scopes.Contains("commands"), "a command needs the scope commands");
    }

    private static void Text(JsonNode node, int least, int most, params string[] path)
    {
        var found = path.Aggregate((JsonNode?)node, (at, name) => at?[name])?.ToString();
        Must((found?.Length ?? 0) >= least && (found?.Length ?? 0) <= most, string.Create(CultureInfo.InvariantCulture, $"{string.Join('.', path)} has {least} to {most} characters"));
    }

    private static IEnumerable<JsonObject> Most(JsonNode? list, int most, string name)
    {
        Must(Objects(list).Count() <= most, string.Create(CultureInfo.InvariantCulture, $"at most {most} {name}"));
        return Objects(list);
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonObject>();

    private static List<string> Names(JsonNode? list) => [.. (list as JsonArray ?? []).Select(name => name!.ToString())];

    private static void Must(bool holds, string rule)
    {
        if (!holds)
            throw new InvalidOperationException($"Slack would not take this manifest: {rule}.");
    }
}
