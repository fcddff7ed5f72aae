using System.Text.Json.Nodes;

namespace AccountAlerts.TestKit.Slack;

/// <summary>People. docs.slack.dev/reference/methods/users.*.</summary>
internal static class UserMethods
{
    public static IEnumerable<SlackMethod> All =>
    [
        new("users.lookupByEmail", SlackMethod.Tier3, false, ["users:read", "users:read.email"], ByEmail),
        new("users.info", SlackMethod.Tier4, false, ["users:read"], Info),
        new("users.list", SlackMethod.Tier2, false, ["users:read"], List),
        new("users.profile.get", SlackMethod.Tier4, false, ["users.profile:read"], Profile),
        new("bots.info", SlackMethod.Tier3, false, ["users:read"], Bot),
    ];

    private static JsonObject ByEmail(SlackContext context)
    {
        string email = context.Arguments.Need("email", "users_not_found");
        var user = context.Workspace.UsersById.Values.FirstOrDefault(user =>
            user.Email.Equals(email, StringComparison.OrdinalIgnoreCase) && !user.Is(SlackUserFlags.Deactivated) && user.TeamId == context.Workspace.Id);
        return user is null ? throw new SlackRefusal("users_not_found") : new JsonObject { ["user"] = Of(context, user) };
    }

    private static JsonObject Info(SlackContext context) =>
        new() { ["user"] = Of(context, context.User(context.Arguments.Need("user", "user_not_found"))) };

    private static JsonObject List(SlackContext context)
    {
        SlackUser[] all = [.. context.Workspace.UsersById.Values.OrderBy(user => user.Id, StringComparer.Ordinal)];
        // Big teams must be paged.
        if (all.Length > 500 && !context.Arguments.Has("limit"))
            throw new SlackRefusal("limit_required");
        var (page, next) = SlackPaging.Of(context, all, 500);
        return new JsonObject
        {
            ["members"] = new JsonArray([.. page.Select(user => (JsonNode)Of(context, user))]),
            ["cache_ts"] = context.Now.ToUnixTimeSeconds(),
            ["response_metadata"] = new JsonObject { ["next_cursor"] = next },
        };
    }

    private static JsonObject Profile(SlackContext context) =>
        new() { ["profile"] = Of(context, context.User(context.Arguments.Text("user") ?? context.Workspace.Bot.Id))["profile"]!.DeepClone() };

    private static JsonObject Bot(SlackContext context)
    {
        string id = context.Arguments.Text("bot") ?? context.Workspace.BotId;
        if (id != context.Workspace.BotId)
            throw new SlackRefusal("bot_not_found");
        return new JsonObject
        {
            ["bot"] = new JsonObject
            {
                ["id"] = id,
                ["deleted"] = false,
                ["name"] = context.Workspace.Bot.Name,
                ["app_id"] = context.Fake.AppId,
                ["user_id"] = context.Workspace.Bot.Id,
            },
        };
    }

    private static JsonObject Of(SlackContext context, SlackUser user) =>
        SlackJsonOf.User(context.Workspace, user, context.Now, context.Has("users:read.email"), context.Arguments.Flag("include_locale"));
}
