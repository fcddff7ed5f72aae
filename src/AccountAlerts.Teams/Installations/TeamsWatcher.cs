using AccountAlerts.Teams.Door;
using AccountAlerts.Teams.Wire;

namespace AccountAlerts.Teams.Installations;

/// <summary>
/// What every event tells of where people, teams and channels are reached. Teams tells of an install twice, in any order, and of one that
/// happened while nobody listened not at all: whatever comes from a chat shows that the app is there.
/// </summary>
public sealed class TeamsWatcher(TeamsPeople people, TeamsPlaces places) : IActivityWatcher
{
    public async Task SawAsync(Activity activity, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(activity);
        if (TeamsPeople.TenantOf(activity) is not { } tenant || activity.ServiceUrl is not { } service)
            return;
        await PersonAsync(activity, tenant, service, cancellation);
        if (activity.ChannelData?.Team?.Id is { Length: > 0 })
            await TeamAsync(activity, tenant, service, cancellation);
        else if (activity.Conversation is { Id: { } chat } conversation && (conversation.ConversationType == ConversationTypes.GroupChat || conversation.IsGroup == true))
            await places.KeepAsync(new TeamsChat(tenant, chat, service) { Lost = IsBotGone(activity) }, cancellation);
    }

    private async Task PersonAsync(Activity activity, string tenant, string service, CancellationToken cancellation)
    {
        if (activity.From is not { AadObjectId: { Length: > 0 } aadId, Id: { Length: > 0 } userId } || userId == activity.Recipient?.Id)
            return;
        var before = people.Recall(tenant, aadId);
        var person = (before ?? new TeamsPerson(tenant, aadId, service)) with
        {
            ServiceUrl = service, UserId = userId, Name = activity.From.Name ?? before?.Name, Zone = ZoneOf(activity) ?? before?.Zone,
        };
        if (activity.Conversation is { ConversationType: ConversationTypes.Personal, Id: { } chat })
        {
            var standing = IsBotGone(activity) ? TeamsStanding.Removed : TeamsStanding.Reached;
            person = person with { Chat = chat, Standing = person.Standing == TeamsStanding.Outsider ? TeamsStanding.Outsider : standing };
        }

        await people.KeepAsync(person, cancellation);
        // Before the first card goes out it has to be known whose address this is.
        if (person is { Standing: TeamsStanding.Reached, Email: null })
            await people.OfAsync(activity, cancellation);
    }

    private async Task TeamAsync(Activity activity, string tenant, string service, CancellationToken cancellation)
    {
        var data = activity.ChannelData!;
        string teamId = data.Team!.Id!;
        var before = places.Team(tenant, teamId);
        bool gone = IsBotGone(activity) || data.EventType is "teamDeleted" or "teamHardDeleted";
        var team = (before ?? new TeamsTeam(tenant, teamId, service)) with { ServiceUrl = service, Name = data.Team.Name ?? before?.Name, Installed = !gone };
        // Asked anew: an install, a new name, a channel that came or went.
        if (before is not { Installed: true } || data.EventType is not null)
            team = team with { CheckedAt = null };
        await places.KeepAsync(team, cancellation);
        if (data.Channel?.Id is not { Length: > 0 } channelId)
            return;
        var channel = places.Channel(tenant, channelId) ?? new TeamsChannel(tenant, teamId, channelId);
        await places.KeepAsync(
            channel with
            {
                Name = data.Channel.Name ?? channel.Name ?? (channelId == teamId ? "General" : null),
                Type = data.Channel.Type ?? channel.Type,
                LetIn = data.EventType switch
                {
                    "channelShared" => true,
                    "channelUnshared" => false,
                    _ => channel.LetIn,
                },
                Lost = data.EventType switch
                {
                    "channelDeleted" => true,
                    "channelRestored" or "channelCreated" => false,
                    _ => channel.Lost,
                },
            },
            cancellation);
    }

    /// <summary>An upgrade takes the app away and brings it back: it is there all the time.</summary>
    private static bool IsBotGone(Activity activity) => activity.Type switch
    {
        ActivityTypes.InstallationUpdate => activity.Action == "remove",
        ActivityTypes.ConversationUpdate => activity.MembersRemoved?.Any(member => member.Id == activity.Recipient?.Id) == true,
        _ => false,
    };

    private static string? ZoneOf(Activity activity) =>
        activity.Entities?.FirstOrDefault(entity => entity.Type == Entity.ClientInfo)?.Timezone ?? activity.LocalTimezone;
}
