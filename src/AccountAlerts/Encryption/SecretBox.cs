using AccountAlerts.Engine;

namespace AccountAlerts.Encryption;

/// <summary>Seals with the key in force and opens what it or the one before has sealed.</summary>
/// <param name="ask">Asks for the secret in force, once, when it is needed first.</param>
/// <param name="former">Null without one.</param>
public sealed class SecretBox(Func<string> ask, string? former) : ISecretBox
{
    private readonly Lazy<SealingKey> _current = new(() => new SealingKey(ask()));
    private readonly SealingKey? _former = former is { Length: > 0 } ? new SealingKey(former) : null;

    public string Seal(string purpose, string secret) => _current.Value.Seal(purpose, secret);

    public string? Open(string purpose, string text) => _current.Value.Open(purpose, text) ?? _former?.Open(purpose, text);

    /// <summary>True for what the key in force has sealed, and not the one before.</summary>
    internal bool IsCurrent(string purpose, string text) => _current.Value.Open(purpose, text) is not null;
}
