using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Sources.Demo;

/// <summary>Who works at a company, and when each was last seen.</summary>
internal sealed class PeopleRows(DemoCalendar calendar, UsageGenerator usage)
{
    public IEnumerable<Row> People(Company company, int through)
    {
        foreach (Member person in company.People)
        {
            if (person.FirstSeen > through)
                continue;
            int seen = usage.LastActive(company, person, through) ?? person.FirstSeen;
            yield return new Row(FactStream.People)
                .Set("account_id", company.Id).Set("person_id", person.Id).Set("name", person.Name).Set("email", person.Email)
                .Set("role", person.Role).Set("department", person.Department).Set("first_seen", calendar.Date(person.FirstSeen))
                .Set("last_seen", calendar.Date(seen))
                .Set("deactivated_on", person.Left <= through ? calendar.Date(person.Left.Value) : null);
        }
    }
}
