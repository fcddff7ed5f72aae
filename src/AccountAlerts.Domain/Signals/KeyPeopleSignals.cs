using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Fleet;

namespace AccountAlerts.Domain.Signals;

/// <summary>Who carries an account, and whether that changed.</summary>
internal static class KeyPeopleSignals
{
    private const double PowerShare = 0.2;

    public static IEnumerable<Signal> All { get; } =
    [
        Define.Account("champion.exists", "there is a champion", Unit.Flag,
            "True if a source names a champion who is not deactivated, or somebody is the most active user of 180 days.", "180 days",
            "nobody is named, and the account has no use on record or its source is late", Exists),
        Define.Account("champion.changed_days", "days since the champion changed", Unit.Days,
            "Days since the named champion was deactivated, lost the role, or was joined by another; the first naming is no change.", "all time",
            "no such change is on record", view => Changed(view, PersonRole.Champion)),
        Define.Account("champion.moved_days", "days since a former champion turned up elsewhere", Unit.Days,
            "Days since somebody with the address or the full name of a champion who left was first seen at another customer, from 30 days before they left to a year after; the value says where.", "all time",
            "no champion who left was seen at exactly one other customer", Moved),
        Define.Account("executive.changed_days", "days since their executive changed", Unit.Days,
            "Days since a named executive of theirs was deactivated, lost the role, or was joined by another; the first naming is no change.", "all time",
            "no such change is on record", view => Changed(view, PersonRole.Executive)),
        Define.Usage("executive.days_silent", "days since their executive was active", Unit.Days,
            "Days since the last of their named executives was active.", "all time", "no executive is named, or none was ever active", ExecutiveSilent),
        Define.Usage("people.top_share_90d", "share of the use by one person", Unit.Ratio,
            "The largest share of one person in the value events of 90 days; the value carries their name.", "90 days",
            "there were no value events by people in 90 days", TopShare),
        Define.Usage("people.power_users_90d", "power users", Unit.Count, "People who made at least 20 % of the value events of 90 days.", "90 days",
            "there were no value events by people in 90 days", PowerUsers),
        Define.Usage("people.ids_changed", "user ids seem to have changed", Unit.Flag,
            "True if at least 3 and nearly all people of the 14 days before are gone and about as many new ones do about as much.", "28 days", null,
            (view, _) => SignalValue.Of(IdentityChange.Of(view) is not null)),
    ];

    private static SignalValue Exists(AccountView view)
    {
        if (view.Champion is { Named: true } named)
            return SignalValue.Of(true, named.Person.Label);
        return view.Activity.WhyMissing is { } why ? SignalValue.Missing(why) : SignalValue.Of(view.Champion is not null, view.Champion?.Person.Label);
    }

    private static SignalValue Changed(AccountView view, PersonRole role)
    {
        // Whoever is named where nobody ever was replaces nobody.
        return FirstNaming(view.Facts.People, role) is { } first ? ChangedAfter(first, view, role) : SignalValue.Missing("no change on record");
    }

    /// <summary>The first day on which anybody had the role, whatever the day of the view; null if nobody ever had.</summary>
    private static DateOnly? FirstNaming(IReadOnlyList<Person> people, PersonRole role)
    {
        DateOnly? first = null;
        for (int i = 0; i < people.Count; i++)
        {
            var versions = people[i].Versions;
            for (int j = 0; j < versions.Count; j++)
            {
                if (versions[j].Role == role && !(versions[j].EffectiveOn >= first))
                    first = versions[j].EffectiveOn;
            }
        }

        return first;
    }

    private static SignalValue ChangedAfter(DateOnly first, AccountView view, PersonRole role)
    {
        DateOnly? last = null;
        string? who = null;
        foreach (var person in view.Facts.People)
        {
            bool held = false;
            foreach (var version in person.Versions)
            {
                if (version.EffectiveOn > view.AsOf || version.Role is not { } now)
                    continue;

                if (version.EffectiveOn > first && held != (now == role))
                    Offer(version.EffectiveOn, person);
                held = now == role;
            }

            if (held && person.DeactivatedOn is { } gone && gone <= view.AsOf)
                Offer(gone, person);
        }

        return last is { } day ? SignalValue.Of(view.AsOf.DayNumber - day.DayNumber, who) : SignalValue.Missing("no change on record");

        void Offer(DateOnly day, Person person)
        {
            if (!(day <= last))
                (last, who) = (day, person.Label);
        }
    }

    private static SignalValue Moved(AccountView view)
    {
        PersonMove? last = null;
        string? who = null;
        foreach (var person in view.Facts.People)
        {
            if (person.Moves.Count == 0 || !(person.DeactivatedOn is { } gone && gone <= view.AsOf) || PersonHistory.RoleAt(person, gone) != PersonRole.Champion)
                continue;
            // Somebody of that name in two places may be anybody.
            var seen = person.Moves.Where(move => move.On <= view.AsOf).ToArray();
            if (seen.Length == 0 || seen.Any(move => move.AccountId != seen[0].AccountId))
                continue;
            var first = seen.MinBy(move => move.On)!;
            if (!(first.On <= last?.On))
                (last, who) = (first, $"{person.Label}, now at {first.Account ?? "another customer"}");
        }

        return last is null ? SignalValue.Missing("nobody who left was seen elsewhere") : SignalValue.Of(view.AsOf.DayNumber - last.On.DayNumber, who);
    }

    private static SignalValue ExecutiveSilent(AccountView view, UsageDigest digest)
    {
        int last = UsageDigest.Never;
        string? who = null;
        foreach (var person in view.Facts.People)
        {
            if (view.RoleOf(person) != PersonRole.Executive || view.IsDeactivated(person) || digest.LastKnown(person.Ordinal) <= last)
                continue;
            (last, who) = (digest.LastKnown(person.Ordinal), person.Label);
        }

        return last == UsageDigest.Never ? SignalValue.Missing("no executive named, or never active") : SignalValue.Of(digest.End - last, who);
    }

    private static SignalValue TopShare(AccountView view, UsageDigest digest)
    {
        double all = digest.ValueEvents(0, 89);
        Person? top = null;
        foreach (var person in view.Facts.People)
        {
            double own = digest.Value90(person.Ordinal), best = top is null ? 0 : digest.Value90(top.Ordinal);
            if (own > best || (own > 0 && own == best && string.CompareOrdinal(person.PersonId, top!.PersonId) < 0))
                top = person;
        }

        return top is null ? SignalValue.Missing("no use by people in 90 days") : Define.Ratio(digest.Value90(top.Ordinal), all, top.Label);
    }

    private static SignalValue PowerUsers(AccountView view, UsageDigest digest)
    {
        double all = digest.ValueEvents(0, 89);
        int count = 0;
        bool any = false;
        foreach (var person in view.Facts.People)
        {
            double own = digest.Value90(person.Ordinal);
            any |= own > 0;
            count += own > 0 && Math.Round(own / all, 9) >= PowerShare ? 1 : 0;
        }

        return any ? SignalValue.Of(count) : SignalValue.Missing("no use by people in 90 days");
    }
}
