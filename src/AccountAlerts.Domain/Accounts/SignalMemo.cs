using AccountAlerts.Domain.Signals;

namespace AccountAlerts.Domain.Accounts;

/// <summary>Values already worked out for one subject, by the signals' place in the catalogue.</summary>
internal sealed class SignalMemo(SignalContext context)
{
    private SignalValue[]? _values;
    private ulong _known;

    public SignalValue Read(Signal signal)
    {
        int index = signal.Index;
        if (_values is null || index >= _values.Length)
            Array.Resize(ref _values, Math.Max(index + 1, SignalCatalogue.All.Count));

        // The first 64 signals are flagged in one word; later ones carry their own mark, since a value worked out always has a note or is present.
        ulong bit = index < 64 ? 1UL << index : 0;
        if ((_known & bit) != 0 || (bit == 0 && (_values[index].Present || _values[index].Note is not null)))
            return _values[index];

        var value = signal.Compute(context);
        _values[index] = value;
        _known |= bit;
        return value;
    }
}
