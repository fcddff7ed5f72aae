using AccountAlerts.Domain.Digests;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>An alert that a digest may list.</summary>
/// <param name="Waiting">What was decided for this reader and not told yet; empty where it is no news.</param>
/// <param name="For">Who is away, if the reader stands in for somebody.</param>
public sealed record DigestAlert(StoredAlert Stored, AccountSnapshot Account, IReadOnlyList<Telling> Waiting, double? Money, Teammate? For);

/// <summary>Everything from which one teammate's digest is put together.</summary>
/// <param name="Held">What is kept back, by reason.</param>
/// <param name="Book">The teammate's accounts.</param>
/// <param name="Bands">What the teammate was last told of their bands, by account.</param>
public sealed record DigestInput(
    Teammate Reader, DateTimeOffset Now, TeamDirectory Team, IReadOnlyList<DigestAlert> Alerts, IReadOnlyDictionary<string, int> Held,
    IReadOnlyList<BookLine> Book, IReadOnlyDictionary<int, BandMemo> Bands, BookHead Head, int MostRows, bool Demo);

/// <summary>A digest, ready to be said.</summary>
/// <param name="Empty">There is nothing to say but that.</param>
/// <param name="Told">What it tells; the message's name is still missing.</param>
/// <param name="Bands">What the teammate knows of bands from now on.</param>
public sealed record DigestDraft(Message Message, bool Empty, IReadOnlyList<Telling> Told, IReadOnlyDictionary<int, BandMemo> Bands);
