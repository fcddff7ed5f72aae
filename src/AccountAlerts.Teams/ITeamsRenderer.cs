using AccountAlerts.Engine.Conversations;
using AccountAlerts.Teams.Wire;

namespace AccountAlerts.Teams;

/// <summary>Draws what is said as a message of Teams: text, summary, card and mentions; within what Teams takes.</summary>
public interface ITeamsRenderer
{
    /// <param name="plain">True for the plainest form: the last try for a message that was refused.</param>
    Activity Render(Message message, bool plain = false);

    /// <summary>The card of that message alone, as JSON in UTF-8: for who pressed a button of it.</summary>
    ReadOnlyMemory<byte> Card(Message message);
}
