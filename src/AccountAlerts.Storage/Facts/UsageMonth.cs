using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Storage.Facts;

/// <summary>
/// One month of one account's use, packed. A block is a list of series, ascending by metric, then person:
/// metric and person as varints, four bytes that say which days have a value (bit 0 is the 1st; bit 31 says how values are
/// written), then the values in day order: varints, or eight bytes each where not all are whole numbers from 0 to 2^53.
/// </summary>
internal static class UsageMonth
{
    public const int MostDays = 31;

    /// <summary>Bit of the day mask: values are raw doubles.</summary>
    internal const uint Doubles = 1u << 31;

    internal const double LargestWhole = 1L << 53;

    /// <summary>The month of a day as years since year 0 times 12 plus the month from 0, and the day number of its first day.</summary>
    public static int Of(int day, out int firstDay)
    {
        DateOnly date = DateOnly.FromDayNumber(day);
        firstDay = day - date.Day + 1;
        return (date.Year * 12) + date.Month - 1;
    }

    public static int FirstDay(int month) => new DateOnly(month / 12, (month % 12) + 1, 1).DayNumber;

    /// <summary>Appends a block's values to <paramref name="entries"/>, which grows as needed.</summary>
    // Optimised at once: a command that runs for a second would spend half of it in the JIT's first, slow version.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Unpack(ReadOnlySpan<byte> block, int month, ref UsageEntry[] entries, ref int count)
    {
        int firstDay = FirstDay(month);
        int at = 0;
        while (at < block.Length)
        {
            int metric = (int)Varint.Read(block, ref at);
            int person = (int)Varint.Read(block, ref at);
            uint days = BinaryPrimitives.ReadUInt32LittleEndian(block[at..]);
            at += sizeof(uint);
            bool doubles = (days & Doubles) != 0;
            days &= ~Doubles;
            if (count + MostDays > entries.Length)
                Array.Resize(ref entries, Math.Max(1024, entries.Length * 2));
            Span<UsageEntry> free = entries.AsSpan(count, MostDays);
            int used = 0;
            for (; days != 0; days &= days - 1)
            {
                double value;
                if (doubles)
                {
                    value = BinaryPrimitives.ReadDoubleLittleEndian(block[at..]);
                    at += sizeof(double);
                }
                else
                {
                    value = Varint.Read(block, ref at);
                }

                free[used++] = new UsageEntry(firstDay + BitOperations.TrailingZeroCount(days), person, metric, value);
            }

            count += used;
        }
    }
}
