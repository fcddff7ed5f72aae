using System.Buffers.Binary;
using System.Text;

namespace AccountAlerts.Storage.Facts;

/// <summary>Gives the same string for the same bytes, for columns with few different values: no allocation, no decoding.</summary>
internal sealed class TextCache
{
    private const int SlotBits = 10;

    private readonly (byte[] Bytes, string Text)[] _slots = new (byte[], string)[1 << SlotBits];

    public string this[ReadOnlySpan<byte> bytes]
    {
        get
        {
            ref (byte[] Bytes, string Text) slot = ref _slots[SlotOf(bytes)];
            if (slot.Bytes is null || !bytes.SequenceEqual(slot.Bytes))
                slot = (bytes.ToArray(), Encoding.UTF8.GetString(bytes));
            return slot.Text;
        }
    }

    // Eight bytes at a time: words and names of a few letters are asked for a dozen times an account.
    private static int SlotOf(ReadOnlySpan<byte> bytes)
    {
        ulong hash = (ulong)bytes.Length;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes)) * 0x9E3779B97F4A7C15;
        ulong rest = 0;
        foreach (byte b in bytes)
            rest = (rest << 8) | b;
        hash = (hash ^ rest) * 0x9E3779B97F4A7C15;
        return (int)(hash >> (64 - SlotBits));
    }
}
