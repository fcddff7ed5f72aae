using AccountAlerts.Engine.Ingestion;

namespace AccountAlerts.Sources.Demo;

/// <summary>What the people of a company did on which day: a function of seed, company, person, metric and day alone.</summary>
internal sealed class UsageGenerator(DemoCalendar calendar)
{
    private const double WeekendShare = 0.05;

    /// <summary>Hands over all use of the days from <paramref name="from"/> to <paramref name="to"/>.</summary>
    public void Write(Company company, int from, int to, IFactImport import)
    {
        from = Math.Max(from, Math.Max(calendar.FirstDay, company.Born));
        foreach (Member person in company.People)
            Write(company, person, from, to, import);
        if (company.ReportsSeats)
            WriteSeats(company, from, to, import);
    }

    /// <returns>The last day up to <paramref name="through"/> on which the person did anything; null if there was none.</returns>
    public int? LastActive(Company company, Member person, int through)
    {
        int first = Math.Max(person.From, calendar.FirstDay);
        for (int day = through; day >= first; day--)
        {
            if (IsActive(company, person, day))
                return day;
        }

        return null;
    }

    public bool IsActive(Company company, Member person, int day) => IsActive(company, person, day, DayKey(PersonKey(company, person), day));

    private static ulong PersonKey(Company company, Member person) => Chance.Mix(company.Key, Topic.Person, person.Number);

    private static ulong DayKey(ulong personKey, int day) => Chance.Mix(personKey, unchecked((ulong)day));

    private bool IsActive(Company company, Member person, int day, ulong key)
    {
        if (day < person.From || day >= (person.Left ?? int.MaxValue))
            return false;
        double chance = calendar.IsWeekday(day) || person.Machine ? person.Habit : person.Habit * WeekendShare;
        foreach (Rhythm rhythm in company.Rhythms)
        {
            if (rhythm.Metric is null && rhythm.Covers(day, person))
                chance *= rhythm.Habit;
        }

        return Chance.Upper(key) < chance;
    }

    private void Write(Company company, Member person, int from, int to, IFactImport import)
    {
        ulong personKey = PersonKey(company, person);
        for (int day = Math.Max(from, person.From); day <= to; day++)
        {
            ulong key = DayKey(personKey, day);
            if (!IsActive(company, person, day, key))
                continue;
            int number = calendar.Anchor.DayNumber + day;
            for (int metric = 0; metric < person.Rates.Length; metric++)
            {
                double value = Value(company, person, metric, day, key);
                if (value > 0)
                    import.AddUsage(company.Id, person.Id, number, DemoMetrics.Names[metric], value);
            }
        }
    }

    private static double Value(Company company, Member person, int metric, int day, ulong dayKey)
    {
        double mean = person.Rates[metric];
        if (mean == 0)
            return 0;
        ulong key = Chance.Mix(dayKey, (ulong)metric);

        // Half to one and a half times the mean, rounded up or down so that the mean stays.
        if (metric == DemoMetrics.Logins)
            return Math.Max(1, Math.Floor((mean * (0.5 + Chance.Upper(key))) + Chance.Lower(key)));
        mean *= 1 + (company.Trend * day / 365);
        foreach (Rhythm rhythm in company.Rhythms)
        {
            if ((rhythm.Metric is null || rhythm.Metric == metric) && rhythm.Covers(day, person))
                mean *= rhythm.Volume;
        }

        return Math.Floor((mean * (0.5 + Chance.Upper(key))) + Chance.Lower(key));
    }

    private void WriteSeats(Company company, int from, int to, IFactImport import)
    {
        for (int day = from; day <= to; day++)
        {
            int taken = company.People.Count(person => !person.Machine && person.From <= day && day < (person.Left ?? int.MaxValue));
            if (taken > 0)
                import.AddUsage(company.Id, default, calendar.Anchor.DayNumber + day, DemoMetrics.SeatsUsed, taken);
        }
    }
}
