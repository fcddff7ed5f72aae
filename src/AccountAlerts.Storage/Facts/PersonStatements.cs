using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Storage.Alerts;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>One person as stored, and what an import makes of them.</summary>
internal sealed class PersonRow(string personId, int ordinal)
{
    public string PersonId => personId;

    public int Ordinal => ordinal;

    public bool IsNew { get; init; }

    /// <summary>True once a people row named the person.</summary>
    public bool WasNamed { get; init; }

    public string? Name { get; set; }

    public string? Email { get; set; }

    /// <summary>The latest; <see cref="KnownRole"/> is what it was before the import.</summary>
    public string? Role { get; set; }

    public string? KnownRole { get; set; }

    public string? Department { get; set; }

    public string? KnownDepartment { get; set; }

    public long? FirstSeen { get; set; }

    public long? DeactivatedOn { get; set; }

    /// <summary>How many rows of the import named the person.</summary>
    public int Rows { get; set; }

    public bool Changed { get; set; }
}

/// <summary>Reads and writes the persons of one account after the other.</summary>
internal sealed class PersonStatements(FactWriter writer)
{
    private const string Columns = "id, person_id, named, name, email, role, department, first_seen, deactivated_on";

    // Finding one person means passing over everybody of the account, without taking more than the names from the rows.
    private const int LookedUpEach = 4;

    private readonly SqlStatement _load = writer.Prepare($"SELECT {Columns} FROM people WHERE id BETWEEN ? AND ?");
    private readonly SqlStatement _find = writer.Prepare($"SELECT {Columns} FROM people WHERE id BETWEEN ? AND ? AND person_id = ?");
    private readonly SqlStatement _last = writer.Prepare("SELECT coalesce(max(id), 0) FROM people WHERE id BETWEEN ? AND ?");
    private readonly SqlStatement _versions = writer.Prepare(
        "SELECT person, role, department FROM person_versions WHERE person BETWEEN ? AND ? ORDER BY person, effective_on");
    private readonly Dictionary<int, Dictionary<string, PersonRow>> _ahead = [];
    private readonly SqlStatement _insert = writer.Prepare(
        """
        INSERT INTO people (id, import, person_id, named, name, email, role, department, first_seen, deactivated_on)
        VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?)
        """);
    private readonly SqlStatement _update = writer.Prepare(
        "UPDATE people SET import = ?2, named = 1, name = ?3, email = ?4, first_seen = ?5, deactivated_on = ?6 WHERE id = ?1");
    private readonly SqlStatement _first = writer.Prepare("UPDATE people SET role = ?2, department = ?3 WHERE id = ?1");
    private readonly SqlStatement _version = writer.Prepare(
        """
        INSERT INTO person_versions (id, import, person, effective_on, role, department) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (person, effective_on) DO UPDATE SET import = excluded.import, role = excluded.role, department = excluded.department
        """);
    private long _nextVersion = writer.NextId("person_versions");

    /// <summary>Reads everybody of these accounts, each of which is loaded once.</summary>
    public void ReadAhead(IEnumerable<int> accounts)
    {
        _ahead.Clear();
        var byKey = new Dictionary<long, PersonRow>();
        int[] asked = [.. accounts];
        foreach (int account in asked)
            _ahead[account] = new Dictionary<string, PersonRow>(StringComparer.Ordinal);
        using (SqlStatement rows = Facts.ReadAhead.OfAccounts(
            writer.Session, "people", "r.id, r.person_id, r.named, r.name, r.email, r.role, r.department, r.first_seen, r.deactivated_on", asked))
        {
            while (rows.Step())
            {
                PersonRow person = Read(rows);
                _ahead[FactKeys.AccountOfRow(rows.Int64(0))][person.PersonId] = person;
                byKey[rows.Int64(0)] = person;
            }
        }

        using SqlStatement versions = writer.Session.Prepare($"""
            SELECT r.person, r.role, r.department FROM {FactKeys.RowsOfAccounts("person_versions").Replace("r.id", "r.person", StringComparison.Ordinal)}
            WHERE {writer.Session.Dialect.IsAmong("a.id", "?1")} ORDER BY r.person, r.effective_on
            """);
        for (versions.Bind(1, AlertJson.Write(asked)); versions.Step();)
        {
            if (byKey.TryGetValue(versions.Int64(0), out PersonRow? person))
                Follow(person, versions);
        }

        foreach (PersonRow person in byKey.Values)
            (person.KnownRole, person.KnownDepartment) = (person.Role, person.Department);
    }

