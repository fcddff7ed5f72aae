using System.Security.Cryptography;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Wire;
using AccountAlerts.Teams.Api;
using AccountAlerts.Teams.Installations;
using AccountAlerts.Teams.Wire;

namespace AccountAlerts.Teams;

/// <summary>
/// Teams as a chat platform: posts, edits and deletes messages. A conversation is a person (by the directory's id, whose chat is made when it is
/// first needed) or a channel (where every card is a thread of its own); a thread, a group chat or a stranger's chat takes lines alone. A message's id is <c>conversation/activity</c>, each escaped.
/// </summary>
public sealed class TeamsPlatform(ConnectorClient client, TeamsPeople people, TeamsPlaces places, ITeamsRenderer renderer) : IChatPlatform, IDeletesMessages
{
    public const string PlatformName = "teams";

    private static readonly LookUp CannotTell = new LookUp.CannotTell("Teams has no way to ask for a message by its key") { Never = true };

    private readonly TeamsLines _lines = new(client, people, places);

    public string Name => PlatformName;

    public PlatformLimits Limits => ConnectorPace.Limits;

    public async Task<DeliveryOutcome> SendAsync(OutboundMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        string tenant = message.Conversation.Workspace, place = message.Conversation.Id;
        if (_lines.Takes(message.Conversation))
        {
            return await _lines.SayAsync(message.Conversation, message.Message.Text, cancellation) is { } said
                ? Said(said, place, "id")
                : new DeliveryOutcome.DestinationBroken("the bot is there no longer");
        }

        var activity = renderer.Render(message.Message);
        if (places.Channel(tenant, place) is { } channel)
            return await InChannelAsync(channel, message.ThreadId, activity, cancellation);
        return IsChannel(place)
            ? new DeliveryOutcome.DestinationBroken("no team with this channel has the app")
            : await ToPersonAsync(tenant, place, message.ThreadId, activity, cancellation);
    }

    public async Task<DeliveryOutcome> EditAsync(OutboundMessage message, string messageId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (MessageId.Read(messageId) is not { } id)
            return new DeliveryOutcome.MessageGone("the message has no place");
        if (ServiceOf(message.Conversation) is not { } service)
            return new DeliveryOutcome.DestinationBroken("it is not known where Teams is reached for it");
        var reply = await client.UpdateAsync(service, id.Conversation, id.Activity, renderer.Render(message.Message), cancellation);
        return await ChangedAsync(message.Conversation, messageId, reply, cancellation);
    }

    public async Task<DeliveryOutcome> DeleteAsync(Conversation conversation, string messageId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        if (MessageId.Read(messageId) is not { } id)
            return new DeliveryOutcome.MessageGone("the message has no place");
        if (ServiceOf(conversation) is not { } service)
            return new DeliveryOutcome.DestinationBroken("it is not known where Teams is reached for it");
        var reply = await client.DeleteAsync(service, conversation, id.Conversation, id.Activity, cancellation);
        return await ChangedAsync(conversation, messageId, reply, cancellation);
    }

    /// <summary>Whether somebody can be written to alone, as far as can be told now; their chat is made if need be.</summary>
    internal async Task<bool> ReachesAsync(Conversation place, CancellationToken cancellation)
    {
        if (people.Recall(place.Workspace, place.Id) is not { Standing: not TeamsStanding.Outsider } person)
            return false;
        if (person is { Standing: TeamsStanding.Reached, Chat: not null })
            return true;
        var (_, refusal) = await MakeChatAsync(person, new Uri(person.ServiceUrl), cancellation);
        return refusal is not DeliveryOutcome.DestinationBroken;
    }

