using System.Globalization;
using System.Text.Json.Nodes;

namespace AccountAlerts.TestKit.Teams;

/// <summary>Events as Teams makes them, not delivered yet.</summary>
public sealed class TeamsComposer(FakeTeams fake)
{
    public JsonObject Installation(TeamsUser user, string action) => Event("installationUpdate", user, Personal(user), ("action", action));

    public JsonObject Installation(TeamsTeam team, TeamsUser by, string action)
    {
        var activity = Event("installationUpdate", by, InChannel(team.General, null), ("action", action));
        Placed(activity, team.General)["settings"] = new JsonObject { ["selectedChannel"] = new JsonObject { ["id"] = team.Id } };
        return activity;
    }

    public JsonObject Installation(TeamsGroupChat chat, TeamsUser by, string action) => Event("installationUpdate", by, InGroup(chat), ("action", action));

    public JsonObject BotAdded(TeamsUser user) => Event("conversationUpdate", user, Personal(user), ("membersAdded", Bot()));

    public JsonObject BotAdded(TeamsTeam team, TeamsUser by) => InTeam(team, by, "teamMemberAdded", ("membersAdded", Bot()));

    public JsonObject BotRemoved(TeamsTeam team, TeamsUser by) => InTeam(team, by, "teamMemberRemoved", ("membersRemoved", Bot()));

    /// <param name="eventType">channelCreated, channelRenamed, channelDeleted, channelRestored, channelShared, channelUnshared.</param>
    public JsonObject ChannelEvent(TeamsChannel channel, TeamsUser by, string eventType)
    {
        var activity = Event("conversationUpdate", by, InChannel(channel.Team.General, null));
        Placed(activity, channel)["eventType"] = eventType;
        return activity;
    }

    /// <param name="eventType">teamRenamed, teamArchived, teamUnarchived, teamDeleted, teamRestored.</param>
    public JsonObject TeamEvent(TeamsTeam team, TeamsUser by, string eventType) => InTeam(team, by, eventType);

    public JsonObject Message(TeamsUser user, string text) => Event("message", user, Personal(user), ("text", text), ("textFormat", "plain"));

    /// <param name="root">Of the thread; null begins one.</param>
    public JsonObject Mention(TeamsUser user, TeamsChannel channel, string text, string? root)
    {
        var activity = Mentioning(Event("message", user, InChannel(channel, root ?? fake.NextId())), text);
        Placed(activity, channel);
        return activity;
    }

    public JsonObject Mention(TeamsUser user, TeamsGroupChat chat, string text) => Mentioning(Event("message", user, InGroup(chat)), text);

    public JsonObject Press(TeamsUser user, TeamsPost post, string label, IReadOnlyDictionary<string, string> inputs)
    {
        var action = TeamsCards.Find(Card(post), label);
        if (action.Type == "Action.Submit")
            return Submitted(user, post, action.Data(inputs));
        if (action.Type != "Action.Execute")
            throw new InvalidOperationException($"'{label}' is an {action.Type}, of which the bot hears nothing.");
        var value = new JsonObject
        {
            ["action"] = new JsonObject
            {
                ["type"] = "Action.Execute", ["id"] = action.Json["id"]?.DeepClone(), ["title"] = action.Title, ["verb"] = action.Verb, ["data"] = action.Data(inputs),
            },
            ["trigger"] = "manual",
        };
        return Invoke(user, post, "adaptiveCard/action", value);
    }

    /// <summary>A client without Action.Execute shows its fallback.</summary>
    public JsonObject PressInOldClient(TeamsUser user, TeamsPost post, string label, IReadOnlyDictionary<string, string> inputs)
    {
        var action = TeamsCards.Find(Card(post), label);
        if (action.Json["fallback"] is not JsonObject fallback || fallback["type"]?.ToString() != "Action.Submit")
            throw new InvalidOperationException($"'{label}' has no Action.Submit to fall back to.");
        return Submitted(user, post, (action with { Json = fallback }).Data(inputs));
    }

    public JsonObject Search(TeamsUser user, string text, string command, string parameter)
    {
        var value = new JsonObject
        {
            ["commandId"] = command,
            ["parameters"] = new JsonArray(text.Length == 0
                ? new JsonObject { ["name"] = "initialRun", ["value"] = "true" }
                : new JsonObject { ["name"] = parameter, ["value"] = text }),
            ["queryOptions"] = new JsonObject { ["skip"] = 0, ["count"] = 25 },
        };
        return Event("invoke", user, Personal(user), ("name", "composeExtension/query"), ("value", value));
    }

