using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;

namespace AccountAlerts.Sources.Demo;

/// <summary>Every row of a company as it was known at the end of a day, stream by stream. Usage has its own way: <see cref="UsageGenerator"/>.</summary>
internal sealed class DemoRows
{
    private readonly Dictionary<FactStream, Func<Company, int, IEnumerable<Row>>> _writers;

    public DemoRows(DemoCalendar calendar, UsageGenerator usage)
    {
        ProfileRows profile = new(calendar);
        CommercialRows commercial = new(calendar);
        PeopleRows people = new(calendar, usage);
        SupportRows support = new(calendar);
        RelationshipRows relationship = new(calendar);
        _writers = new()
        {
            [FactStream.Accounts] = profile.Account,
            [FactStream.AccountHistory] = profile.History,
            [FactStream.AccountTeam] = ProfileRows.Team,
            [FactStream.Contracts] = commercial.Contracts,
            [FactStream.Opportunities] = commercial.Opportunities,
            [FactStream.Invoices] = commercial.Invoices,
            [FactStream.Outcomes] = commercial.Outcomes,
            [FactStream.People] = people.People,
            [FactStream.Tickets] = support.Tickets,
            [FactStream.Feedback] = support.Feedback,
            [FactStream.Touchpoints] = relationship.Touchpoints,
            [FactStream.Milestones] = relationship.Milestones,
            [FactStream.Context] = relationship.Context,
            [FactStream.Said] = relationship.Said,
        };
    }

    /// <summary>The rows that a reader of day <paramref name="through"/> sees and a reader of day <paramref name="known"/> did not, or saw otherwise.</summary>
    /// <param name="known">Null: nothing was read before.</param>
    public IEnumerable<Cell[]> Changed(FactStream stream, Company company, int? known, int through)
    {
        Func<Company, int, IEnumerable<Row>> writer = _writers[stream];
        IEnumerable<Cell[]> rows = writer(company, through).Select(row => row.Cells());
        if (known is not { } before)
            return rows;
        HashSet<Cell[]> old = new(writer(company, before).Select(row => row.Cells()), RowComparer.Instance);
        return rows.Where(row => !old.Contains(row));
    }

    /// <summary>Our own side; the same on every day.</summary>
    public static IEnumerable<Cell[]> Team() => DemoTeammate.All.Select(teammate => new Row(FactStream.Team)
        .Set("email", teammate.Email).Set("name", teammate.Name).Set("role", teammate.Role).Set("manager_email", teammate.Manager)
        .Set("time_zone", teammate.TimeZone).Set("backup_email", teammate.Backup).Cells());

    private sealed class RowComparer : IEqualityComparer<Cell[]>
    {
        public static RowComparer Instance { get; } = new();

        public bool Equals(Cell[]? x, Cell[]? y) => x is not null && y is not null && x.AsSpan().SequenceEqual(y);

        public int GetHashCode(Cell[] obj)
        {
            HashCode hash = default;
            foreach (Cell cell in obj)
                hash.Add(cell);
            return hash.ToHashCode();
        }
    }
}
