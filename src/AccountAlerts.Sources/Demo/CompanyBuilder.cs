namespace AccountAlerts.Sources.Demo;

/// <summary>Turns a plan into a company with people, habits and its story.</summary>
internal sealed class CompanyBuilder(ulong seed, DemoCalendar calendar)
{
    private static readonly string[] Departments =
        ["Operations", "Finance", "Marketing", "Sales", "Support", "Engineering", "Logistics", "Purchasing"];

    public Company Build(int index, CompanyPlan plan)
    {
        ulong key = Chance.Mix(seed, Topic.Company, index);
        string id = Names.Slug(plan.Name);
        int turn = Chance.Below(Chance.Mix(key, Topic.Profile, 0), Departments.Length);
        Company company = new()
        {
            Key = key,
            Id = id,
            Name = plan.Name,
            Domain = $"{id}.example.{(index % 3 == 2 ? "org" : "com")}",
            Segment = plan.Segment,
            Seats = plan.Seats,
            Arr = plan.Arr,
            Currency = plan.Currency,
            Country = plan.Country,
            Owner = plan.Owner,
            Born = plan.Born,
            Renewal = plan.RenewsIn,
            Departments = [.. Enumerable.Range(0, plan.Departments).Select(i => Departments[(turn + i) % Departments.Length])],
            Trend = 0.15 * Chance.Upper(Chance.Mix(key, Topic.Profile, 1)),
            NoticeDays = plan.Segment == "enterprise" ? 60 : 30,
        };
        for (int number = 0; number < plan.Headcount; number++)
            company.People.Add(Person(company, number, plan.Headcount));
        plan.Story?.Invoke(company, calendar);
        return company;
    }

    private Member Person(Company company, int number, int headcount)
    {
        ulong key = Chance.Mix(company.Key, Topic.Name, number);
        int start = Chance.Below(Chance.Mix(company.Key, Topic.Name, -1), Names.People);
        (string given, string family) = Names.Person((start + (number * 7)) % Names.People);
        string local = $"{given}.{family}".ToLowerInvariant();
        string role = RoleOf(number, headcount);
        double draw = Chance.Upper(Chance.Mix(company.Key, Topic.Habit, number));
        int joined = Joined(company, number, headcount, key);
        int from = Math.Max(joined, calendar.FirstDay);
        return new Member(
            number, local, $"{given} {family}", $"{local}@{company.Domain}", role, company.Departments[number % company.Departments.Count], joined,
            from, HabitOf(role, draw), RatesOf(role, key));
    }

    private static string RoleOf(int number, int headcount) => number switch
    {
        0 => "champion",
        1 when headcount >= 5 => "executive",
        2 => "admin",
        3 => "power_user",
        _ => "user",
    };

    /// <summary>The first two thirds were there from the beginning, the others came by and by until a month before day 0.</summary>
    private int Joined(Company company, int number, int headcount, ulong key)
    {
        int begin = Math.Max(company.Born, calendar.FirstDay);
        double draw = Chance.Lower(key);
        bool fromTheBeginning = number < Math.Max(4, headcount * 2 / 3);
        int room = fromTheBeginning ? Math.Min(6, -begin - 1) : -begin - 31;
        int day = begin + (int)(draw * Math.Max(0, room));

        // Those of old customers were there before the use that is told.
        return fromTheBeginning && company.Born < begin ? begin - (int)(draw * Math.Min(200, begin - company.Born)) : day;
    }

    private static double HabitOf(string role, double draw) => role switch
    {
        "champion" => 0.85,
        "executive" => 0.25,
        "admin" => 0.7,
        "power_user" => 0.9,
        _ => 0.3 + (0.5 * draw),
    };

    private static double[] RatesOf(string role, ulong key)
    {
        double[] rates = new double[DemoMetrics.Names.Count];
        rates[DemoMetrics.Logins] = 1.3;
        rates[DemoMetrics.DashboardsViewed] = role == "executive" ? 2 : 1.5;
        rates[DemoMetrics.ReportsCreated] = role switch { "champion" => 2.2, "power_user" => 2.6, "executive" => 0.3, "admin" => 1, _ => 1.4 };
        if (role is "champion" or "power_user" or "admin")
        {
            rates[DemoMetrics.Automation] = 0.8;
            rates[DemoMetrics.Integrations] = role == "admin" ? 0.9 : 0.3;
            rates[DemoMetrics.Exports] = 0.6;
        }
        else if (role == "user")
        {
            rates[DemoMetrics.Automation + Chance.Below(Chance.Mix(key, Topic.Feature, 0), 3)] = 0.5;
        }

        return rates;
    }
}
