using AccountAlerts.TestKit.Receivers;

namespace AccountAlerts.Proofs.Load;

/// <summary>Answers every n-th request with 429, each message once, and counts who does not wait. The receiver asks one call at a time.</summary>
internal sealed class Refusals(int every)
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, DateTimeOffset> _notBefore = new(StringComparer.Ordinal);
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);
    private int _requests;

    public int Count => _refused.Count;

    /// <summary>Calls to a conversation whose wait was not over.</summary>
    public int Early { get; private set; }

    public WebhookReply Answer(WebhookCall call)
    {
        if (_notBefore.TryGetValue(call.Conversation, out var until) && call.At < until)
            Early++;
        if (++_requests % every != 0 || !_refused.Add(call.Key))
            return WebhookReply.Accept;
        _notBefore[call.Conversation] = call.At + Wait;
        return WebhookReply.TooMany((int)Wait.TotalSeconds);
    }
}