    /// <summary>Lets a copy say that another message counts, and lead there where Teams has an address for it: in channels and group chats.</summary>
    /// <param name="copy">The message that somebody used.</param>
    internal async Task<DeliveryOutcome> PointAsync(string tenant, MessageId copy, MessageId? counts, CancellationToken cancellation)
    {
        const string Said = "This was posted twice by mistake. The other message is kept up to date.";
        var service = places.ServiceOf(new Conversation(PlatformName, tenant, copy.Conversation))
            ?? (people.OfChat(tenant, copy.Conversation) is { } person ? new Uri(person.ServiceUrl) : null);
        if (service is null)
            return new DeliveryOutcome.DestinationBroken("it is not known where Teams is reached for it");
        Span[] spans = counts is not null && IsChannel(counts.Conversation)
            ? [new Span(Said + " "), new Span("Open it", Url: AddressOf(counts))]
            : [new Span(Said)];
        var activity = renderer.Render(new Message { Text = Said, Blocks = [new Paragraph(spans)] });
        var reply = await client.UpdateAsync(service, copy.Conversation, copy.Activity, activity, cancellation);
        return reply is TeamsReply.Ok ? new DeliveryOutcome.Delivered(copy.ToString()) : Outcome(reply, edit: true);
    }

    /// <summary>A bot cannot read what it said: an unknown first post is made again, and its copy adopted where somebody uses it.</summary>
    public Task<LookUp> FindAsync(Conversation conversation, string key, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(CannotTell);
    }

    private async Task<DeliveryOutcome> InChannelAsync(TeamsChannel channel, string? threadId, Activity activity, CancellationToken cancellation)
    {
        if (channel.IsShared)
            return new DeliveryOutcome.DestinationBroken("the channel is shared with another organisation");
        if (channel.Lost || places.ServiceOf(channel) is not { } service)
            return new DeliveryOutcome.DestinationBroken(channel.Lost ? "the channel was deleted" : "the app is not in the team");
        var parent = threadId is null ? null : MessageId.Read(threadId);
        var reply = parent is null
            ? await client.CreateThreadAsync(service, channel.Tenant, channel.ChannelId, activity, cancellation)
            : await client.SendAsync(service, parent.Conversation, activity, cancellation);
        await places.LearnAsync(new Conversation(PlatformName, channel.Tenant, channel.ChannelId), reply, cancellation);
        return parent is null
            ? Said(reply, reply is TeamsReply.Ok { Body: { } body } ? body.Text("id") : null, "activityId")
            : Said(reply, parent.Conversation, "id");
    }

    /// <summary>How an edit ended, or a deletion.</summary>
    private async Task<DeliveryOutcome> ChangedAsync(Conversation place, string messageId, TeamsReply reply, CancellationToken cancellation)
    {
        if (reply is TeamsReply.Ok)
            return new DeliveryOutcome.Delivered(messageId);
        var outcome = Outcome(reply, edit: true);
        if (outcome is DeliveryOutcome.DestinationBroken)
            await places.LearnAsync(place, reply, cancellation);
        return outcome;
    }

    private async Task<DeliveryOutcome> ToPersonAsync(string tenant, string aadId, string? threadId, Activity activity, CancellationToken cancellation)
    {
        if (people.Recall(tenant, aadId) is not { } person)
        {
            if (people.ServiceOf(tenant) is not { } anywhere)
                return new DeliveryOutcome.DestinationBroken("nobody of this tenant has written yet, and Teams:ServiceUrl does not say where Teams is");
            person = new TeamsPerson(tenant, aadId, anywhere.AbsoluteUri);
        }

        if (person.Standing == TeamsStanding.Outsider)
            return new DeliveryOutcome.DestinationBroken("a guest from another organisation");
        var service = new Uri(person.ServiceUrl);
        bool fresh = person is not { Standing: TeamsStanding.Reached, Chat: not null };
        if (fresh)
        {
            var (made, refusal) = await MakeChatAsync(person, service, cancellation);
            if (made is null)
                return refusal!;
            person = made;
        }

        var reply = await SayAsync(service, person.Chat!, threadId, activity, cancellation);
        if (TeamsErrors.IsLost(reply) && !fresh)
        {
            // The chat that was known is no more; there may be another by now.
            string former = person.Chat!;
            var (made, refusal) = await MakeChatAsync(person, service, cancellation);
            if (made is null)
                return refusal!;
            if (made.Chat != former)
                reply = await SayAsync(service, made.Chat!, null, activity, cancellation);
            person = made;
        }

        if (TeamsErrors.IsShutOut(reply))
            await ShutOutAsync(person, reply, cancellation);
        return Said(reply, person.Chat, "id");
    }

