using System.Buffers.Binary;
using System.Text;
using AccountAlerts.Engine.Ingestion;

namespace AccountAlerts.Storage.Facts;

/// <summary>Rows of cells as bytes: a kind, then the number or the length and the UTF-8 of the text.</summary>
internal static class StagedRows
{
    public static void Write(StagedBytes target, ReadOnlySpan<Cell> row)
    {
        int most = 0;
        foreach (Cell cell in row)
            most += 1 + Varint.MostBytes + (cell.Text is null ? sizeof(double) : Encoding.UTF8.GetMaxByteCount(cell.Text.Length));
        Span<byte> bytes = target.Reserve(most);
        int at = 0;
        foreach (Cell cell in row)
        {
            bytes[at++] = (byte)cell.Kind;
            if (cell.Kind == CellKind.Number)
            {
                BinaryPrimitives.WriteDoubleLittleEndian(bytes[at..], cell.Number);
                at += sizeof(double);
            }
            else if (cell.Text is { } text)
            {
                Varint.Write(bytes, ref at, (ulong)Encoding.UTF8.GetByteCount(text));
                at += Encoding.UTF8.GetBytes(text, bytes[at..]);
            }
        }

        target.Advance(at);
    }

    /// <summary>Reads one row into <paramref name="row"/>, all of whose cells are set.</summary>
    public static void Read(ReadOnlySpan<byte> bytes, ref int at, Span<Cell> row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            var kind = (CellKind)bytes[at++];
            if (kind == CellKind.Number)
            {
                row[i] = Cell.Of(BinaryPrimitives.ReadDoubleLittleEndian(bytes[at..]));
                at += sizeof(double);
            }
            else if (kind == CellKind.Text)
            {
                int length = (int)Varint.Read(bytes, ref at);
                row[i] = Cell.Of(Encoding.UTF8.GetString(bytes.Slice(at, length)));
                at += length;
            }
            else
            {
                row[i] = Cell.Empty;
            }
        }
    }
}