    /// <summary>An invoke about a message.</summary>
    public JsonObject Invoke(TeamsUser user, TeamsPost post, string name, JsonObject value)
    {
        var activity = Event("invoke", user, ConversationOf(user, post), ("name", name), ("value", value), ("replyToId", post.Id));
        if (ChannelOf(post) is { } channel)
            Placed(activity, channel);
        return activity;
    }

    private JsonObject Submitted(TeamsUser user, TeamsPost post, JsonObject data)
    {
        var hints = data["msteams"] as JsonObject;
        data.Remove("msteams");
        var activity = Event("message", user, ConversationOf(user, post), ("value", data), ("replyToId", post.Id));
        if (hints?["type"]?.ToString() == "messageBack")
            activity["text"] = hints["text"]?.ToString() ?? "";
        if (ChannelOf(post) is { } channel)
            Placed(activity, channel);
        return activity;
    }

    private JsonObject InTeam(TeamsTeam team, TeamsUser by, string eventType, params (string Name, JsonNode Value)[] more)
    {
        var activity = Event("conversationUpdate", by, InChannel(team.General, null), more);
        var data = Placed(activity, team.General);
        data["eventType"] = eventType;
        return activity;
    }

    private JsonObject Event(string type, TeamsUser user, JsonObject conversation, params (string Name, JsonNode Value)[] more)
    {
        var now = fake.Clock.GetUtcNow();
        var activity = new JsonObject
        {
            ["type"] = type,
            ["id"] = (type == "message" ? "" : "f:") + fake.NextId(),
            ["timestamp"] = now.ToString("O", CultureInfo.InvariantCulture),
            ["localTimezone"] = user.TimeZone,
            ["serviceUrl"] = fake.ServiceUrl.ToString(),
            ["channelId"] = "msteams",
            ["from"] = new JsonObject { ["id"] = user.Id, ["name"] = user.Name, ["aadObjectId"] = user.AadObjectId },
            ["conversation"] = conversation,
            ["recipient"] = new JsonObject { ["id"] = fake.BotId, ["name"] = "AccountAlerts" },
            ["locale"] = "en-US",
            ["entities"] = new JsonArray(new JsonObject
            {
                ["type"] = "clientInfo", ["locale"] = "en-US", ["country"] = "US", ["platform"] = "Web", ["timezone"] = user.TimeZone,
            }),
            ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = fake.TenantId } },
        };
        foreach (var (name, value) in more)
            activity[name] = value;
        return activity;
    }

    private static JsonObject Mentioning(JsonObject activity, string text)
    {
        activity["text"] = $"<at>AccountAlerts</at>&nbsp;{text}\n";
        activity["textFormat"] = "plain";
        ((JsonArray)activity["entities"]!).Add(new JsonObject
        {
            ["type"] = "mention", ["text"] = "<at>AccountAlerts</at>", ["mentioned"] = activity["recipient"]!.DeepClone(),
        });
        return activity;
    }

    /// <returns>The channel data, with team and channel in it.</returns>
    private static JsonObject Placed(JsonObject activity, TeamsChannel channel)
    {
        var data = (JsonObject)activity["channelData"]!;
        data["team"] = new JsonObject { ["id"] = channel.Team.Id, ["name"] = channel.Team.Name, ["aadGroupId"] = channel.Team.AadGroupId };
        data["channel"] = new JsonObject { ["id"] = channel.Id, ["name"] = channel.Name, ["type"] = channel.Type };
        return data;
    }

    private JsonObject ConversationOf(TeamsUser user, TeamsPost post) =>
        ChannelOf(post) is { } channel ? InChannel(channel, post.Root)
        : fake.GroupList.FirstOrDefault(chat => chat.Id == post.Place) is { } chat ? InGroup(chat)
        : Personal(user);

    private TeamsChannel? ChannelOf(TeamsPost post) => fake.TeamList.SelectMany(team => team.ChannelList).FirstOrDefault(channel => channel.Id == post.Place);

    private JsonObject Personal(TeamsUser user) => new() { ["id"] = user.Chat, ["conversationType"] = "personal", ["tenantId"] = fake.TenantId };

    private JsonObject InGroup(TeamsGroupChat chat) =>
        new() { ["id"] = chat.Id, ["conversationType"] = "groupChat", ["isGroup"] = true, ["tenantId"] = fake.TenantId };

    private JsonObject InChannel(TeamsChannel channel, string? root) => new()
    {
        ["id"] = root is null ? channel.Id : $"{channel.Id};messageid={root}", ["conversationType"] = "channel", ["isGroup"] = true, ["tenantId"] = fake.TenantId,
    };

    private JsonArray Bot() => new(new JsonObject { ["id"] = fake.BotId });

    private static JsonObject Card(TeamsPost post) => post.Card ?? throw new InvalidOperationException("The message has no card.");
}
