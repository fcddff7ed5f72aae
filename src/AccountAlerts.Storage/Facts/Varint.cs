using System.Runtime.CompilerServices;

namespace AccountAlerts.Storage.Facts;

/// <summary>Whole numbers in as many bytes as they need, seven bits each, lowest first.</summary>
internal static class Varint
{
    public const int MostBytes = 10;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Read(ReadOnlySpan<byte> bytes, ref int at)
    {
        byte first = bytes[at++];
        return first < 0x80 ? first : ReadRest(bytes, ref at, first);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(Span<byte> bytes, ref int at, ulong value)
    {
        while (value >= 0x80)
        {
            bytes[at++] = (byte)(value | 0x80);
            value >>= 7;
        }

        bytes[at++] = (byte)value;
    }

    private static ulong ReadRest(ReadOnlySpan<byte> bytes, ref int at, byte first)
    {
        ulong value = first & 0x7Fu;
        for (int shift = 7; ; shift += 7)
        {
            byte next = bytes[at++];
            value |= (next & 0x7FUL) << shift;
            if (next < 0x80)
                return value;
        }
    }
}
