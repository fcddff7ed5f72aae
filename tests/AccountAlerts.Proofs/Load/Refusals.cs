using AccountAlerts.Proofs.Chat;

namespace AccountAlerts.Proofs.Load;

/// <summary>Answers every n-th request with 429, each message once, and counts who does not wait.</summary>
internal sealed class Refusals(int every)
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, TimeSpan> _notBefore = new(StringComparer.Ordinal);
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);
    private int _requests;

    public int Count { get; private set; }

    public int Early { get; private set; }

    public ChatAnswer Answer(ChatCall call)
    {
        lock (_lock)
        {
            if (_notBefore.TryGetValue(call.Conversation, out var until) && call.At < until)
                Early++;
            if (++_requests % every != 0 || !_refused.Add(call.Key))
                return ChatAnswer.Take;
            Count++;
            _notBefore[call.Conversation] = call.At + Wait;
            return new ChatAnswer.TooMany((int)Wait.TotalSeconds);
        }
    }
}
