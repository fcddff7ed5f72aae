using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>
/// Takes people rows. A cell that is not empty replaces what is stored; role and department of a person's first row count as
/// always true, later ones from the day of their import; each <c>last_seen</c> is kept as a sighting of that day.
/// </summary>
internal sealed class PeopleImport(SqlDatabase database, FactStoreOptions options, ImportHeader header)
    : GroupedImport(database, options, header)
{
    private static readonly StreamContract People = FactContract.Of(FactStream.People);
    private static readonly int PersonId = People.IndexOf("person_id");
    private static readonly int Name = People.IndexOf("name");
    private static readonly int Email = People.IndexOf("email");
    private static readonly int Role = People.IndexOf("role");
    private static readonly int Department = People.IndexOf("department");
    private static readonly int FirstSeen = People.IndexOf("first_seen");
    private static readonly int LastSeen = People.IndexOf("last_seen");
    private static readonly int DeactivatedOn = People.IndexOf("deactivated_on");

    private readonly UsageMonthBuilder _month = new();
    private PersonStatements? _statements;

    protected override bool NamesAccounts => false;

    protected override void Begin(FactWriter writer) => _statements = new PersonStatements(writer);

    protected override void ReadAhead(FactWriter writer, int[] accounts)
    {
        _statements?.ReadAhead(accounts);
        writer.Usage.ReadAhead(accounts, 0, UsageMonth.Of(DateOnly.MaxValue.DayNumber, out _));
    }

    protected override long WriteAccount(FactWriter writer, int account, IReadOnlyList<Cell[]> rows)
    {
        PersonStatements statements = _statements ?? throw new InvalidOperationException("The import has not begun to write.");
        Dictionary<string, PersonRow> people = statements.Load(account, rows, PersonId);
        int next = 0;
        var sightings = new List<(int Day, int Person)>();
        long repeated = 0;
        foreach (Cell[] row in rows)
        {
            string id = row[PersonId].Text ?? "";
            if (!people.TryGetValue(id, out PersonRow? person))
            {
                next = next == 0 ? statements.NextOrdinal(account, people) : next + 1;
                people[id] = person = new PersonRow(id, next) { IsNew = true };
            }

            repeated += person.Rows++ > 0 ? 1 : 0;
            Take(person, row);
            if (row[LastSeen].Kind == CellKind.Number)
                sightings.Add((Cells.Day((long)row[LastSeen].Number).DayNumber, person.Ordinal));
        }

        foreach (PersonRow person in people.Values)
        {
            if (!statements.Save(account, person))
                continue;
            writer.Changed.Add(account);
            writer.ChangedPeople.Add(account);
        }

        WriteSightings(writer, account, sightings);
        return repeated;
    }

    private static void Take(PersonRow person, Cell[] row)
    {
        person.Name = Newer(person.Name, row[Name].Text, person);
        person.Email = Newer(person.Email, row[Email].Text, person);
        person.FirstSeen = Newer(person.FirstSeen, Day(row[FirstSeen]), person);
        person.DeactivatedOn = Newer(person.DeactivatedOn, Day(row[DeactivatedOn]), person);
        person.Role = Newer(person.Role, row[Role].Text, person);
        person.Department = Newer(person.Department, row[Department].Text, person);
    }

    private static T? Newer<T>(T? stored, T? given, PersonRow person)
    {
        if (given is null || EqualityComparer<T>.Default.Equals(stored, given))
            return stored;
        person.Changed = true;
        return given;
    }

    private static long? Day(Cell cell) => cell.Kind == CellKind.Number ? (long)cell.Number : null;

    private void WriteSightings(FactWriter writer, int account, List<(int Day, int Person)> sightings)
    {
        sightings.Sort();
        for (int i = 0; i < sightings.Count;)
        {
            int month = UsageMonth.Of(sightings[i].Day, out int firstDay);
            _month.Clear();
            for (; i < sightings.Count && UsageMonth.Of(sightings[i].Day, out _) == month; i++)
                _month.Add(MetricTable.Sighting, sightings[i].Person, sightings[i].Day - firstDay, 1);
            writer.Usage.Merge(account, month, _month.Pack(), [], []);
        }
    }
}
