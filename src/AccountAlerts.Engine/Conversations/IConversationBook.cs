namespace AccountAlerts.Engine.Conversations;

/// <summary>Where readers are reached.</summary>
public interface IConversationBook
{
    /// <param name="reader">A teammate's e-mail address, or a channel such as <c>#customer-success</c>.</param>
    Conversation Of(string reader);
}

/// <summary>Everybody has a page in the inbox.</summary>
public sealed class InboxBook : IConversationBook
{
    public Conversation Of(string reader) => InboxPlatform.ConversationOf(reader);
}
