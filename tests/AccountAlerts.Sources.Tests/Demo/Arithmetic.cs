using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Sources.Tests.Demo;

/// <summary>Slow, obvious sums over plain rows: what the stories promise, worked out without the product.</summary>
internal sealed class Arithmetic(MemoryFacts facts, DateOnly today)
{
    private readonly ILookup<string, Fact> _usage = facts.Facts(FactStream.Usage).ToLookup(fact => fact.Text("account_id"));
    private readonly ILookup<(string Account, DateOnly Day), Fact> _days = facts.Facts(FactStream.Usage).ToLookup(fact => (fact.Text("account_id"), fact.Day("date")));

    public MemoryFacts Facts => facts;

    public DateOnly DaysAgo(int days) => today.AddDays(-days);

    public Fact Account(string id) => facts.Facts(FactStream.Accounts, id).Single();

    public double Seats(string id) => Account(id).Number("seats");

    public Fact Champion(string id) => facts.Facts(FactStream.People, id).Single(person => person.Text("role") == "champion");

    /// <summary>Days on which somebody, or one person, did anything.</summary>
    public IEnumerable<DateOnly> ActiveDays(string id, string? person = null) =>
        _usage[id].Where(fact => fact.Has("person_id") && (person is null || fact.Text("person_id") == person)).Select(fact => fact.Day("date")).Distinct();

    /// <summary>Whole weekdays between the last active day and today.</summary>
    public int SilentWeekdays(string id, string? person = null)
    {
        int weekdays = 0;
        for (DateOnly day = ActiveDays(id, person).Max().AddDays(1); day < today; day = day.AddDays(1))
            weekdays += IsWeekday(day) ? 1 : 0;
        return weekdays;
    }

    public int ActivePeople(string id, int days) =>
        _usage[id].Where(fact => fact.Has("person_id") && fact.Day("date") >= DaysAgo(days)).Select(fact => fact.Text("person_id")).Distinct().Count();

    public double ValueEvents(string id, DateOnly from, DateOnly to, Func<Fact, bool>? which = null)
    {
        double sum = 0;
        for (DateOnly day = from; day <= to; day = day.AddDays(1))
            sum += _days[(id, day)].Where(fact => IsValue(fact) && (which is null || which(fact))).Sum(fact => fact.Number("value"));
        return sum;
    }

    /// <summary>The last 14 days against what the same weekdays of the eight weeks before let expect.</summary>
    public (double Recent, double Expected) FourteenDays(string id, Func<Fact, bool>? which = null)
    {
        double expected = 0;
        for (int day = 1; day <= 14; day++)
        {
            DayOfWeek weekday = DaysAgo(day).DayOfWeek;
            double sum = 0;
            for (int before = 15; before <= 70; before++)
            {
                if (DaysAgo(before).DayOfWeek == weekday)
                    sum += ValueEvents(id, DaysAgo(before), DaysAgo(before), which);
            }

            expected += sum / 8;
        }

        return (ValueEvents(id, DaysAgo(14), DaysAgo(1), which), expected);
    }

    public double Change(string id, Func<Fact, bool>? which = null)
    {
        (double recent, double expected) = FourteenDays(id, which);
        Assert.True(expected >= 50, $"{id} expects only {expected}");
        return (recent - expected) / expected;
    }

    /// <summary>Departments whose first active day lies within so many days.</summary>
    public IEnumerable<string> NewDepartments(string id, int days)
    {
        Dictionary<string, string> department = facts.Facts(FactStream.People, id).ToDictionary(person => person.Text("person_id"), person => person.Text("department"));
        return _usage[id].Where(fact => fact.Has("person_id")).GroupBy(fact => department[fact.Text("person_id")])
            .Where(group => group.Min(fact => fact.Day("date")) >= DaysAgo(days)).Select(group => group.Key);
    }

    public double LatestGauge(string id, string metric) => _usage[id].Where(fact => fact.Text("metric") == metric).MaxBy(fact => fact.Day("date"))!.Number("value");

    public double Metric(string id, string metric, int fromDaysAgo, int toDaysAgo) => _usage[id]
        .Where(fact => fact.Text("metric") == metric && fact.Day("date") >= DaysAgo(fromDaysAgo) && fact.Day("date") <= DaysAgo(toDaysAgo)).Sum(fact => fact.Number("value"));

    private static bool IsWeekday(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    private static bool IsValue(Fact fact) => fact.Text("metric") is not ("logins" or "dashboards_viewed" or "seats_used");
}
