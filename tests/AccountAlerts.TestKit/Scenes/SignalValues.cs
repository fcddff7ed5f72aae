using AccountAlerts.Domain.Signals;

namespace AccountAlerts.TestKit.Scenes;

/// <summary>A reader that answers what it was told; every other signal is missing.</summary>
public sealed class SignalValues : ISignalReader
{
    private readonly Dictionary<string, SignalValue> _values = new(StringComparer.Ordinal);

    public SignalValues Set(string signal, double value) => Set(signal, SignalValue.Of(value));

    public SignalValues Set(string signal, SignalValue value)
    {
        _values[signal] = value;
        return this;
    }

    public SignalValue Read(Signal signal) => _values.TryGetValue(signal.Name, out var value) ? value : SignalValue.Missing("not told");
}
