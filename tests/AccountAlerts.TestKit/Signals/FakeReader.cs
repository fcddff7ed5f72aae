using AccountAlerts.Domain.Signals;

namespace AccountAlerts.TestKit.Signals;

/// <summary>Signals with the values that a test gives them; all others are missing. Counts what was asked.</summary>
public sealed class FakeReader : ISignalReader
{
    private readonly Dictionary<string, SignalValue> _values = new(StringComparer.Ordinal);

    public int Reads { get; private set; }

    public FakeReader With(string signal, double value, string? note = null) => With(signal, SignalValue.Of(value, note));

    public FakeReader With(string signal, bool value, string? note = null) => With(signal, SignalValue.Of(value, note));

    public FakeReader With(string signal, string word) => With(signal, SignalValue.Of(word));

    public FakeReader Without(string signal, string why = "not connected") => With(signal, SignalValue.Missing(why));

    public SignalValue Read(Signal signal)
    {
        Reads++;
        return _values.TryGetValue(signal.Name, out var value) ? value : SignalValue.Missing("not connected");
    }

    public FakeReader With(string signal, SignalValue value)
    {
        _values[signal] = value;
        return this;
    }
}
