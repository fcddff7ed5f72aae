using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AccountAlerts.Teams.Manifest;

/// <summary>The app manifest of Teams: developer.microsoft.com/json-schemas/teams/v1.29/MicrosoftTeams.schema.json.</summary>
public static class TeamsManifest
{
    public const string SchemaVersion = "1.29";

    /// <summary>Of the app package; raised with every change to it, or an administrator cannot upload it as an update.</summary>
    public const string PackageVersion = "1.0.0";

    public const string ColorIcon = "color.png";
    public const string OutlineIcon = "outline.png";

    /// <summary>Id of the search of the message extension; sent messages keep it.</summary>
    public const string FindAccount = "account";

    /// <summary>Name of what is searched for.</summary>
    public const string AccountName = "name";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What the app asks of whoever installs it, each with what it is for.</summary>
    public static IReadOnlyDictionary<string, string> Permissions { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["identity"] = "know who asks and who presses, so that everybody sees only what is theirs",
        ["messageTeamMembers"] = "write to a teammate when a customer needs them",
    };

    /// <summary>What the menu above the text box offers, and what it is for. Everything else can be typed as well.</summary>
    public static IReadOnlyList<(string Title, string Description)> Commands { get; } =
    [
        ("mine", "Everything of yours that is open, snoozed or waiting"),
        ("why", "Why a customer's score changed: why <customer>"),
        ("alerts", "What is open for everybody"),
        ("queue", "What nobody has taken yet"),
        ("digest", "Your list of the morning, as of now"),
        ("history", "What happened at a customer: history <customer>"),
        ("away until", "Who stands in for you: away until <day> cover <name>"),
        ("settings", "Your page: what needs you, and when and of what you hear"),
        ("open", "A link into the inbox as you"),
        ("help", "Everything that you can ask"),
    ];

    /// <param name="botId">The bot's app id.</param>
    /// <param name="site">https: where the service is reached, as its website, privacy note and terms.</param>
    public static string Write(string botId, Uri site)
    {
        ArgumentNullException.ThrowIfNull(site);
        string address = site.AbsoluteUri;
        return new JsonObject
        {
            ["$schema"] = $"https://developer.microsoft.com/json-schemas/teams/v{SchemaVersion}/MicrosoftTeams.schema.json",
            ["manifestVersion"] = SchemaVersion,
            ["version"] = PackageVersion,
            ["id"] = botId,
            ["developer"] = new JsonObject
            {
                ["name"] = "AccountAlerts",
                ["websiteUrl"] = address,
                ["privacyUrl"] = address,
                ["termsOfUseUrl"] = address,
            },
            ["name"] = new JsonObject { ["short"] = "AccountAlerts", ["full"] = "AccountAlerts for customer success" },
            ["description"] = new JsonObject
            {
                ["short"] = "Which customer needs a person today, why, and what to do next",
                ["full"] = "Tells the customer-success team which customer needs a person today, why, and what to do next. Take it, snooze it, hand it on or ask why without leaving the chat; "
                    + "a list comes in the morning. Everybody sees only the customers that are theirs to see.",
            },
            ["icons"] = new JsonObject { ["color"] = ColorIcon, ["outline"] = OutlineIcon },
            ["accentColor"] = "#1F3A5F",
            ["bots"] = new JsonArray(new JsonObject
            {
                ["botId"] = botId,
                ["scopes"] = Names("personal", "team", "groupChat"),
                ["supportsFiles"] = false,
                ["isNotificationOnly"] = false,
                ["commandLists"] = new JsonArray(CommandList("personal"), CommandList("team", "groupChat")),
            }),
            ["composeExtensions"] = new JsonArray(new JsonObject
            {
                ["botId"] = botId,
                ["commands"] = new JsonArray(new JsonObject
                {
                    ["id"] = FindAccount,
                    ["type"] = "query",
                    ["title"] = "Find a customer",
                    ["description"] = "Puts how a customer stands into your message",
                    ["initialRun"] = true,
                    ["context"] = Names("compose", "commandBox"),
                    ["parameters"] = new JsonArray(new JsonObject
                    {
                        ["name"] = AccountName,
                        ["title"] = "Customer",
                        ["description"] = "Its name, or the beginning of it",
                        ["inputType"] = "text",
                    }),
                }),
            }),
            ["permissions"] = Names([.. Permissions.Keys]),
            ["validDomains"] = Names(site.Host),
            ["defaultInstallScope"] = "personal",
            ["defaultGroupCapability"] = new JsonObject { ["team"] = "bot", ["groupchat"] = "bot" },
        }.ToJsonString(Indented);
    }

    private static JsonObject CommandList(params string[] scopes) => new()
    {
        ["scopes"] = Names(scopes),
        ["commands"] = new JsonArray([.. Commands.Select(command => (JsonNode)new JsonObject { ["title"] = command.Title, ["description"] = command.Description })]),
    };

    private static JsonArray Names(params string[] names) => new([.. names.Select(name => (JsonNode)name)]);
}
