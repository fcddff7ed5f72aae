using System.Text.Json.Nodes;

namespace AccountAlerts.TestKit.Slack;

/// <summary>One method of the Web API, as its page on docs.slack.dev describes it.</summary>
/// <param name="PerMinute">Calls per minute and workspace: tier 1 is 1, 2 is 20, 3 is 50, 4 is 100; special ones have their own.</param>
/// <param name="Json">False for methods that take only forms: a JSON body loses its arguments.</param>
/// <param name="Scopes">All of them are wanted; those that depend on the arguments are asked for by the method itself.</param>
/// <param name="Run">Runs under the fake's lock; the result needs no <c>ok</c>.</param>
internal sealed record SlackMethod(string Name, int PerMinute, bool Json, string[] Scopes, Func<SlackContext, JsonObject> Run)
{
    public const int Tier1 = 1;
    public const int Tier2 = 20;
    public const int Tier3 = 50;
    public const int Tier4 = 100;
    public const int Special = 600;

    /// <summary>Wants an app-level token.</summary>
    public bool AppLevel { get; init; }

    /// <summary>Wants no token, but the app's id and secret.</summary>
    public bool ByClient { get; init; }

    public static IReadOnlyDictionary<string, SlackMethod> All { get; } =
        ChatMethods.All.Concat(ConversationMethods.All).Concat(UserMethods.All).Concat(ViewMethods.All).Concat(AppMethods.All)
            .ToDictionary(method => method.Name, StringComparer.Ordinal);
}

/// <summary>What a method runs with.</summary>
/// <param name="Basic">Client id and secret of the Authorization header, if it was of that kind.</param>
internal sealed record SlackContext(FakeSlack Fake, SlackToken? Token, SlackArguments Arguments, SlackCall Call, (string Id, string Secret)? Basic)
{
    /// <summary>Where the call works; of an organisation's token its arguments tell.</summary>
    public SlackWorkspace? Place { get; init; }

    public SlackWorkspace Workspace => Place ?? Token?.Workspace ?? throw new SlackRefusal("not_allowed_token_type");

    public DateTimeOffset Now => Fake.Clock.GetUtcNow();

    public bool Has(string scope) => Token?.Scopes.Contains(scope) == true;

    public void NeedScope(string scope)
    {
        if (!Has(scope))
            throw new SlackRefusal("missing_scope") { Needed = scope, Provided = string.Join(',', Token?.Scopes ?? []) };
    }

    public SlackUser User(string id, string error = "user_not_found") => Workspace.UsersById.GetValueOrDefault(id) ?? throw new SlackRefusal(error);

    /// <summary>A channel that the bot can see, by id.</summary>
    public SlackChannel Channel(string id)
    {
        if (!Workspace.ChannelsById.TryGetValue(id, out var channel) || channel.Is(SlackChannelFlags.Lost))
            throw new SlackRefusal("channel_not_found");
        if (channel.Is(SlackChannelFlags.Private) && !IsMember(channel))
            throw new SlackRefusal("channel_not_found");
        return channel;
    }

    public bool IsMember(SlackChannel channel) => channel.Members.Contains(Workspace.Bot.Id);

    /// <summary>Which scope of a family a channel needs: <c>read</c>, <c>history</c>.</summary>
    public void NeedScopeFor(SlackChannel channel, string family) => NeedScope((channel.Kind switch
    {
        "im" => "im",
        "group" => "groups",
        _ => "channels",
    }) + ":" + family);
}

/// <summary>Pages of a list.</summary>
internal static class SlackPaging
{
    private const string Prefix = "page:";

    public static (List<T> Page, string Next) Of<T>(SlackContext context, IReadOnlyList<T> all, int otherwise, int most = 999)
    {
        int limit = context.Arguments.Number("limit", otherwise);
        if (limit > most || limit < 1)
            throw new SlackRefusal("invalid_limit");
        int from = context.Arguments.Text("cursor") is { } cursor ? Read(cursor) : 0;
        // A page may hold fewer than asked for; whoever stops at a short page would miss the rest.
        int take = context.Fake.ShortPages ? Math.Max(1, limit / 2) : limit;
        int to = Math.Min(all.Count, from + take);
        return ([.. all.Skip(from).Take(take)], to < all.Count ? Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(Prefix + to)) : "");
    }

    private static int Read(string cursor)
    {
        try
        {
            string text = System.Text.Encoding.ASCII.GetString(Convert.FromBase64String(cursor));
            if (text.StartsWith(Prefix, StringComparison.Ordinal) && int.TryParse(text[Prefix.Length..], out int from))
                return from;
        }
        catch (FormatException)
        {
            // Told below.
        }

        throw new SlackRefusal("invalid_cursor");
    }
}
