using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.TestKit.Fakes;

/// <summary>What a chat platform does with a call.</summary>
public enum Wire
{
    Accept,

    /// <summary>Accepts, and the answer never comes.</summary>
    AcceptThenSilence,

    /// <summary>Accepts, and the connection breaks before the answer.</summary>
    AcceptThenReset,

    /// <summary>The connection breaks before the platform saw anything.</summary>
    Reset,
    TooMany,

    /// <summary>As <see cref="TooMany"/>, without a word of how long: ours is a guess.</summary>
    TooManyForNow,

    /// <summary>As <see cref="TooMany"/>, for the whole workspace.</summary>
    TooManyInAll,
    NoSuchConversation,
    BadToken,
    BadPayload,
    MessageGone,
}

/// <summary>A chat platform with a memory and a script; without a script it accepts everything.</summary>
public sealed class FakePlatform(string name = "fake") : IChatPlatform, IDeletesMessages
{
    private readonly Lock _gate = new();
    private readonly Queue<Wire> _script = new();
    private readonly List<FakeMessage> _messages = [];
    private readonly List<string> _calls = [];
    private readonly List<(string Key, string Text)> _shown = [];

    public string Name => name;

    public PlatformLimits Limits { get; set; } = PlatformLimits.None;

    /// <summary>What <see cref="Wire.TooMany"/> asks for.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether keys can be asked for.</summary>
    public bool CanFind { get; set; } = true;

    /// <summary>Runs before a send is accepted; a test can hold the call up here.</summary>
    public Func<OutboundMessage, Task> BeforeSend { get; set; } = _ => Task.CompletedTask;

    /// <summary>Everything that people can see, in the order of posting.</summary>
    public IReadOnlyList<FakeMessage> Messages
    {
        get
        {
            lock (_gate)
                return [.. _messages];
        }
    }

    /// <summary>Every call, in order: <c>send</c>, <c>edit</c> or <c>find</c>, and the key.</summary>
    public IReadOnlyList<string> Calls
    {
        get
        {
            lock (_gate)
                return [.. _calls];
        }
    }

    /// <summary>Every text that people could see, in the order in which it came to be shown.</summary>
    public IReadOnlyList<(string Key, string Text)> Shown
    {
        get
        {
            lock (_gate)
                return [.. _shown];
        }
    }

    public FakePlatform Then(params Wire[] script)
    {
        lock (_gate)
        {
            foreach (var wire in script)
                _script.Enqueue(wire);
        }

        return this;
    }

    /// <summary>From here on everything is accepted.</summary>
    public void Calm()
    {
        lock (_gate)
            _script.Clear();
    }

    public void Delete(string messageId)
    {
        lock (_gate)
            _messages.RemoveAll(message => message.Id == messageId);
    }

    public async Task<DeliveryOutcome> SendAsync(OutboundMessage message, CancellationToken cancellation)
    {
        await BeforeSend(message);
        return await AnswerAsync("send", message, Post, cancellation);

        string Post()
        {
            var posted = new FakeMessage($"m{_calls.Count}", message.Conversation, message.Key, message.Message, 0, message.ThreadId);
            _messages.Add(posted);
            _shown.Add((message.Key, message.Message.Text));
            return posted.Id;
        }
    }

    public Task<DeliveryOutcome> EditAsync(OutboundMessage message, string messageId, CancellationToken cancellation)
    {
        return AnswerAsync("edit", message, Edit, cancellation);

        string? Edit()
        {
            int index = _messages.FindIndex(known => known.Id == messageId);
            if (index < 0)
                return null;
            _messages[index] = _messages[index] with { Message = message.Message, Edits = _messages[index].Edits + 1 };
            _shown.Add((message.Key, message.Message.Text));
            return messageId;
        }
    }

    public Task<LookUp> FindAsync(Conversation conversation, string key, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _calls.Add($"find {key}");
            if (!CanFind)
                return Task.FromResult<LookUp>(new LookUp.CannotTell("history is closed"));
            string[] found = [.. _messages.Where(message => message.Conversation == conversation && message.Key == key).Select(message => message.Id)];
            return Task.FromResult<LookUp>(found.Length == 0 ? new LookUp.Absent() : new LookUp.Found(found[0]) { Copies = found[1..] });
        }
    }

    public Task<DeliveryOutcome> DeleteAsync(Conversation conversation, string messageId, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _calls.Add($"delete {messageId}");
            return Task.FromResult<DeliveryOutcome>(_messages.RemoveAll(message => message.Id == messageId) > 0
                ? new DeliveryOutcome.Delivered(messageId)
                : new DeliveryOutcome.MessageGone("message_not_found"));
        }
    }

    private async Task<DeliveryOutcome> AnswerAsync(string call, OutboundMessage message, Func<string?> accept, CancellationToken cancellation)
    {
        Wire wire;
        string? id = null;
        lock (_gate)
        {
            _calls.Add($"{call} {message.Key}");
            wire = _script.TryDequeue(out var next) ? next : Wire.Accept;
            if (wire is Wire.Accept or Wire.AcceptThenSilence or Wire.AcceptThenReset)
                id = accept();
        }

        switch (wire)
        {
            case Wire.AcceptThenSilence:
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
                break;
            case Wire.AcceptThenReset or Wire.Reset:
                throw new IOException("The connection was reset.");
        }

        return wire switch
        {
            Wire.TooMany => new DeliveryOutcome.RetryAfter(RetryAfter, "429"),
            Wire.TooManyForNow => new DeliveryOutcome.RetryAfter(RetryAfter, "429") { Guessed = true },
            Wire.TooManyInAll => new DeliveryOutcome.RetryAfter(RetryAfter, "429", Workspace: true),
            Wire.NoSuchConversation => new DeliveryOutcome.DestinationBroken("channel_not_found"),
            Wire.BadToken => new DeliveryOutcome.InstallationBroken("invalid_auth"),
            Wire.BadPayload => new DeliveryOutcome.PayloadBad("invalid_blocks"),
            Wire.MessageGone => new DeliveryOutcome.MessageGone("message_not_found"),
            _ => id is null ? new DeliveryOutcome.MessageGone("message_not_found") : new DeliveryOutcome.Delivered(id),
        };
    }
}

/// <summary>A message as the platform's users see it.</summary>
public sealed record FakeMessage(string Id, Conversation Conversation, string Key, Message Message, int Edits, string? ThreadId = null);
