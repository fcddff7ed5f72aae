using System.Text;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>Reads the persons of accounts in one pass.</summary>
internal sealed class PeopleReader : IDisposable
{
    private static readonly IReadOnlyList<PersonVersion> Nothing = [new(DateOnly.MinValue, null, null)];

    private readonly AccountCursor _people;
    private readonly SqlStatement _versions;
    private readonly TextCache _texts;
    // Most persons share the one version that says their role and department: one list stands for all of them.
    private readonly Dictionary<(PersonRole?, string?), IReadOnlyList<PersonVersion>> _firstVersions = [];
    private bool _anyVersions;

    public PeopleReader(SqlSession session, TextCache texts)
    {
        _texts = texts;
        _people = new AccountCursor(
            session, "people", "person_id, name, email, role, department, first_seen, deactivated_on", FactKeys.AccountOfRow);
        _versions = session.Prepare("SELECT person, effective_on, role, department FROM person_versions WHERE person BETWEEN ? AND ? ORDER BY person, effective_on");
    }

    public void Seek(int first, int last)
    {
        _people.Seek(FactKeys.Row(first, 0), FactKeys.LastRow(last));
        _versions.Reset().Bind(1, FactKeys.Row(first, 0)).Bind(2, FactKeys.LastRow(last));
        _anyVersions = _versions.Step();
    }

    public IReadOnlyList<Person> Read(int account)
    {
        if (!_people.IsAt(account))
            return [];
        var people = new List<Person>(16);
        for (; _people.IsAt(account); _people.Next())
        {
            SqlStatement row = _people.Row;
            people.Add(new Person(
                FactKeys.OrdinalOfRow(_people.Key), row.Text(1), row.TextOrNull(2), row.TextOrNull(3), Cells.Day(row.Int64OrNull(6)),
                Cells.Day(row.Int64OrNull(7)), Versions(_people.Key, Role(row.Bytes(4)), row.IsNull(5) ? null : _texts[row.Bytes(5)])));
        }

        return people;
    }

    public void Dispose()
    {
        _people.Dispose();
        _versions.Dispose();
    }

    public static PersonRole? Role(ReadOnlySpan<byte> word) => word switch
    {
        [] => null,
        _ when word.SequenceEqual("user"u8) => PersonRole.User,
        _ when word.SequenceEqual("champion"u8) => PersonRole.Champion,
        _ when word.SequenceEqual("executive"u8) => PersonRole.Executive,
        _ when word.SequenceEqual("admin"u8) => PersonRole.Admin,
        _ when word.SequenceEqual("power_user"u8) => PersonRole.PowerUser,
        _ => throw new InvalidDataException($"The store holds a person with the role '{Encoding.UTF8.GetString(word)}'."),
    };

    private IReadOnlyList<PersonVersion> Versions(long person, PersonRole? role, string? department)
    {
        if (!_firstVersions.TryGetValue((role, department), out IReadOnlyList<PersonVersion>? first))
        {
            first = role is null && department is null ? Nothing : [new PersonVersion(DateOnly.MinValue, role, department)];
            _firstVersions[(role, department)] = first;
        }

        while (_anyVersions && _versions.Int64(0) < person)
            _anyVersions = _versions.Step();
        if (!_anyVersions || _versions.Int64(0) != person)
            return first;
        List<PersonVersion> all = [.. first];
        for (; _anyVersions && _versions.Int64(0) == person; _anyVersions = _versions.Step())
            all.Add(new PersonVersion(Cells.Day(_versions.Int64(1)), Role(_versions.Bytes(2)), _versions.TextOrNull(3)));
        return all;
    }
}
