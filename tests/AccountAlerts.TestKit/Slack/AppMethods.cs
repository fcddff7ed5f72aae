using System.Text.Json.Nodes;

namespace AccountAlerts.TestKit.Slack;

/// <summary>The app itself: who it is, its sockets, its tokens.</summary>
internal static class AppMethods
{
    public static IEnumerable<SlackMethod> All =>
    [
        new("auth.test", SlackMethod.Special, true, [], Test),
        new("team.info", SlackMethod.Tier3, true, ["team:read"], Team),
        new("api.test", SlackMethod.Tier4, true, [], context => new JsonObject { ["args"] = Echo(context) }) { ByClient = true },
        new("apps.connections.open", SlackMethod.Tier3, true, ["connections:write"], Connect) { AppLevel = true },
        new("oauth.v2.access", SlackMethod.Special, false, [], Access) { ByClient = true },
        new("auth.teams.list", SlackMethod.Tier2, false, [], Teams),
        new("auth.revoke", SlackMethod.Tier3, false, [], Revoke),
    ];

    private static JsonObject Test(SlackContext context)
    {
        if (context.Token?.Organisation is { } organisation)
        {
            return new JsonObject
            {
                ["url"] = $"https://{organisation.Name}.enterprise.slack.com/",
                ["team"] = organisation.Name,
                ["user"] = organisation.Bot.Name,
                ["team_id"] = organisation.Id,
                ["user_id"] = organisation.Bot.Id,
                ["bot_id"] = "B" + organisation.Id,
                ["enterprise_id"] = organisation.Id,
                ["is_enterprise_install"] = true,
            };
        }

        var workspace = context.Workspace;
        var answer = new JsonObject
        {
            ["url"] = $"https://{workspace.Name}.slack.com/",
            ["team"] = workspace.Name,
            ["user"] = workspace.Bot.Name,
            ["team_id"] = workspace.Id,
            ["user_id"] = workspace.Bot.Id,
            ["bot_id"] = workspace.BotId,
            ["is_enterprise_install"] = false,
        };
        if (context.Token!.ExpiresAt is { } end)
            answer["expires_in"] = (long)(end - context.Now).TotalSeconds;
        return answer;
    }

    /// <summary>docs.slack.dev/reference/methods/auth.teams.list: the workspaces in which a token is good.</summary>
    private static JsonObject Teams(SlackContext context)
    {
        SlackWorkspace[] all = context.Token?.Organisation is { } organisation ? [.. organisation.All] : [context.Workspace];
        var (page, next) = SlackPaging.Of(context, all, 100);
        return new JsonObject
        {
            ["teams"] = new JsonArray([.. page.Select(team => (JsonNode)new JsonObject { ["id"] = team.Id, ["name"] = team.Name })]),
            ["response_metadata"] = new JsonObject { ["next_cursor"] = next },
        };
    }

    private static JsonObject Team(SlackContext context) => new()
    {
        ["team"] = new JsonObject
        {
            ["id"] = context.Workspace.Id,
            ["name"] = context.Workspace.Name,
            ["domain"] = context.Workspace.Name,
            ["email_domain"] = "example.com",
            ["icon"] = new JsonObject { ["image_default"] = true },
        },
    };

    private static JsonObject Echo(SlackContext context)
    {
        if (context.Arguments.Text("error") is { } error)
            throw new SlackRefusal(error);
        return new JsonObject(context.Arguments.All.Select(argument => KeyValuePair.Create(argument.Key, argument.Value?.DeepClone())));
    }

    private static JsonObject Connect(SlackContext context) => new() { ["url"] = context.Fake.Sockets.Ticket() };

    /// <summary>docs.slack.dev/authentication/using-token-rotation: a refresh token works once and is replaced.</summary>
    private static JsonObject Access(SlackContext context)
    {
        var fake = context.Fake;
        (string Id, string Secret) client = context.Basic
            ?? (context.Arguments.Need("client_id", "invalid_client_id"), context.Arguments.Need("client_secret", "bad_client_secret"));
        if (client.Id != fake.ClientId)
            throw new SlackRefusal("invalid_client_id");
        if (client.Secret != fake.ClientSecret)
            throw new SlackRefusal("bad_client_secret");
        bool refreshing = context.Arguments.Text("grant_type") == "refresh_token";
        string text = refreshing ? context.Arguments.Need("refresh_token", "invalid_refresh_token") : context.Arguments.Need("code", "invalid_code");
        var spent = fake.Tokens.Find(text);
        if (spent is null || spent.Revoked is not null || spent.Kind != (refreshing ? SlackTokenKind.Refresh : SlackTokenKind.Code) || spent.Workspace is not { } workspace)
            throw new SlackRefusal(refreshing ? "invalid_refresh_token" : "invalid_code");

        spent.Revoked = "invalid_refresh_token";
        var scopes = spent.Scopes;
        bool rotating = refreshing || fake.RotatesTokens;
        if (refreshing)
        {
            foreach (var former in fake.Tokens.Of(workspace).Where(token => token.Kind == SlackTokenKind.Bot && token.ExpiresAt is not null))
                former.ExpiresAt = Earlier(former.ExpiresAt, context.Now + fake.OldTokenLives);
        }

        var bot = fake.Tokens.Issue(SlackTokenKind.Bot, workspace, scopes, rotating ? context.Now.AddSeconds(SlackTokens.Lifetime) : null);
        var answer = new JsonObject
        {
            ["access_token"] = bot.Text,
            ["token_type"] = "bot",
            ["scope"] = string.Join(',', scopes),
            ["bot_user_id"] = workspace.Bot.Id,
            ["app_id"] = fake.AppId,
            ["team"] = new JsonObject { ["id"] = workspace.Id, ["name"] = workspace.Name },
            ["enterprise"] = null,
            ["is_enterprise_install"] = false,
        };
        if (rotating)
        {
            answer["expires_in"] = SlackTokens.Lifetime;
            answer["refresh_token"] = fake.Tokens.Issue(SlackTokenKind.Refresh, workspace, scopes).Text;
        }

        return answer;
    }

    private static JsonObject Revoke(SlackContext context)
    {
        context.Token!.Revoked = "token_revoked";
        return new JsonObject { ["revoked"] = true };
    }

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one is { } at && at < other ? at : other;
}
