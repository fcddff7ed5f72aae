using AccountAlerts.Engine.Conversations;
using AccountAlerts.Teams.Wire;
using AccountAlerts.Teams.Wire.Cards;

namespace AccountAlerts.Teams.Rendering;

/// <summary>Whom a teammate's address stands for in Teams, once Teams has said so itself; null for nobody. Answered from memory.</summary>
public delegate MentionedPerson? VerifiedPerson(string email);

/// <summary>What is said, as a message with one card; its summary is what a notification shows.</summary>
public sealed class TeamsRenderer(VerifiedPerson? people = null) : ITeamsRenderer
{
    /// <remarks>In an answer to one person nobody is mentioned.</remarks>
    public Activity Render(Message message, bool plain = false)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Said(TeamsForm.Alone(message) ?? AdaptiveCardRenderer.Render(message, message.Answer is null ? Mention : null, plain));
    }

    private static Activity Said(TeamsCard drawn) =>
        new() { Type = ActivityTypes.Message, Summary = drawn.Summary, Attachments = [Attachment.Of(drawn.Card)] };

    private MentionedPerson? Mention(string email) => people?.Invoke(email);
}
