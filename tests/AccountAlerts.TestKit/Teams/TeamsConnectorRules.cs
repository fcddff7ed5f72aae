using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace AccountAlerts.TestKit.Teams;

/// <summary>The connector, as Teams runs it: who may write where, what a conversation is created with, and what comes back. Under the fake's lock.</summary>
internal sealed class TeamsConnectorRules(FakeTeams fake)
{
    private const string ThreadMark = ";messageid=";

    public static TeamsVerb VerbOf(string method, string[] parts, JsonObject? body) => (method, parts) switch
    {
        ("POST", ["conversations"]) => body?["isGroup"]?.GetValue<bool>() == true ? TeamsVerb.CreateThread : TeamsVerb.CreateChat,
        ("POST", ["conversations", _, "activities"]) => TeamsVerb.Send,
        ("POST", ["conversations", _, "activities", _]) => TeamsVerb.Reply,
        ("PUT", ["conversations", _, "activities", _]) => TeamsVerb.Update,
        ("DELETE", ["conversations", _, "activities", _]) => TeamsVerb.Delete,
        ("GET", ["conversations", _, "pagedmembers"]) => TeamsVerb.Members,
        ("GET", ["conversations", _, "members", _]) => TeamsVerb.Member,
        ("GET", ["teams", _]) => TeamsVerb.Team,
        ("GET", ["teams", _, "conversations"]) => TeamsVerb.Channels,
        _ => TeamsVerb.Other,
    };

    public static string? ChannelOf(JsonObject? body) => body?["channelData"]?["channel"]?["id"]?.ToString();

    /// <summary>The thread in which a call counts: a chat that is opened is that person's.</summary>
    public string ThreadOf(TeamsCall call) => call.Verb == TeamsVerb.CreateChat && (call.Body?["members"] as JsonArray)?[0]?["id"]?.ToString() is { } id
        ? fake.UserList.FirstOrDefault(user => user.Id == id || user.AadObjectId == id)?.Chat ?? id
        : call.Place;

    public TeamsReply Run(TeamsCall call, string[] parts, JsonObject? body, IQueryCollection query) => call.Verb switch
    {
        TeamsVerb.CreateChat => CreateChat(call, Needed(body)),
        TeamsVerb.CreateThread => CreateThread(call, Needed(body)),
        TeamsVerb.Send => Send(call, parts[1], Needed(body)),
        TeamsVerb.Reply => Send(call, parts[1], Needed(body)),
        TeamsVerb.Update => Update(call, parts[1], parts[3], Needed(body)),
        TeamsVerb.Delete => Delete(call, parts[1], parts[3]),
        TeamsVerb.Members => Members(parts[1], query),
        TeamsVerb.Member => Member(parts[1], parts[3]),
        TeamsVerb.Team => Ok(TeamOf(parts[1]) is var team ? new JsonObject { ["id"] = team.Id, ["name"] = team.Name, ["aadGroupId"] = team.AadGroupId } : null),
        TeamsVerb.Channels => Channels(parts[1]),
        _ => throw new TeamsRefusal(404, "ServiceError", "There is no such operation."),
    };

    /// <summary>One person; the same chat however often. A message along with it is sent, and its id is not told.</summary>
    private TeamsReply CreateChat(TeamsCall call, JsonObject body)
    {
        if (body["tenantId"] is null || body["members"] is not JsonArray { Count: 1 } members || members[0]?["id"]?.ToString() is not { } id)
            throw Wrong();
        var user = fake.UserList.FirstOrDefault(user => user.Id == id || user.AadObjectId == id) ?? throw new TeamsRefusal(404, "MemberNotFoundInConversation", "There is no such member.");
        Reach(user);
        if (body["activity"] is JsonObject activity)
            Post(call, user.Chat, null, activity);
        return new TeamsReply(201, new JsonObject { ["id"] = user.Chat });
    }

