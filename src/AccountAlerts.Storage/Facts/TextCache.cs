using System.Text;

namespace AccountAlerts.Storage.Facts;

/// <summary>Gives the same string for the same bytes, for columns with few different values: no allocation, no decoding.</summary>
internal sealed class TextCache
{
    private const int Slots = 1 << 10;

    private readonly (byte[] Bytes, string Text)[] _slots = new (byte[], string)[Slots];

    public string this[ReadOnlySpan<byte> bytes]
    {
        get
        {
            uint hash = 2166136261;
            foreach (byte b in bytes)
                hash = (hash ^ b) * 16777619;
            ref (byte[] Bytes, string Text) slot = ref _slots[hash % Slots];
            if (slot.Bytes is null || !bytes.SequenceEqual(slot.Bytes))
                slot = (bytes.ToArray(), Encoding.UTF8.GetString(bytes));
            return slot.Text;
        }
    }
}
