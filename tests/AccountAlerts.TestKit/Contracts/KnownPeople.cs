using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.TestKit.Contracts;

/// <summary>What a store should know of people after imports, worked out in the plainest way.</summary>
public sealed class KnownPeople
{
    private readonly Dictionary<(string Account, string Id), Known> _people = [];

    /// <param name="day">The day of the import.</param>
    public void Take(IReadOnlyList<PersonRow> rows, bool usage, DateOnly day)
    {
        foreach (var person in rows.GroupBy(row => (row.Account, row.Person)))
        {
            if (!_people.TryGetValue(person.Key, out Known? known))
                _people[person.Key] = known = new Known();
            if (usage)
                continue;
            string? role = person.Select(row => row.Role).LastOrDefault(word => word is not null) ?? known.Role;
            string? department = person.Select(row => row.Department).LastOrDefault(word => word is not null) ?? known.Department;
            known.Name = person.Select(row => row.Name).LastOrDefault(word => word is not null) ?? known.Name;
            known.Email = person.Select(row => row.Email).LastOrDefault(word => word is not null) ?? known.Email;
            known.FirstSeen = person.Select(row => row.FirstSeen).LastOrDefault(date => date is not null) ?? known.FirstSeen;
            known.DeactivatedOn = person.Select(row => row.DeactivatedOn).LastOrDefault(date => date is not null) ?? known.DeactivatedOn;
            if (!known.IsNamed || role != known.Role || department != known.Department)
            {
                // The first import counts as always true; a later one of the same day replaces what that day said.
                DateOnly from = known.IsNamed ? day : DateOnly.MinValue;
                known.Course.RemoveAll(version => version.From == from);
                known.Course.Add((from, role, department));
            }

            (known.IsNamed, known.Role, known.Department) = (true, role, department);
        }
    }

    /// <summary>Everybody of an account as lines, in ordinal order.</summary>
    public IReadOnlyList<string> Of(string account) =>
    [
        .. _people.Where(pair => pair.Key.Account == account).Select(pair => Show(
            pair.Key.Id, pair.Value.Name, pair.Value.Email, pair.Value.FirstSeen, pair.Value.DeactivatedOn,
            pair.Value.Course.Count == 0 ? [(DateOnly.MinValue, null, null)] : pair.Value.Course)).Order(StringComparer.Ordinal),
    ];

    public static IReadOnlyList<string> Show(IEnumerable<Person> people) =>
    [
        .. people.Select(person => Show(
            person.PersonId, person.Name, person.Email, person.FirstSeen, person.DeactivatedOn,
            person.Versions.Select(version => (version.EffectiveOn, Word(version.Role), version.Department)))).Order(StringComparer.Ordinal),
    ];

    private static string? Word(PersonRole? role) => role switch
    {
        PersonRole.PowerUser => "power_user",
        null => null,
        _ => role.Value.ToString().ToLowerInvariant(),
    };

    private static string Show(string id, string? name, string? email, DateOnly? first, DateOnly? gone, IEnumerable<(DateOnly From, string? Role, string? Department)> course) =>
        FormattableString.Invariant($"{id} {name} {email} {first:O} {gone:O} {string.Join(';', course.Select(version => FormattableString.Invariant($"{version.From:O} {version.Role} {version.Department}")))}");

    private sealed class Known
    {
        public bool IsNamed { get; set; }

        public string? Name { get; set; }

        public string? Email { get; set; }

        public string? Role { get; set; }

        public string? Department { get; set; }

        public DateOnly? FirstSeen { get; set; }

        public DateOnly? DeactivatedOn { get; set; }

        public List<(DateOnly From, string? Role, string? Department)> Course { get; } = [];
    }
}
