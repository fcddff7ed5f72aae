using AccountAlerts.Engine.Conversations;
using AccountAlerts.Teams.Wire;
using AccountAlerts.Teams.Wire.Cards;

namespace AccountAlerts.Teams.Rendering;

/// <summary>Whom a teammate's address stands for in Teams, once Teams has said so itself; null for nobody. Answered from memory.</summary>
public delegate MentionedPerson? VerifiedPerson(string email);

/// <summary>What is said, as a message with one card; its summary is what a notification shows.</summary>
public sealed class TeamsRenderer(VerifiedPerson? people = null) : ITeamsRenderer
{
    public Activity Render(Message message, bool plain = false)
    {
        var drawn = AdaptiveCardRenderer.Render(message, people is null ? null : email => people(email), plain);
        return new Activity { Type = ActivityTypes.Message, Summary = drawn.Summary, Attachments = [Attachment.Of(drawn.Card)] };
    }
}
