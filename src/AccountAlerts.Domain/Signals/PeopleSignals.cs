using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Domain.Signals;

/// <summary>How many people use the product, against the seats that are paid, and from which departments.</summary>
internal static class PeopleSignals
{
    private const string NoPeople = "neither rows of use, nor sightings, nor a gauge say who was there";

    private const string NewDepartmentMissing = "no person has a department, or the account is younger than 14 days";

    private const int NewDepartmentDays = 60;

    public static IEnumerable<Signal> All { get; } =
    [
        Active("people.active_7d", 7),
        Active("people.active_28d", 28),
        Active("people.active_90d", 90),
        Define.Usage("adoption.ratio", "active people against seats", Unit.Ratio, "People active in 28 days divided by the seats paid.",
            "28 days", $"no seats are given; {NoPeople}", Adoption),
        Define.Account("seats.used", "seats taken", Unit.Count,
            "The latest value of the gauge seats_used of the last 28 days, else the people who exist and are not deactivated.", "28 days",
            "there is no such gauge and nobody is known", SeatsUsed),
        Define.Account("seats.used_ratio", "seats taken of those paid", Unit.Ratio, "Seats taken divided by the seats paid.", "28 days",
            "no seats are given, or seats.used is missing", SeatsUsedRatio),
        Define.Usage("departments.active_28d", "departments active", Unit.Count, "Departments with an active person in 28 days.", "28 days",
            "no person has a department", DepartmentsActive),
        Define.Usage("departments.new_60d", "new departments", Unit.Count,
            "Departments first active within 60 days; those of the account's first 14 days of use are not new.", "60 days", NewDepartmentMissing,
            DepartmentsNew),
    ];

    private static Signal Active(string name, int days) =>
        Define.Usage(name, $"people active in {days} days", Unit.Count,
            $"Distinct people with any use in {days} days; where rows name nobody people seen, else the latest gauge active_users.", $"{days} days", NoPeople,
            (view, digest) => Define.Number(ActivePeople(view, digest, days), "use is not recorded by person"));

    /// <summary>Null if nothing tells people apart.</summary>
    internal static double? ActivePeople(AccountView view, UsageDigest digest, int days)
    {
        int window = view.Activity.Window(days);
        if (digest.NamesPeople || digest.HasSightings)
            return digest.ActivePeople(window);
        if (digest.ActiveUsers.Day == UsageDigest.Never)
            return null;
        return digest.End - digest.ActiveUsers.Day < window ? digest.ActiveUsers.Value : 0;
    }

    private static SignalValue Adoption(AccountView view, UsageDigest digest)
    {
        if (view.Seats is not > 0)
            return SignalValue.Missing("no seats given");
        return ActivePeople(view, digest, 28) is { } people
            ? Define.Ratio(people, view.Seats.Value)
            : SignalValue.Missing("use is not recorded by person");
    }

    private static SignalValue SeatsUsed(AccountView view)
    {
        if (view.Activity is { WhyMissing: null, Digest: { } digest } && digest.SeatsUsed.Day != UsageDigest.Never && digest.End - digest.SeatsUsed.Day < 28)
            return SignalValue.Of(digest.SeatsUsed.Value);

        int people = 0;
        foreach (var person in view.People)
        {
            if (!view.IsDeactivated(person))
                people++;
        }

        return view.People.Count == 0 ? SignalValue.Missing("nobody known") : SignalValue.Of(people);
    }

    private static SignalValue SeatsUsedRatio(AccountView view)
    {
        if (view.Seats is not > 0)
            return SignalValue.Missing("no seats given");
        var used = view.ReadFacts(SignalCatalogue.SeatsUsed);
        return used.Present ? Define.Ratio(used.Number, view.Seats.Value) : used;
    }

    private static SignalValue DepartmentsActive(AccountView view, UsageDigest digest)
    {
        var active = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        bool any = false;
        int window = view.Activity.Window(28);
        foreach (var person in view.Facts.People)
        {
            if (view.DepartmentOf(person) is not { } department)
                continue;
            any = true;
            if (digest.IsActive(person.Ordinal, window))
                active.Add(department);
        }

        return any ? SignalValue.Of(active.Count) : SignalValue.Missing("no departments given");
    }

    private static SignalValue DepartmentsNew(AccountView view, UsageDigest digest)
    {
        var firsts = DepartmentHistory.FirstDays(view, digest);
        if (firsts is null)
            return SignalValue.Missing("no departments given");
        if (view.Activity.WhyNoTrend is { } why)
            return SignalValue.Missing(why);

        int fresh = 0;
        foreach (int first in firsts.Values)
        {
            if (first <= digest.End && digest.End - first < NewDepartmentDays && first - digest.FirstActive >= 14)
                fresh++;
        }

        return SignalValue.Of(fresh);
    }
}
