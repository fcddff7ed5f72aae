using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Teams.Installations;

namespace AccountAlerts.Teams.People;

/// <summary>Whom Teams reaches: teammates for whom the app is installed, and channels without strangers.</summary>
public sealed class TeamsReaders(TeamsPeople people, TeamsPlaces places, TeamsGuests guests, AlertingMode mode) : IReaderDirectory
{
    public Conversation? Find(string reader)
    {
        if (string.IsNullOrEmpty(reader))
            return null;
        if (mode.Demo && guests.Find(reader) is { } guest)
            return new Conversation(TeamsPlatform.PlatformName, guest.Workspace, guest.User);
        if (reader[0] != '#')
            return people.Recall(reader) is { Standing: TeamsStanding.Reached } person ? new Conversation(TeamsPlatform.PlatformName, person.Tenant, person.AadId) : null;
        return !mode.Demo && places.Recall(reader) is { } channel && places.IsOpen(channel) ? new Conversation(TeamsPlatform.PlatformName, channel.Tenant, channel.ChannelId) : null;
    }

    public string? WhyNot(string reader) => mode.Demo || !Roles.IsAddress(reader) ? null : people.Recall(reader)?.Standing switch
    {
        TeamsStanding.Reached => null,
        TeamsStanding.Blocked => "who blocked the bot",
        TeamsStanding.Outsider => "a guest in Teams",
        _ => "not installed",
    };
}
