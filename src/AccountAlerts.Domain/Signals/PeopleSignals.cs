using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Domain.Signals;

/// <summary>How many people use the product, against the seats that are paid, and from which departments.</summary>
internal static class PeopleSignals
{
    private const string NoPeople = "neither rows of use, nor sightings, nor a gauge say who was there";

    private const string NewDepartmentMissing = "no person has a department, or the account is younger than 14 days";

    private const int NewDepartmentDays = 60;

    private const int HalfYear = 26 * 7;

    /// <summary>A shorter past would make any new account look as if it grew.</summary>
    private const int LeastPast = 28;

    public static IEnumerable<Signal> All { get; } =
    [
        Active("people.active_7d", 7),
        Active("people.active_28d", 28),
        Active("people.active_90d", 90),
        Define.Usage("people.regular_26w", "people with a habit", Unit.Count,
            "Distinct people who were active in at least 4 of the last 26 weeks.", "26 weeks", "use is not recorded by person", Regular),
        Define.Usage("people.change_26w", "change of the people active in half a year", Unit.Ratio,
            "Distinct people active in 26 weeks against those of the 26 weeks before; -50% is half of them.", "52 weeks",
            "use is not recorded by person, less than 28 days of use lie before the 26 weeks, or nobody was active in them", ChangeInHalfAYear),
        Adoption("adoption.ratio", "active people against seats", 28),
        Adoption("adoption.ratio_90d", "people active in a quarter against seats", 90),
        Define.Usage("adoption.weekly_ratio", "people active in an average week against seats", Unit.Ratio,
            "People active in an average week of the last 26, or of the weeks that the account had, divided by the seats paid; a begun week counts.",
            "26 weeks", "no seats are given, use is not recorded by person, or the account is younger than 14 days", WeeklyAdoption),
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

    private static Signal Adoption(string name, string label, int days) =>
        Define.Usage(name, label, Unit.Ratio, $"People active in {days} days divided by the seats paid.", $"{days} days",
            $"no seats are given; {NoPeople}", (view, digest) =>
            {
                if (view.Seats is not > 0)
                    return SignalValue.Missing("no seats given");
                return ActivePeople(view, digest, days) is { } people
                    ? Define.Ratio(people, view.Seats.Value)
                    : SignalValue.Missing("use is not recorded by person");
            });

    private static SignalValue WeeklyAdoption(AccountView view, UsageDigest digest)
    {
        if (view.Seats is not > 0)
            return SignalValue.Missing("no seats given");
        if (!digest.NamesPeople && !digest.HasSightings)
            return SignalValue.Missing("use is not recorded by person");
        if (view.Activity.WhyNoTrend is { } why)
            return SignalValue.Missing(why);
        int weeks = view.Activity.OwnWeeks(26);
        return Define.Ratio((double)digest.PersonWeeks(weeks) / weeks, view.Seats.Value);
    }

    private static SignalValue Regular(AccountView view, UsageDigest digest) => digest.NamesPeople || digest.HasSightings
        ? SignalValue.Of(digest.PeopleActiveInWeeks(4, 26))
        : SignalValue.Missing("use is not recorded by person");

    private static SignalValue ChangeInHalfAYear(AccountView view, UsageDigest digest)
    {
        if (!digest.NamesPeople && !digest.HasSightings)
            return SignalValue.Missing("use is not recorded by person");
        if (view.Activity.OldestAge + 1 < HalfYear + LeastPast)
            return SignalValue.Missing("less than half a year to compare with");
        int before = digest.ActivePeople(HalfYear, from: HalfYear);
        return before > 0
            ? Define.Ratio(digest.ActivePeople(HalfYear) - before, before)
            : SignalValue.Missing("nobody was active in the half-year before");
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

    private static SignalValue DepartmentsActive(AccountView view, UsageDigest digest) =>
        Define.Number(DepartmentHistory.Active(view, digest, view.Activity.Window(28)), "no departments given");

    private static SignalValue DepartmentsNew(AccountView view, UsageDigest digest)
    {
        var firsts = DepartmentHistory.FirstDays(view, digest);
        if (firsts is null)
            return SignalValue.Missing("no departments given");
        if (view.Activity.WhyNoTrend is { } why)
            return SignalValue.Missing(why);

        int fresh = 0;
        foreach (int first in firsts)
        {
            if (first <= digest.End && digest.End - first < NewDepartmentDays && first - digest.FirstActive >= 14)
                fresh++;
        }

        return SignalValue.Of(fresh);
    }
}