    /// <summary>Everybody of an account of whom the import has a row, and whoever else was read with them.</summary>
    /// <param name="rows">The import's rows of the account.</param>
    public Dictionary<string, PersonRow> Load(int account, IReadOnlyList<Cell[]> rows, int personId)
    {
        if (_ahead.Remove(account, out Dictionary<string, PersonRow>? ahead))
            return ahead;
        var people = new Dictionary<string, PersonRow>(StringComparer.Ordinal);
        long first = FactKeys.Row(account, 0);
        long last = FactKeys.LastRow(account);
        if (rows.Count > LookedUpEach)
        {
            Take(_load.Bind(1, first).Bind(2, last), people);
        }
        else
        {
            foreach (Cell[] row in rows)
                Take(_find.Bind(1, first).Bind(2, last).Bind(3, row[personId].Text ?? ""), people);
        }

        if (people.Count > 0)
            LoadVersions(people.Values.ToDictionary(person => person.Ordinal), first, last);
        return people;
    }

    /// <summary>The ordinal of an account's next person.</summary>
    /// <param name="people">Those that were loaded.</param>
    public int NextOrdinal(int account, Dictionary<string, PersonRow> people)
    {
        int most = people.Count == 0 ? 0 : people.Values.Max(person => person.Ordinal);
        // What was read ahead is everybody.
        if (!writer.Session.IsRemote && _last.Bind(1, FactKeys.Row(account, 0)).Bind(2, FactKeys.LastRow(account)).Step())
            most = Math.Max(most, FactKeys.OrdinalOfRow(_last.Int64(0)));
        _last.Reset();
        return most + 1;
    }

    /// <returns>True if anything was written.</returns>
    public bool Save(int account, PersonRow person)
    {
        if (person.Rows == 0 || (!person.Changed && person.WasNamed))
            return false;
        long key = FactKeys.Row(account, person.Ordinal);
        if (person.IsNew)
        {
            _insert.Bind(1, key).Bind(2, writer.Import).Bind(3, person.PersonId).Bind(4, person.Name).Bind(5, person.Email)
                .Bind(6, person.Role).Bind(7, person.Department);
            Bind(_insert, 8, person.FirstSeen);
            Bind(_insert, 9, person.DeactivatedOn);
            _insert.Queue();
            return true;
        }

        _update.Bind(1, key).Bind(2, writer.Import).Bind(3, person.Name).Bind(4, person.Email);
        Bind(_update, 5, person.FirstSeen);
        Bind(_update, 6, person.DeactivatedOn);
        _update.Queue();
        if (!person.WasNamed)
            _first.Bind(1, key).Bind(2, person.Role).Bind(3, person.Department).Queue();
        else if (person.Role != person.KnownRole || person.Department != person.KnownDepartment)
            SaveVersion(key, person);
        return true;
    }

    private static void Take(SqlStatement rows, Dictionary<string, PersonRow> people)
    {
        while (rows.Step())
        {
            PersonRow person = Read(rows);
            people[person.PersonId] = person;
        }

        rows.Reset();
    }

    private static void Bind(SqlStatement statement, int parameter, long? value)
    {
        if (value is { } number)
            statement.Bind(parameter, number);
        else
            statement.BindNull(parameter);
    }

    private void LoadVersions(Dictionary<int, PersonRow> people, long first, long last)
    {
        _versions.Bind(1, first).Bind(2, last);
        while (_versions.Step())
        {
            if (people.TryGetValue(FactKeys.OrdinalOfRow(_versions.Int64(0)), out PersonRow? person))
                Follow(person, _versions);
        }

        _versions.Reset();
        foreach (PersonRow person in people.Values)
        {
            person.KnownRole = person.Role;
            person.KnownDepartment = person.Department;
        }
    }

    private static PersonRow Read(SqlStatement row) => new(row.Text(1), FactKeys.OrdinalOfRow(row.Int64(0)))
    {
        WasNamed = row.Int32(2) != 0,
        Name = row.TextOrNull(3),
        Email = row.TextOrNull(4),
        Role = row.TextOrNull(5),
        Department = row.TextOrNull(6),
        FirstSeen = row.Int64OrNull(7),
        DeactivatedOn = row.Int64OrNull(8),
    };

    private static void Follow(PersonRow person, SqlStatement version)
    {
        person.Role = version.TextOrNull(1) ?? person.Role;
        person.Department = version.TextOrNull(2) ?? person.Department;
    }

    private void SaveVersion(long key, PersonRow person) =>
        _version.Bind(1, _nextVersion++).Bind(2, writer.Import).Bind(3, key).Bind(4, writer.Day).Bind(5, person.Role).Bind(6, person.Department).Queue();
}
