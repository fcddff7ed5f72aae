namespace AccountAlerts.Engine.Conversations;

/// <summary>Where readers are reached.</summary>
public interface IConversationBook
{
    /// <param name="reader">A teammate's e-mail address, or a channel such as <c>#customer-success</c>.</param>
    Conversation Of(string reader);
}

/// <summary>Whom one chat platform reaches. Asked for every account of an evaluation: it answers from memory.</summary>
public interface IReaderDirectory
{
    /// <returns>The same reader's conversation every time; null if this platform does not reach them.</returns>
    Conversation? Find(string reader);
}

/// <summary>The first platform that reaches a reader, in the order in which they are added; the inbox reaches everybody.</summary>
public sealed class ConversationBook(IEnumerable<IReaderDirectory> directories) : IConversationBook
{
    private readonly IReaderDirectory[] _directories = [.. directories];

    public Conversation Of(string reader)
    {
        foreach (var directory in _directories)
        {
            if (directory.Find(reader) is { } conversation)
                return conversation;
        }

        return InboxPlatform.ConversationOf(reader);
    }
}
