using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Domain.Fleet;

/// <summary>An account whose people all went and were replaced by as many new ones who do as much: the ids have changed, not the people.</summary>
/// <param name="Gone">People active in the 14 days before, and not since.</param>
/// <param name="Arrived">People active for the first time in the last 14 days.</param>
public sealed record IdentityChange(int Gone, int Arrived)
{
    private const int Days = 14;

    /// <summary>One or two people who are replaced at once are just that.</summary>
    private const int FewestPeople = 3;

    /// <summary>Of the people of before, so many must be gone.</summary>
    private const double GoneShare = 0.8;

    /// <summary>By so much may numbers of people, and of events, differ and still be like each other.</summary>
    private const double Likeness = 0.25;

    /// <returns>Null where the people are the same, or went without such a replacement.</returns>
    public static IdentityChange? Of(AccountView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.UsageThrough is not { } through)
            return null;
        int end = through.DayNumber, recent = end - Days + 1, before = recent - Days;
        var now = new HashSet<int>();
        var then = new HashSet<int>();
        var ever = new HashSet<int>();
        double volumeNow = 0, volumeThen = 0;
        foreach (ref readonly var entry in view.Facts.Usage.Entries.Span)
        {
            if (entry.Person == 0 || entry.Value == 0 || entry.Day > end || entry.Metric == MetricTable.Sighting)
                continue;
            if (entry.Day >= recent)
            {
                now.Add(entry.Person);
                volumeNow++;
                continue;
            }

            ever.Add(entry.Person);
            if (entry.Day >= before)
            {
                then.Add(entry.Person);
                volumeThen++;
            }
        }

        int gone = then.Count(person => !now.Contains(person));
        int arrived = now.Count(person => !ever.Contains(person));
        bool changed = gone >= FewestPeople && gone >= GoneShare * then.Count && Alike(gone, arrived) && Alike(volumeThen, volumeNow);
        return changed ? new IdentityChange(gone, arrived) : null;
    }

    private static bool Alike(double a, double b) => Math.Abs(a - b) <= Likeness * a;
}
