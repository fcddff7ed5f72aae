using AccountAlerts.Domain.Signals;

namespace AccountAlerts.Domain.Accounts;

/// <summary>Values already worked out for one subject, by the signals' place in the catalogue.</summary>
internal struct SignalMemo(SignalScope scope)
{
    private const int FirstSize = 8;

    // The catalogue lists the signals of one scope together; each scope remembers its own stretch.
    private readonly int _first = SignalCatalogue.FirstOf(scope);
    private readonly int _scopeSize = SignalCatalogue.CountOf(scope);

    // Most subjects are asked for a few signals only: values stand in the order in which they were asked for.
    private SignalValue[] _values = [];
    private byte[]? _places;
    private int _count;
    private UInt128 _known;

    public SignalValue Read(Signal signal, SignalContext context)
    {
        int index = signal.Index - _first;
        if ((uint)index >= (uint)_scopeSize)
            throw new ArgumentException($"{signal.Name} is not from the catalogue, or is about something else.", nameof(signal));

        // The catalogue checks that a scope has at most 128 signals.
        var bit = UInt128.One << index;
        if ((_known & bit) != 0)
            return _values[_places![index]];

        var value = signal.Compute(context);
        // Others may have been worked out for it meanwhile.
        if (_count == _values.Length)
            Array.Resize(ref _values, Math.Min(_scopeSize, Math.Max(FirstSize, _count * 2)));
        _places ??= new byte[_scopeSize];
        _places[index] = (byte)_count;
        _values[_count++] = value;
        _known |= bit;
        return value;
    }
}
