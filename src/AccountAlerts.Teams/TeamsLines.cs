using AccountAlerts.Engine.Conversations;
using AccountAlerts.Teams.Api;
using AccountAlerts.Teams.Installations;
using AccountAlerts.Teams.Wire;

namespace AccountAlerts.Teams;

/// <summary>
/// Plain lines, no cards, where somebody wrote to the bot and others may read along: threads of channels, group chats, and the chat of whoever is
/// no teammate. That only the one line of a message is drawn there keeps everything else out.
/// </summary>
internal sealed class TeamsLines(ConnectorClient client, TeamsPeople people, TeamsPlaces places)
{
    /// <summary>True for a place that takes lines and nothing else.</summary>
    public bool Takes(Conversation place) =>
        places.IsThread(place) || places.Chat(place) is not null || people.OfChat(place.Workspace, place.Id) is not null;

    /// <summary>Null where the bot does not reach it (any more).</summary>
    public Uri? ServiceOf(Conversation place) => places.IsThread(place) || places.Chat(place) is not null
        ? places.ServiceOf(place)
        : people.OfChat(place.Workspace, place.Id) is { } person ? new Uri(person.ServiceUrl) : null;

    /// <returns>Null where the bot does not reach it (any more).</returns>
    public async Task<TeamsReply?> SayAsync(Conversation place, string text, CancellationToken cancellation)
    {
        if (ServiceOf(place) is not { } service)
            return null;
        var reply = await client.SendAsync(service, place.Id, new Activity { Type = ActivityTypes.Message, Text = text, TextFormat = "plain" }, cancellation);
        await places.LearnAsync(place, reply, cancellation);
        return reply;
    }
}
