using AccountAlerts.Proofs.Running;

namespace AccountAlerts.Proofs.Chat;

/// <summary>A chat server that outlives the service, whatever kind it is.</summary>
internal interface IChatServer : IAsyncDisposable
{
    /// <summary>What was taken, in order.</summary>
    IEnumerable<ChatCall> Calls { get; }

    /// <summary>Messages with the key of another one.</summary>
    long Doubled { get; }

    /// <summary>Messages that were changed where they stand.</summary>
    long Edits { get; }

    /// <summary>What happened, in a few words.</summary>
    string Figures { get; }

    /// <summary>The services of this place reach everybody here.</summary>
    void TalkTo(Place place, IEnumerable<string> readers);

    /// <summary>The next call of this kind is taken, and the service is killed before it is told so.</summary>
    void KillDuring(ChatVerb verb, ChildProcess service);

    /// <summary>From now on everything is taken and answered.</summary>
    void Calm();
}
