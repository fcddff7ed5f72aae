using System.Text;
using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Storage.Facts;

/// <summary>
/// Everybody of one account, packed: a byte for the format, then for each person, ascending by ordinal, the ordinal, a byte that says what is
/// known of them, a byte for the role, and what is known: id, name, address, department, the day first seen, the day they left, and later roles
/// and departments, each with its day. Numbers are varints, texts are UTF-8 behind their length.
/// </summary>
internal static class PeopleBlock
{
    internal const byte Format = 1;

    // What is known of a person.
    internal const byte HasName = 1;
    internal const byte HasEmail = 2;
    internal const byte HasDepartment = 4;
    internal const byte HasFirstSeen = 8;
    internal const byte HasDeactivated = 16;
    internal const byte HasVersions = 32;

    /// <exception cref="InvalidDataException">The block is of a format that this version does not know, or damaged.</exception>
    public static List<Person> Read(ReadOnlySpan<byte> block, FirstVersions versions, TextCache texts)
    {
        if (block.IsEmpty || block[0] != Format)
            throw new InvalidDataException($"The store holds people in a format that begins with {Convert.ToHexString(block[..Math.Min(1, block.Length)])}; this version knows {Format:X2} only.");
        var people = new List<Person>(24);
        for (int at = 1; at < block.Length;)
        {
            int ordinal = (int)Varint.Read(block, ref at);
            byte known = block[at++];
            PersonRole? role = RoleOf(block[at++]);
            string id = Encoding.UTF8.GetString(Text(block, ref at));
            string? name = (known & HasName) == 0 ? null : Encoding.UTF8.GetString(Text(block, ref at));
            string? email = (known & HasEmail) == 0 ? null : Encoding.UTF8.GetString(Text(block, ref at));
            string? department = (known & HasDepartment) == 0 ? null : texts[Text(block, ref at)];
            DateOnly? firstSeen = (known & HasFirstSeen) == 0 ? null : Day(block, ref at);
            DateOnly? deactivated = (known & HasDeactivated) == 0 ? null : Day(block, ref at);
            IReadOnlyList<PersonVersion> course = versions.Of(role, department);
            if ((known & HasVersions) != 0)
                course = Versions(course, block, ref at, texts);
            people.Add(new Person(ordinal, id, name, email, firstSeen, deactivated, course));
        }

        return people;
    }

    /// <summary>0 for none.</summary>
    internal static byte CodeOf(PersonRole? role) => role is { } given ? (byte)(given + 1) : (byte)0;

    private static PersonRole? RoleOf(byte code) => code switch
    {
        0 => null,
        <= (byte)PersonRole.Champion + 1 => (PersonRole)(code - 1),
        _ => throw new InvalidDataException($"The store holds a person with a role of the number {code}."),
    };

    private static List<PersonVersion> Versions(IReadOnlyList<PersonVersion> first, ReadOnlySpan<byte> block, ref int at, TextCache texts)
    {
        int count = (int)Varint.Read(block, ref at);
        var versions = new List<PersonVersion>(first.Count + count);
        versions.AddRange(first);
        for (; count > 0; count--)
        {
            DateOnly day = Day(block, ref at);
            byte known = block[at++];
            PersonRole? role = RoleOf(block[at++]);
            versions.Add(new PersonVersion(day, role, (known & HasDepartment) == 0 ? null : texts[Text(block, ref at)]));
        }

        return versions;
    }

    private static DateOnly Day(ReadOnlySpan<byte> block, ref int at) => Cells.Day((long)Varint.Read(block, ref at));

    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> block, ref int at)
    {
        int length = (int)Varint.Read(block, ref at);
        at += length;
        return block.Slice(at - length, length);
    }
}

/// <summary>Most persons share the one version that says their role and department: one list stands for all of them.</summary>
internal sealed class FirstVersions
{
    private static readonly IReadOnlyList<PersonVersion> Nothing = [new(DateOnly.MinValue, null, null)];

    // A place for each role and one for none.
    private readonly Dictionary<string, IReadOnlyList<PersonVersion>>[] _known =
        [.. Enumerable.Range(0, (int)PersonRole.Champion + 2).Select(_ => new Dictionary<string, IReadOnlyList<PersonVersion>>(StringComparer.Ordinal))];

    private readonly IReadOnlyList<PersonVersion>?[] _withoutDepartment = new IReadOnlyList<PersonVersion>?[(int)PersonRole.Champion + 2];

    public IReadOnlyList<PersonVersion> Of(PersonRole? role, string? department)
    {
        int place = PeopleBlock.CodeOf(role);
        if (department is null)
            return _withoutDepartment[place] ??= role is null ? Nothing : [new PersonVersion(DateOnly.MinValue, role, null)];
        if (!_known[place].TryGetValue(department, out IReadOnlyList<PersonVersion>? first))
            _known[place][department] = first = [new PersonVersion(DateOnly.MinValue, role, department)];
        return first;
    }
}
