using AccountAlerts.Engine.Conversations;
using AccountAlerts.Teams.Wire;
using AccountAlerts.Teams.Wire.Cards;

namespace AccountAlerts.Teams.Rendering;

/// <summary>Whom a teammate's address stands for in Teams, once Teams has said so itself; null for nobody. Answered from memory.</summary>
public delegate MentionedPerson? VerifiedPerson(string email);

/// <summary>What is said, as a message with one card; its summary is what a notification shows.</summary>
public sealed class TeamsRenderer(VerifiedPerson? people = null) : ITeamsRenderer
{
    public Activity Render(Message message, bool plain = false) => Said(AdaptiveCardRenderer.Render(message, Mention, plain));

    /// <summary>An answer to one person: what is pressed on it is answered in its place. Nobody is mentioned.</summary>
    public static Activity Answer(Message message) => Said(AdaptiveCardRenderer.Render(message, answer: true));

    /// <summary>A form by itself.</summary>
    public static Activity Form(Dialog dialog, string action, string value) => Said(TeamsForm.Alone(dialog, action, value));

    private static Activity Said(TeamsCard drawn) =>
        new() { Type = ActivityTypes.Message, Summary = drawn.Summary, Attachments = [Attachment.Of(drawn.Card)] };

    private MentionedPerson? Mention(string email) => people?.Invoke(email);
}
