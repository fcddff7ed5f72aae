using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Domain.Signals;

/// <summary>Since when each department of an account has used the product, and which did lately.</summary>
internal static class DepartmentHistory
{
    /// <summary>Departments with an active person among so many days, of which the youngest has the age <paramref name="from"/>; null if no person has a department.</summary>
    public static int? Active(AccountView view, UsageDigest digest, int days, int from = 0)
    {
        if (view.Departments is not { } departments)
            return null;
        var people = view.Facts.People;
        var ofPeople = departments.OfPeople;
        Span<bool> active = departments.Count <= 128 ? stackalloc bool[departments.Count] : new bool[departments.Count];
        for (int i = 0; i < ofPeople.Length; i++)
        {
            int department = ofPeople[i];
            if (department >= 0 && !active[department])
                active[department] = digest.IsActive(people[i].Ordinal, days, from);
        }

        return active.Count(true);
    }

    /// <summary>The first active day of each department that ever was active; null if no person has a department by the day.</summary>
    public static List<int>? FirstDays(AccountView view, UsageDigest digest)
    {
        if (view.Departments is not { } departments)
            return null;
        var people = view.Facts.People;
        var ofPeople = departments.OfPeople;
        Dictionary<int, Person>? moved = null;
        var firsts = new List<int>();
        for (int i = 0; i < ofPeople.Length; i++)
        {
            if (ofPeople[i] < 0)
                continue;
            if (PersonHistory.MovedBy(people[i], view.AsOf))
                (moved ??= [])[people[i].Ordinal] = people[i];
            else
                Offer(firsts, ofPeople[i], digest.FirstKnown(people[i].Ordinal));
        }

        if (moved is not null)
            OfferMoved(view, digest, moved, departments, firsts);
        firsts.RemoveAll(day => day == UsageDigest.Never);
        return firsts;
    }

    /// <summary>What somebody did before they moved was done by their former department.</summary>
    private static void OfferMoved(AccountView view, UsageDigest digest, Dictionary<int, Person> moved, Departments departments, List<int> firsts)
    {
        var traits = view.Frame.Metrics.Traits;
        foreach (ref readonly var entry in view.Facts.Usage.Entries.Span)
        {
            if (entry.Day > digest.End || !moved.TryGetValue(entry.Person, out var person))
                continue;
            bool activity = entry.Metric == MetricTable.Sighting
                || (entry.Value > 0 && (uint)entry.Metric < (uint)traits.Length && (traits[entry.Metric] & MetricTraits.Activity) != 0);
            if (activity && PersonHistory.DepartmentAt(person, DateOnly.FromDayNumber(entry.Day)) is { } department)
                Offer(firsts, departments.IndexOf(department), entry.Day);
        }
    }

    private static void Offer(List<int> firsts, int department, int day)
    {
        while (firsts.Count <= department)
            firsts.Add(UsageDigest.Never);
        if (day != UsageDigest.Never && (firsts[department] == UsageDigest.Never || day < firsts[department]))
            firsts[department] = day;
    }
}
