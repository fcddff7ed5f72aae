using AccountAlerts.Domain.Signals;

namespace AccountAlerts.Domain.Accounts;

/// <summary>Values already worked out for one subject, by the signals' place in the catalogue.</summary>
internal struct SignalMemo(SignalScope scope)
{
    // The catalogue lists the signals of one scope together; each scope remembers its own stretch.
    private readonly int _first = SignalCatalogue.FirstOf(scope);
    private readonly SignalValue[] _values = new SignalValue[SignalCatalogue.CountOf(scope)];
    private ulong _known;

    public SignalValue Read(Signal signal, SignalContext context)
    {
        int index = signal.Index - _first;
        if ((uint)index >= (uint)_values.Length)
            throw new ArgumentException($"{signal.Name} is not from the catalogue, or is about something else.", nameof(signal));

        // The catalogue checks that a scope has at most 64 signals.
        ulong bit = 1UL << index;
        if ((_known & bit) != 0)
            return _values[index];

        var value = signal.Compute(context);
        _values[index] = value;
        _known |= bit;
        return value;
    }
}
