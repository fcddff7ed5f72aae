using AccountAlerts.Proofs.Chat;
using AccountAlerts.Proofs.Running;
using AccountAlerts.Proofs.Scenes;
using AccountAlerts.TestKit.Receivers;

namespace AccountAlerts.Proofs.Deliveries;

/// <summary>
/// What should have been said about each customer of a fleet, kept beside what was: one message each time seats ran out, and its edit to the
/// end when they no longer did.
/// </summary>
/// <param name="unknown">Customers whose message may be there without that the service knows: nothing can be edited there yet. Null where it can look.</param>
internal sealed class Conversations(SeatFleet fleet, Func<IEnumerable<ChatCall>> came, Func<IEnumerable<int>>? unknown = null)
{
    private readonly int[] _told = new int[fleet.Accounts];
    private readonly bool[] _full = new bool[fleet.Accounts];

    public Conversations(SeatFleet fleet, FakeWebhook chat)
        : this(fleet, () => WebhookChat.CallsOf(chat))
    {
    }

    /// <param name="place">Of the services that talk to it.</param>
    public Conversations(SeatFleet fleet, IChatServer chat, Place place)
        : this(fleet, () => chat.Calls, chat.CanBeAsked ? null : () => SeatFleet.Unclear(place.State))
    {
    }

    public int Messages => _told.Sum();

    public bool IsFull(int account) => _full[account];

    /// <summary>The customer's seats ran out, or there are seats again: news, either way.</summary>
    public void Flip(int account)
    {
        _full[account] = !_full[account];
        if (_full[account])
            _told[account]++;
    }

    /// <summary>Customers of whom everything is said that should be.</summary>
    public IReadOnlyList<int> Settled()
    {
        var unclear = unknown?.Invoke().ToHashSet() ?? [];
        var files = Files();
        return [.. Enumerable.Range(0, fleet.Accounts).Where(account => !unclear.Contains(account) && Faults(account, files).Count == 0)];
    }

    /// <summary>Everything that is not as it should be, in words; empty if nothing was lost, doubled or left as it was.</summary>
    public IReadOnlyList<string> Faults()
    {
        var files = Files();
        return [.. Enumerable.Range(0, fleet.Accounts).SelectMany(account => Faults(account, files))];
    }

    private List<string> Faults(int account, ILookup<string, ChatCall> files)
    {
        var faults = new List<string>();
        var calls = files[SeatFleet.Name(account)].ToList();
        var posts = calls.Where(call => call.Verb == ChatVerb.Post).ToList();
        if (posts.Count < _told[account])
            faults.Add($"{SeatFleet.Name(account)}: lost, {posts.Count} of {_told[account]} messages came");
        if (posts.Count > _told[account])
            faults.Add($"{SeatFleet.Name(account)}: doubled, {posts.Count} messages came for {_told[account]}");
        for (int number = 0; number < posts.Count; number++)
        {
            var texts = calls.Where(call => call.MessageId == posts[number].MessageId).Select(call => call.Text).ToList();
            bool ended = texts[^1] != texts[0];
            bool shouldEnd = number < posts.Count - 1 || !_full[account];
            if (ended != shouldEnd)
                faults.Add($"{SeatFleet.Name(account)}: stuck, message {number + 1} of {posts.Count} shows \"{texts[^1]}\"");
            // An edit that is repeated does no harm; one that goes back does.
            if (texts.SkipWhile(text => text == texts[0]).Contains(texts[0]))
                faults.Add($"{SeatFleet.Name(account)}: out of order, message {number + 1} was edited back");
        }

        return faults;
    }

    private ILookup<string, ChatCall> Files() => came().ToLookup(call => SeatFleet.NameIn(call.Text), StringComparer.Ordinal);
}