    private TeamsReply CreateThread(TeamsCall call, JsonObject body)
    {
        if (body["tenantId"] is null || ChannelOf(body) is not { } id || body["activity"] is not JsonObject activity)
            throw Wrong();
        var channel = Reach(id);
        string root = Post(call, channel.Id, "", activity);
        return new TeamsReply(201, new JsonObject { ["id"] = channel.Id + ThreadMark + root, ["activityId"] = root });
    }

    private TeamsReply Send(TeamsCall call, string conversation, JsonObject body)
    {
        var (place, root) = Reachable(conversation);
        if (body["type"]?.ToString() == "typing")
            return new TeamsReply(202);
        string id = Post(call, place, root, body);
        return new TeamsReply(201, new JsonObject { ["id"] = id });
    }

    private TeamsReply Update(TeamsCall call, string conversation, string id, JsonObject body)
    {
        var (place, _) = Reachable(conversation);
        int at = fake.Posts.FindIndex(post => post.Place == place && post.Id == id);
        if (at < 0)
            throw new TeamsRefusal(404, "ActivityNotFoundInConversation", "The message is not there.");
        Check(body);
        fake.Posts[at] = fake.Posts[at] with { Activity = (JsonObject)body.DeepClone(), Edits = fake.Posts[at].Edits + 1 };
        fake.Accept(call, TeamsAcceptKind.Edit, fake.Posts[at]);
        return new TeamsReply(200, new JsonObject { ["id"] = id });
    }

    private TeamsReply Delete(TeamsCall call, string conversation, string id)
    {
        var (place, _) = Reachable(conversation);
        if (fake.Posts.Find(post => post.Place == place && post.Id == id) is not { } post)
            throw new TeamsRefusal(404, "ActivityNotFoundInConversation", "The message is not there.");
        fake.Posts.Remove(post);
        fake.Accept(call, TeamsAcceptKind.Delete, post);
        return new TeamsReply(200);
    }

    private TeamsReply Members(string conversation, IQueryCollection query)
    {
        var members = MembersOf(conversation);
        int size = Math.Min(int.TryParse(query["pageSize"], out int asked) ? asked : 50, fake.PageSize);
        int from = int.TryParse(query["continuationToken"], out int token) ? token : 0;
        var page = new JsonObject { ["members"] = new JsonArray([.. members.Skip(from).Take(size).Select(Account)]) };
        if (from + size < members.Count)
            page["continuationToken"] = (from + size).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Ok(page);
    }

    private TeamsReply Member(string conversation, string id) => Ok(Account(
        MembersOf(conversation).FirstOrDefault(user => user.Id == id || user.AadObjectId == id) ?? throw new TeamsRefusal(404, "MemberNotFoundInConversation", "There is no such member.")));

    private TeamsReply Channels(string id) => Ok(new JsonObject
    {
        ["conversations"] = new JsonArray([.. TeamOf(id).ChannelList.Where(channel => !channel.Deleted).Select(channel =>
        {
            var item = new JsonObject { ["id"] = channel.Id, ["type"] = channel.Type };
            // The General channel has the team's id, and no name.
            if (channel.Id != channel.Team.Id)
                item["name"] = channel.Name;
            return (JsonNode)item;
        })]),
    });

