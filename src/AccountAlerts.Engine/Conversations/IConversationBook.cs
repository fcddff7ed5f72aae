namespace AccountAlerts.Engine.Conversations;

/// <summary>Where readers are reached.</summary>
public interface IConversationBook
{
    /// <param name="reader">A teammate's e-mail address, or a channel such as <c>#customer-success</c>.</param>
    Conversation Of(string reader);

    /// <summary>Why somebody whom a chat platform should reach is reached by none, to be read after a name: "not installed". Null for everybody else.</summary>
    string? WhyNot(string reader) => null;
}

/// <summary>Whom one chat platform reaches. Asked for every account of an evaluation: it answers from memory.</summary>
public interface IReaderDirectory
{
    /// <returns>The same reader's conversation every time; null if this platform does not reach them.</returns>
    Conversation? Find(string reader);

    /// <summary>Why a teammate whom this platform should reach is not reached, to be read after a name: "not installed". Null where it is not in charge.</summary>
    string? WhyNot(string reader) => null;
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

    public string? WhyNot(string reader) => Array.Exists(_directories, directory => directory.Find(reader) is not null)
        ? null
        : _directories.Select(directory => directory.WhyNot(reader)).FirstOrDefault(why => why is not null);
}
