using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace AccountAlerts.Storage.Facts;

/// <summary>Gathers the values of one account's month in any order and packs them. What is added later replaces what was added before. Reusable.</summary>
internal sealed class UsageMonthBuilder
{
    // metric (27 bits), person (32 bits), day of the month (5 bits): ascending keys are the order of a packed block.
    private const int DayBits = 5;
    private const int PersonBits = 32;

    private ulong[] _keys = new ulong[256];
    private int[] _order = new int[256];
    private double[] _values = new double[256];
    private byte[] _packed = new byte[1024];
    private int _count;

    /// <summary>How many values of the last <see cref="Pack"/> were replaced by later ones.</summary>
    public int Replaced { get; private set; }

    /// <summary>The days that have a value in any series of the last <see cref="Pack"/>; bit 0 is the 1st.</summary>
    public uint Days { get; private set; }

    public void Clear() => _count = 0;

    /// <param name="day">Day of the month from 0.</param>
    public void Add(int metric, int person, int day, double value)
    {
        if (_count == _keys.Length)
            Grow();
        _keys[_count] = ((ulong)(uint)metric << (PersonBits + DayBits)) | ((ulong)(uint)person << DayBits) | (uint)day;
        _values[_count++] = value;
    }

    /// <summary>Adds every value of a packed block, by other numbers for metrics and persons where they are given.</summary>
    public void Add(ReadOnlySpan<byte> block, ReadOnlySpan<int> metrics = default, ReadOnlySpan<int> persons = default)
    {
        int at = 0;
        while (at < block.Length)
        {
            int metric = (int)Varint.Read(block, ref at);
            int person = (int)Varint.Read(block, ref at);
            uint days = BinaryPrimitives.ReadUInt32LittleEndian(block[at..]);
            at += sizeof(uint);
            bool doubles = (days & UsageMonth.Doubles) != 0;
            metric = metrics.IsEmpty ? metric : metrics[metric];
            person = persons.IsEmpty ? person : persons[person];
            for (days &= ~UsageMonth.Doubles; days != 0; days &= days - 1)
            {
                double value = doubles ? ReadDouble(block, ref at) : Varint.Read(block, ref at);
                Add(metric, person, BitOperations.TrailingZeroCount(days), value);
            }
        }
    }

    /// <summary>The packed block; valid until the builder is used again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<byte> Pack()
    {
        Sort();
        Days = 0;
        int written = 0;
        for (int first = 0; first < _count;)
        {
            ulong series = _keys[first] >> DayBits;
            int end = first;
            uint days = 0;
            bool whole = true;
            while (end < _count && _keys[end] >> DayBits == series)
            {
                days |= 1u << (int)(_keys[end] & ((1 << DayBits) - 1));
                double value = _values[_order[end]];
                // The comparison of bits keeps -0 apart from 0.
                whole &= value >= 0 && value <= UsageMonth.LargestWhole && 
                    BitConverter.DoubleToInt64Bits((ulong)value) == BitConverter.DoubleToInt64Bits(value);
                end++;
            }

            Days |= days;
            Write(series, whole ? days : days | UsageMonth.Doubles, first, end, ref written);
            first = end;
        }

        return _packed.AsSpan(0, written);
    }

    private static double ReadDouble(ReadOnlySpan<byte> block, ref int at)
    {
        at += sizeof(double);
        return BinaryPrimitives.ReadDoubleLittleEndian(block[(at - sizeof(double))..]);
    }

    /// <summary>Sorts by key and leaves the last of equal keys alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sort()
    {
        Replaced = 0;
        for (int i = 0; i < _count; i++)
            _order[i] = i;
        Array.Sort(_keys, _order, 0, _count);
        int kept = 0;
        for (int i = 0; i < _count; i++)
        {
            if (kept == 0 || _keys[i] != _keys[kept - 1])
            {
                _keys[kept] = _keys[i];
                _order[kept++] = _order[i];
            }
            else
            {
                // The sort is not stable: arrival decides, not position.
                _order[kept - 1] = Math.Max(_order[kept - 1], _order[i]);
                Replaced++;
            }
        }

        _count = kept;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Write(ulong series, uint days, int first, int end, ref int written)
    {
        int most = (2 * Varint.MostBytes) + sizeof(uint) + ((end - first) * Varint.MostBytes);
        if (written + most > _packed.Length)
            Array.Resize(ref _packed, Math.Max(written + most, _packed.Length * 2));
        Span<byte> target = _packed;
        Varint.Write(target, ref written, series >> PersonBits);
        Varint.Write(target, ref written, series & ((1UL << PersonBits) - 1));
        BinaryPrimitives.WriteUInt32LittleEndian(target[written..], days);
        written += sizeof(uint);
        for (int i = first; i < end; i++)
        {
            double value = _values[_order[i]];
            if ((days & UsageMonth.Doubles) == 0)
            {
                Varint.Write(target, ref written, (ulong)value);
            }
            else
            {
                BinaryPrimitives.WriteDoubleLittleEndian(target[written..], value);
                written += sizeof(double);
            }
        }
    }

    private void Grow()
    {
        Array.Resize(ref _keys, _count * 2);
        Array.Resize(ref _values, _count * 2);
        Array.Resize(ref _order, _count * 2);
    }
}