    private TeamsTeam TeamOf(string id)
    {
        var team = fake.TeamList.FirstOrDefault(team => team.Id == id) ?? throw new TeamsRefusal(404, "ConversationNotFound", "There is no such team.");
        return team.Installed ? team : throw new TeamsRefusal(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");
    }

    private IReadOnlyList<TeamsUser> MembersOf(string conversation)
    {
        string place = conversation.Split(ThreadMark)[0];
        if (fake.UserList.FirstOrDefault(user => user.Chat == place) is { } user)
            return user.Installed ? [user] : throw new TeamsRefusal(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");
        if (fake.GroupList.FirstOrDefault(chat => chat.Id == place) is { } chat)
            return chat.Members;
        return Reach(place).Team.MemberList;
    }

    private (string Place, string? Root) Reachable(string conversation)
    {
        string[] parts = conversation.Split(ThreadMark);
        if (fake.UserList.FirstOrDefault(user => user.Chat == conversation) is { } user)
        {
            Reach(user);
            return (conversation, null);
        }

        if (fake.GroupList.FirstOrDefault(chat => chat.Id == conversation) is { } chat)
            return chat.Installed ? (conversation, null) : throw new TeamsRefusal(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");
        return (Reach(parts[0]).Id, parts.Length > 1 ? parts[1] : "");
    }

    private static void Reach(TeamsUser user)
    {
        if (user.Blocked)
            throw new TeamsRefusal(403, "ConversationBlockedByUser", "The user blocked the conversation.");
        if (!user.Installed)
            throw new TeamsRefusal(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");
    }

    private TeamsChannel Reach(string id)
    {
        var channel = fake.TeamList.SelectMany(team => team.ChannelList).FirstOrDefault(channel => channel.Id == id);
        if (channel is null or { Deleted: true })
            throw new TeamsRefusal(404, "ConversationNotFound", "The conversation was not found.");
        if (!channel.Team.Installed)
            throw new TeamsRefusal(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");
        return channel.ReadOnly ? throw new TeamsRefusal(403, "MessageWritesBlocked", "Messages cannot be written here.") : channel;
    }

    /// <param name="root">Null in chats, empty for a thread that begins.</param>
    private string Post(TeamsCall call, string place, string? root, JsonObject activity)
    {
        Check(activity);
        string id = fake.NextId();
        var post = new TeamsPost(place, root?.Length == 0 ? id : root, id, (JsonObject)activity.DeepClone(), fake.Clock.GetUtcNow());
        fake.Posts.Add(post);
        fake.Accept(call, TeamsAcceptKind.Post, post);
        return id;
    }

    private void Check(JsonObject activity)
    {
        var attachments = activity["attachments"] as JsonArray ?? [];
        if (activity["type"]?.ToString() != "message" || (string.IsNullOrEmpty(activity["text"]?.ToString()) && attachments.Count == 0))
            throw new TeamsRefusal(400, "BadSyntax", "A message needs a text or an attachment.");
        string text = activity.ToJsonString(Relaxed);
        if (text.Length * sizeof(char) > fake.MostBytes)
            throw new TeamsRefusal(413, "MessageSizeTooBig", "The message is too large.");
        foreach (var attachment in attachments)
        {
            if (attachment?["contentType"]?.ToString() == "application/vnd.microsoft.card.adaptive"
                && (attachment["content"]?["type"]?.ToString() != "AdaptiveCard" || attachment["content"]?["version"] is null))
                throw new TeamsRefusal(400, "BadArgument", "The card has no type or no version.");
        }

        var entities = (activity["entities"] as JsonArray ?? []).Concat(attachments.SelectMany(attachment => attachment?["content"]?["msteams"]?["entities"] as JsonArray ?? []));
        foreach (var mention in entities.Where(entity => entity?["type"]?.ToString() == "mention"))
        {
            string named = mention!["text"]?.ToString() ?? "";
            if (!named.StartsWith("<at>", StringComparison.Ordinal) || mention["mentioned"]?["id"] is null || !Texts(activity).Any(run => run.Contains(named, StringComparison.Ordinal)))
                throw new TeamsRefusal(400, "BadArgument", $"The mention '{named}' does not stand in the text.");
        }
    }

    private static IEnumerable<string> Texts(JsonObject activity) =>
        TeamsCards.Texts(activity["attachments"]).Append(activity["text"]?.ToString() ?? "");

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static JsonNode Account(TeamsUser user)
    {
        var account = new JsonObject
        {
            ["id"] = user.Id, ["name"] = user.Name, ["aadObjectId"] = user.AadObjectId, ["tenantId"] = user.Tenant, ["userRole"] = "user",
        };
        if (user.TellsAddress)
        {
            account["email"] = user.Email;
            account["userPrincipalName"] = user.Email;
        }

        return account;
    }

    private static JsonObject Needed(JsonObject? body) => body ?? throw new TeamsRefusal(400, "BadSyntax", "The body is not JSON.");

    private static TeamsRefusal Wrong() => new(400, "BadSyntax", "Incorrect conversation creation parameters");

    private static TeamsReply Ok(JsonNode? body) => new(200, body);
}