    /// <summary>For a line below a message too; a personal chat has no threads, so it is an answer.</summary>
    private Task<TeamsReply> SayAsync(Uri service, string chat, string? threadId, Activity activity, CancellationToken cancellation) =>
        threadId is not null && MessageId.Read(threadId) is { } parent && parent.Conversation == chat
            ? client.ReplyAsync(service, chat, parent.Activity, activity, cancellation)
            : client.SendAsync(service, chat, activity, cancellation);

    private async Task<(TeamsPerson? Made, DeliveryOutcome? Refusal)> MakeChatAsync(TeamsPerson person, Uri service, CancellationToken cancellation)
    {
        var reply = await client.CreateChatAsync(service, person.Tenant, null, person.AadId, cancellation);
        if (TeamsErrors.IsShutOut(reply))
            await ShutOutAsync(person, reply, cancellation);
        if (reply is not TeamsReply.Ok ok)
        {
            // Nothing was said yet: whatever is not known of this call can be asked again.
            var outcome = Outcome(reply, edit: false);
            return (null, outcome is DeliveryOutcome.Unknown unknown ? new DeliveryOutcome.RetryAfter(TimeSpan.FromSeconds(2), unknown.Reason) : outcome);
        }

        if (ok.Body?.Text("id") is not { Length: > 0 } chat)
            return (null, new DeliveryOutcome.RetryAfter(TimeSpan.FromSeconds(2), "the answer names no chat"));
        var made = person with { Chat = chat, Standing = TeamsStanding.Reached };
        await people.KeepAsync(made, cancellation);
        return (made, null);
    }

    private Task ShutOutAsync(TeamsPerson person, TeamsReply reply, CancellationToken cancellation)
    {
        var standing = reply is TeamsReply.Refused { Code: "ConversationBlockedByUser" } ? TeamsStanding.Blocked
            : person.Chat is null ? TeamsStanding.NotInstalled : TeamsStanding.Removed;
        return people.KeepAsync((people.Recall(person.Tenant, person.AadId) ?? person) with { Standing = standing }, cancellation);
    }

    private Uri? ServiceOf(Conversation conversation) => _lines.Takes(conversation) ? _lines.ServiceOf(conversation)
        : places.Channel(conversation.Workspace, conversation.Id) is { } channel ? places.ServiceOf(channel)
        : IsChannel(conversation.Id) ? null
        : people.Recall(conversation.Workspace, conversation.Id) is { } person ? new Uri(person.ServiceUrl) : people.ServiceOf(conversation.Workspace);

    private static DeliveryOutcome Said(TeamsReply reply, string? conversation, string member)
    {
        if (reply is not TeamsReply.Ok ok)
            return Outcome(reply, edit: false);
        return conversation is not null && ok.Body?.Text(member) is { Length: > 0 } id
            ? new DeliveryOutcome.Delivered(new MessageId(conversation, id).ToString())
            : new DeliveryOutcome.Unknown("the answer names no message");
    }

    private static DeliveryOutcome Outcome(TeamsReply reply, bool edit) => TeamsErrors.Outcome(reply, edit, RandomNumberGenerator.GetInt32(1001) / 1000d);

    /// <summary>learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams: a chat's needs to be told from a channel's.</summary>
    private static string AddressOf(MessageId message)
    {
        string place = message.Conversation.Split(';')[0];
        string chat = place.EndsWith("@thread.v2", StringComparison.Ordinal) ? $"?context={Uri.EscapeDataString("""{"contextType":"chat"}""")}" : "";
        return $"https://teams.microsoft.com/l/message/{Uri.EscapeDataString(place)}/{Uri.EscapeDataString(message.Activity)}{chat}";
    }

    private static bool IsChannel(string id) => id.StartsWith("19:", StringComparison.Ordinal);
}
