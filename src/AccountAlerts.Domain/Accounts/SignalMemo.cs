using AccountAlerts.Domain.Signals;

namespace AccountAlerts.Domain.Accounts;

/// <summary>Values already worked out for one subject: by the signals' place in the catalogue, and by name for functions.</summary>
/// <param name="expected">How many signals of the catalogue will probably be asked for.</param>
internal struct SignalMemo(SignalScope scope, int expected = 8)
{
    // The catalogue lists the signals of one scope together; each scope remembers its own stretch.
    private readonly int _first = SignalCatalogue.FirstOf(scope);
    private readonly int _scopeSize = SignalCatalogue.CountOf(scope);

    // Most subjects are asked for a few signals only: values stand in the order in which they were asked for.
    private SignalValue[] _values = [];
    private byte[]? _places;
    private int _count;
    private Dictionary<string, SignalValue>? _functions;

    public SignalValue Read(Signal signal, SignalContext context)
    {
        if (signal.Index == Signal.NotInCatalogue)
            return ReadFunction(signal, context);
        int index = signal.Index - _first;
        if ((uint)index >= (uint)_scopeSize)
            throw new ArgumentException($"{signal.Name} is not from the catalogue, or is about something else.", nameof(signal));

        // Places count from 1, so that a fresh array knows nothing; the catalogue checks that a byte is enough.
        _places ??= new byte[_scopeSize];
        if (_places[index] is var place and > 0)
            return _values[place - 1];

        var value = signal.Compute(context);
        // Others may have been worked out for it meanwhile.
        if (_count == _values.Length)
            Array.Resize(ref _values, Math.Min(_scopeSize, Math.Max(expected, _count * 2)));
        _values[_count++] = value;
        _places[index] = (byte)_count;
        return value;
    }

    private SignalValue ReadFunction(Signal signal, SignalContext context)
    {
        _functions ??= new Dictionary<string, SignalValue>(StringComparer.Ordinal);
        if (!_functions.TryGetValue(signal.Name, out var value))
            _functions[signal.Name] = value = signal.Compute(context);
        return value;
    }
}
