using AccountAlerts.Proofs.Running;

namespace AccountAlerts.Proofs.Load;

/// <summary>A chat platform whose people press and ask without end. It plays the platform for the product and for the bot that is measured beside it.</summary>
internal interface ILoadChat : IAsyncDisposable
{
    /// <summary>The other bot, which answers with constants.</summary>
    string Peer { get; }

    /// <summary>Its program, in a folder of <c>bench/</c>; it is given a port.</summary>
    string PeerScript { get; }

    /// <summary>The other bot's environment.</summary>
    IReadOnlyDictionary<string, string> PeerSettings { get; }

    /// <summary>The services of this place reach everybody here.</summary>
    void TalkTo(Place place, IEnumerable<string> readers);

    /// <summary>From now on everything that people do goes there.</summary>
    /// <param name="peer">True for the other bot, which knows no secrets of the product's.</param>
    void LeadTo(Uri service, bool peer);

    /// <summary>The service is there for the first time: who reads here makes themselves known.</summary>
    Task MeetAsync() => Task.CompletedTask;

    /// <summary>A card in front of somebody.</summary>
    /// <param name="handle">What its buttons carry.</param>
    /// <param name="account">Stands in every true answer about it.</param>
    ILoadCard Card(string handle, string reader, string account);

    /// <summary>What was said in the place of true answers, and how often.</summary>
    IReadOnlyDictionary<string, int> Otherwise => new Dictionary<string, int>();

    /// <summary>Where an answer is promised before it is given: promises that the product's store does not hold.</summary>
    long Broken(StoredState state) => 0;
}

/// <summary>A card whose Acknowledge is pressed, and about whose customer is asked why.</summary>
internal interface ILoadCard
{
    Task<LoadAnswer> PressAsync();

    Task<LoadAnswer> AskAsync();
}

/// <summary>What somebody got to see.</summary>
internal enum LoadAnswer
{
    /// <summary>Nothing in time, or a status that is none of success.</summary>
    Lost,

    /// <summary>Something that does not speak of what was asked.</summary>
    Wrong,

    Right,
}
