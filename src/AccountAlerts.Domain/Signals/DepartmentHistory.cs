using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Domain.Signals;

/// <summary>Since when each department of an account has used the product.</summary>
internal static class DepartmentHistory
{
    /// <summary>The first active day by department; null if no person has a department by the day.</summary>
    public static Dictionary<string, int>? FirstDays(AccountView view, UsageDigest digest)
    {
        Dictionary<string, int>? firsts = null;
        Dictionary<int, Person>? moved = null;
        foreach (var person in view.Facts.People)
        {
            if (view.DepartmentOf(person) is not { } department)
                continue;
            firsts ??= new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
            if (PersonHistory.MovedBy(person, view.AsOf))
                (moved ??= [])[person.Ordinal] = person;
            else
                Offer(firsts, department, digest.FirstKnown(person.Ordinal));
        }

        if (firsts is not null && moved is not null)
            OfferMoved(view, digest, moved, firsts);
        return firsts;
    }

    /// <summary>What somebody did before they moved was done by their former department.</summary>
    private static void OfferMoved(AccountView view, UsageDigest digest, Dictionary<int, Person> moved, Dictionary<string, int> firsts)
    {
        var traits = view.Frame.Metrics.Traits;
        foreach (ref readonly var entry in view.Facts.Usage.Entries.Span)
        {
            if (entry.Day > digest.End || !moved.TryGetValue(entry.Person, out var person))
                continue;
            bool activity = entry.Metric == MetricTable.Sighting
                || (entry.Value > 0 && (uint)entry.Metric < (uint)traits.Length && (traits[entry.Metric] & MetricTraits.Activity) != 0);
            if (activity && PersonHistory.DepartmentAt(person, DateOnly.FromDayNumber(entry.Day)) is { } department)
                Offer(firsts, department, entry.Day);
        }
    }

    private static void Offer(Dictionary<string, int> firsts, string department, int day)
    {
        if (day != UsageDigest.Never && (!firsts.TryGetValue(department, out int first) || day < first))
            firsts[department] = day;
    }
}
