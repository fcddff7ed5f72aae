namespace AccountAlerts.Sources.Demo;

/// <summary>What several stories do to a company.</summary>
internal static class Shaping
{
    private static readonly int[] Features = [DemoMetrics.Exports, DemoMetrics.Automation, DemoMetrics.Integrations];

    /// <summary>More done, more regularly: where a share is told, chance must stay small beside it.</summary>
    public static void Busy(Company company, double habit = 0.75)
    {
        for (int i = 0; i < company.People.Count; i++)
        {
            Member person = company.People[i];
            double[] rates = [.. person.Rates.Select((rate, metric) => metric == DemoMetrics.Logins ? rate : rate * 3)];
            company.People[i] = person with { Rates = rates, Habit = person.Role == "executive" ? person.Habit : Math.Max(person.Habit, habit) };
        }

        company.Trend = 0;
    }

    /// <summary>Nobody ever used more than so many of the three key features.</summary>
    public static void KeepFeatures(Company company, int count)
    {
        foreach (Member person in company.People)
        {
            foreach (int feature in Features.Skip(count))
                person.Rates[feature] = 0;
        }
    }

    /// <summary>The champion's last day lies so many whole weekdays back; from then on nothing, up to and with a day.</summary>
    public static void SilenceChampion(Company company, DemoCalendar calendar, int weekdays, int until)
    {
        int last = calendar.WeekdaysAgo(weekdays);
        company.Rhythms.Add(new Rhythm(last, last, Habit: Rhythm.Always, Who: IsChampion));
        company.Rhythms.Add(new Rhythm(last + 1, until, Habit: 0, Who: IsChampion));
    }

    public static bool IsChampion(Member person) => person.Role == "champion";

    /// <summary>A program that reads a few times a day, every day of the week.</summary>
    public static void AddMachine(Company company)
    {
        double[] rates = new double[DemoMetrics.Names.Count];
        rates[DemoMetrics.ApiCalls] = 6;
        Member first = company.People[0];
        company.People.Add(new Member(
            company.People.Count, "api-sync", "Sync service", $"api-sync@{company.Domain}", "user", first.Department, first.FirstSeen, first.From, 1, rates)
        {
            Machine = true,
        });
    }
}
