using AccountAlerts.Proofs.Running;

namespace AccountAlerts.Proofs.Chat;

/// <summary>A chat server that outlives the service, whatever kind it is.</summary>
internal interface IChatServer : IAsyncDisposable
{
    /// <summary>What was taken, in order.</summary>
    IEnumerable<ChatCall> Calls { get; }

    /// <summary>Messages with the key of another one.</summary>
    long Doubled { get; }

    /// <summary>False where nobody can ask whether a message is there: one whose end is not known is posted again, and that is counted.</summary>
    bool CanBeAsked => true;

    /// <summary>Messages that were changed where they stand.</summary>
    long Edits { get; }

    /// <summary>What happened, in a few words.</summary>
    string Figures { get; }

    /// <summary>The services of this place reach everybody here.</summary>
    void TalkTo(Place place, IEnumerable<string> readers);

    /// <summary>A service is there for the first time: who reads here makes themselves known.</summary>
    /// <param name="service">Where it listens.</param>
    Task MeetAsync(Uri service) => Task.CompletedTask;

    /// <summary>Who reads here uses every copy of a message that still looks like one; then each copy says that another one counts.</summary>
    /// <returns>How many there were.</returns>
    Task<int> UseCopiesAsync(Uri service) => Task.FromResult(0);

    /// <summary>The next call of this kind is taken, and the service is killed before it is told so.</summary>
    void KillDuring(ChatVerb verb, ChildProcess service);

    /// <summary>From now on everything is taken and answered.</summary>
    void Calm();
}

/// <summary>One that can keep a caller waiting.</summary>
internal interface ILateChatServer : IChatServer
{
    /// <summary>Messages with these words that stand there.</summary>
    int Standing(string words);

    /// <summary>Messages with these words that were posted, whatever became of them.</summary>
    int Posted(string words);

    /// <summary>The next message with these words is taken at once; who posted it is told so once something else has happened.</summary>
    void AnswerLate(string words, Task then);
}

internal static class ChatServers
{
    /// <summary>Nothing is there twice; where nobody can ask whether a message is there, what is there twice is counted.</summary>
    /// <param name="atMost">How many calls nobody could hold back.</param>
    public static void MustCountDoubles(this IChatServer chat, StoredState state, long atMost = 0) =>
        Assert.InRange(chat.Doubled, 0, chat.CanBeAsked ? atMost : state.Number("SELECT count(*) FROM outbox WHERE doubled > 0"));
}
