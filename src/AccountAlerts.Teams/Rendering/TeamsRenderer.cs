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
        var drawn = Draw(message, plain);
        return new Activity { Type = ActivityTypes.Message, Summary = drawn.Summary, Attachments = [Attachment.OfCard(drawn.Json)] };
    }

    public ReadOnlyMemory<byte> Card(Message message) => Draw(message, plain: false).Json;

    private TeamsCard Draw(Message message, bool plain)
    {
        ArgumentNullException.ThrowIfNull(message);
        return TeamsForm.Alone(message) ?? AdaptiveCardRenderer.Render(message, message.Answer is null ? Mention : null, plain);
    }

    private MentionedPerson? Mention(string email) => people?.Invoke(email);
}
