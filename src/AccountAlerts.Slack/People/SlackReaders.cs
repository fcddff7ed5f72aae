using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Slack.Installations;

namespace AccountAlerts.Slack.People;

/// <summary>Whom Slack reaches: teammates who are members, and channels without strangers. Others keep the inbox.</summary>
public sealed class SlackReaders(SlackInstallations installations, SlackPeople people, SlackChannels channels, SlackGuests guests, AlertingMode mode) : IReaderDirectory
{
    public Conversation? Find(string reader)
    {
        if (string.IsNullOrEmpty(reader))
            return null;
        if (mode.Demo && guests.Find(reader) is { } guest)
            return new Conversation(SlackPlatform.PlatformName, guest.Workspace, guest.User);
        foreach (var installation in installations.All)
        {
            if (installation.Team?.TeamId is not { } team || !installation.Sends)
                continue;
            if (reader[0] != '#')
            {
                if (people.Recall(team, reader) is { Standing: SlackStanding.Member } person)
                    return new Conversation(SlackPlatform.PlatformName, team, person.UserId);
            }
            else if (!mode.Demo && channels.Recall(team, reader) is { Id.Length: > 0 } channel)
            {
                // One that was shared or archived is not replaced by whatever has its name elsewhere.
                return channel.IsOpen ? new Conversation(SlackPlatform.PlatformName, team, channel.Id) : null;
            }
        }

        return null;
    }
}
