using System.Text;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>Packs the people of one account after the other out of their rows. Reusable.</summary>
internal sealed class PeopleBlockBuilder
{
    /// <summary>What <see cref="Add"/> reads of <c>people</c>, in this order.</summary>
    public const string PersonColumns = "r.id, r.person_id, r.name, r.email, r.role, r.department, r.first_seen, r.deactivated_on";

    /// <summary>What <see cref="Add"/> reads of <c>person_versions</c>, in this order.</summary>
    public const string VersionColumns = "r.person, r.effective_on, r.role, r.department";

    private byte[] _bytes = new byte[1024];
    private byte[] _versions = new byte[64];
    private int _count;

    public void Clear()
    {
        _bytes[0] = PeopleBlock.Format;
        _count = 1;
    }

    /// <param name="person">On a row of the next person.</param>
    /// <param name="versions">On the first row of theirs or of somebody after them; it is led past their rows.</param>
    /// <param name="any">Whether <paramref name="versions"/> is on a row.</param>
    public void Add(SqlStatement person, SqlStatement versions, ref bool any)
    {
        long key = person.Int64(0);
        int ofVersions = Versions(key, versions, ref any, out int count);
        int known = (person.IsNull(2) ? 0 : PeopleBlock.HasName) | (person.IsNull(3) ? 0 : PeopleBlock.HasEmail) | (person.IsNull(5) ? 0 : PeopleBlock.HasDepartment)
            | (person.IsNull(6) ? 0 : PeopleBlock.HasFirstSeen) | (person.IsNull(7) ? 0 : PeopleBlock.HasDeactivated) | (count == 0 ? 0 : PeopleBlock.HasVersions);
        Number(ref _bytes, ref _count, (ulong)FactKeys.OrdinalOfRow(key));
        Byte(ref _bytes, ref _count, (byte)known);
        Byte(ref _bytes, ref _count, PeopleBlock.CodeOf(Role(person.Bytes(4))));
        Text(ref _bytes, ref _count, person.Bytes(1));
        if (!person.IsNull(2))
            Text(ref _bytes, ref _count, person.Bytes(2));
        if (!person.IsNull(3))
            Text(ref _bytes, ref _count, person.Bytes(3));
        if (!person.IsNull(5))
            Text(ref _bytes, ref _count, person.Bytes(5));
        if (!person.IsNull(6))
            Day(ref _bytes, ref _count, person.Int64(6));
        if (!person.IsNull(7))
            Day(ref _bytes, ref _count, person.Int64(7));
        if (count == 0)
            return;
        Number(ref _bytes, ref _count, (ulong)count);
        Raw(ref _bytes, ref _count, _versions.AsSpan(0, ofVersions));
    }

    /// <summary>The packed block; valid until the builder is used again.</summary>
    public ReadOnlySpan<byte> Pack() => _bytes.AsSpan(0, _count);

    private static PersonRole? Role(ReadOnlySpan<byte> word) => word switch
    {
        [] => null,
        _ when word.SequenceEqual("user"u8) => PersonRole.User,
        _ when word.SequenceEqual("champion"u8) => PersonRole.Champion,
        _ when word.SequenceEqual("executive"u8) => PersonRole.Executive,
        _ when word.SequenceEqual("admin"u8) => PersonRole.Admin,
        _ when word.SequenceEqual("power_user"u8) => PersonRole.PowerUser,
        _ => throw new InvalidDataException($"The store holds a person with the role '{Encoding.UTF8.GetString(word)}'."),
    };

    /// <returns>How many bytes they take.</returns>
    private int Versions(long person, SqlStatement versions, ref bool any, out int count)
    {
        count = 0;
        int written = 0;
        for (; any && versions.Int64(0) <= person; any = versions.Step())
        {
            // Nobody's, where a person is gone from the rows.
            if (versions.Int64(0) < person)
                continue;
            count++;
            Day(ref _versions, ref written, versions.Int64(1));
            Byte(ref _versions, ref written, versions.IsNull(3) ? (byte)0 : PeopleBlock.HasDepartment);
            Byte(ref _versions, ref written, PeopleBlock.CodeOf(Role(versions.Bytes(2))));
            if (!versions.IsNull(3))
                Text(ref _versions, ref written, versions.Bytes(3));
        }

        return written;
    }

    private static void Day(ref byte[] bytes, ref int count, long day) => Number(ref bytes, ref count, (ulong)Cells.Day(day).DayNumber);

    private static void Text(ref byte[] bytes, ref int count, ReadOnlySpan<byte> text)
    {
        Number(ref bytes, ref count, (ulong)text.Length);
        Raw(ref bytes, ref count, text);
    }

    private static void Number(ref byte[] bytes, ref int count, ulong number)
    {
        Reserve(ref bytes, count, Varint.MostBytes);
        Varint.Write(bytes, ref count, number);
    }

    private static void Byte(ref byte[] bytes, ref int count, byte value)
    {
        Reserve(ref bytes, count, 1);
        bytes[count++] = value;
    }

    private static void Raw(ref byte[] bytes, ref int count, ReadOnlySpan<byte> text)
    {
        Reserve(ref bytes, count, text.Length);
        text.CopyTo(bytes.AsSpan(count));
        count += text.Length;
    }

    private static void Reserve(ref byte[] bytes, int count, int more)
    {
        if (bytes.Length - count < more)
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, count + more));
    }
}
