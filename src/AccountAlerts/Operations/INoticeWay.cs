using System.Security.Cryptography;
using System.Text;
using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Operations;

/// <summary>One thing to tell operations.</summary>
/// <param name="Key">The same finding has the same key; up to its first slash it names the kind.</param>
internal sealed record Notice(string Key, DateTimeOffset At, Message Message)
{
    public string Kind => Key.Split('/', 2)[0];

    /// <summary>Names this finding on this day, for receivers that drop what they have.</summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Key}\n{At.UtcDateTime:yyyy-MM-dd}")))[..32];
}

/// <summary>A way to operations that needs no chat platform.</summary>
internal interface INoticeWay
{
    /// <summary>Short and lasting: it is part of what is remembered.</summary>
    string Name { get; }

    /// <returns>False if it was surely or perhaps not taken; it is tried again.</returns>
    Task<bool> SendAsync(Notice notice, CancellationToken cancellation);
}
