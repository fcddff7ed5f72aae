namespace AccountAlerts.TestKit.Receivers;

/// <summary>The receiver's memory: every call and every message.</summary>
internal sealed class WebhookLedger
{
    private readonly Lock _gate = new();
    private readonly List<WebhookCall> _calls = [];
    private readonly List<WebhookMessage> _messages = [];
    private readonly Dictionary<(string Workspace, string Conversation, string Key), List<int>> _byKey = [];
    private readonly Dictionary<string, int> _byId = new(StringComparer.Ordinal);
    private long _forged;
    private long _malformed;
    private long _doubled;

    public IReadOnlyList<WebhookCall> Calls => Under(() => _calls.ToArray());

    public IReadOnlyList<WebhookMessage> Messages => Under(() => _messages.ToArray());

    public WebhookCounts Counts => Under(() => new WebhookCounts(
        _calls.LongCount(call => call.Verb == WebhookVerb.Post), _calls.LongCount(call => call.Verb == WebhookVerb.Edit),
        _calls.LongCount(call => call.Verb == WebhookVerb.LookUp),
        _calls.LongCount(call => call is { Verb: WebhookVerb.Post, Accepted: true, Repeat: false }),
        _calls.LongCount(call => call is { Verb: WebhookVerb.Post, Repeat: true }), _doubled,
        _calls.LongCount(call => !call.Accepted && call.Verb != WebhookVerb.LookUp), _forged, _malformed,
        _messages.Count == 0 ? null : _messages[0].PostedAt, _messages.Count == 0 ? null : _messages[^1].PostedAt));

    public void Forged() => Interlocked.Increment(ref _forged);

    public void Malformed() => Interlocked.Increment(ref _malformed);

    /// <summary>Decides and keeps in one step, so that two posts of one key at once are still one message.</summary>
    /// <param name="script">Asked once per call, in the order of arrival.</param>
    /// <returns>The message's id, the oldest one's of a key; null if there is none to name. Younger ones are named to a look-up only.</returns>
    public (WebhookReply Reply, string? Id, IReadOnlyList<string> Copies) Take(
        WebhookRequest request, Func<WebhookCall, WebhookReply> script, bool idempotent, bool bodies, DateTimeOffset now)
    {
        lock (_gate)
        {
            var call = new WebhookCall(
                _calls.Count + 1, request.Verb, request.Key, request.Workspace, request.Conversation, request.Thread, request.MessageId,
                request.Text, false, request.Verb == WebhookVerb.Post && _byKey.ContainsKey(Place(request)), 0, now);
            var reply = script(call);
            string? id = request.Verb switch
            {
                WebhookVerb.LookUp => _byKey.TryGetValue(Place(request), out var found) ? _messages[found[0]].Id : null,
                _ when !reply.Accepts => null,
                WebhookVerb.Post => Post(request, idempotent, bodies, now),
                _ => Edit(request, bodies),
            };
            if (id is null && reply is { Accepts: true, End: WebhookEnd.Answer, Status: 200 })
                reply = reply with { Accepts = false, Status = 404 };
            _calls.Add(call with
            {
                MessageId = id ?? request.MessageId,
                Accepted = reply.Accepts && id is not null,
                Status = reply.End == WebhookEnd.Answer ? reply.Status : 0,
            });
            return (reply, id, request.Verb == WebhookVerb.LookUp && id is not null ? [.. _byKey[Place(request)].Skip(1).Select(copy => _messages[copy].Id)] : []);
        }
    }

    /// <summary>As if a person deleted it.</summary>
    public void Delete(string id)
    {
        lock (_gate)
        {
            if (!_byId.Remove(id, out int index))
                return;
            var message = _messages[index];
            var place = (message.Workspace, message.Conversation, message.Key);
            _byKey[place].Remove(index);
            if (_byKey[place].Count == 0)
                _byKey.Remove(place);
            _messages[index] = message with { Id = "" };
        }
    }

    private string Post(WebhookRequest request, bool idempotent, bool bodies, DateTimeOffset now)
    {
        if (!_byKey.TryGetValue(Place(request), out var known))
            _byKey[Place(request)] = known = [];
        else if (idempotent)
            return _messages[known[0]].Id;
        else
            _doubled++;

        string id = $"m{_messages.Count + 1}";
        known.Add(_messages.Count);
        _byId[id] = _messages.Count;
        _messages.Add(new WebhookMessage(
            id, request.Key, request.Workspace, request.Conversation, request.Thread, bodies ? request.Message : default, 0, now));
        return id;
    }

    private string? Edit(WebhookRequest request, bool bodies)
    {
        if (request.MessageId is not { } id || !_byId.TryGetValue(id, out int index))
            return null;
        var message = _messages[index];
        _messages[index] = message with { Json = bodies ? request.Message : default, Edits = message.Edits + 1 };
        return id;
    }

    private static (string Workspace, string Conversation, string Key) Place(WebhookRequest request) =>
        (request.Workspace, request.Conversation, request.Key);

    private T Under<T>(Func<T> read)
    {
        lock (_gate)
            return read();
    }
}
