using System.Numerics;

namespace AccountAlerts.Domain.Accounts;

/// <summary>A stretch of ages as bits over the words that a person has; ages beyond them are days without use.</summary>
internal readonly ref struct DayWindow
{
    private readonly ReadOnlySpan<ulong> _masks;
    private readonly int _first;

    /// <param name="from">The youngest age.</param>
    /// <param name="words">Words per person.</param>
    /// <param name="masks">Room for them.</param>
    public DayWindow(int from, int days, int words, Span<ulong> masks)
    {
        _first = from >> 6;
        int last = Math.Min(words - 1, (from + days - 1) >> 6);
        for (int word = _first; word <= last; word++)
            masks[word] = Below(from + days - (word << 6)) & ~Below(from - (word << 6));
        _masks = last < _first || days <= 0 ? [] : masks[..(last + 1)];
    }

    /// <param name="bits">One person's words; more may follow.</param>
    public bool Meets(ReadOnlySpan<ulong> bits)
    {
        for (int word = _first; word < _masks.Length; word++)
        {
            if ((bits[word] & _masks[word]) != 0)
                return true;
        }

        return false;
    }

    /// <summary>How many of the days are marked.</summary>
    public int Count(ReadOnlySpan<ulong> bits)
    {
        int count = 0;
        for (int word = _first; word < _masks.Length; word++)
            count += BitOperations.PopCount(bits[word] & _masks[word]);
        return count;
    }

    private static ulong Below(int bits) => bits <= 0 ? 0 : bits >= 64 ? ulong.MaxValue : (1UL << bits) - 1;
}
