namespace AccountAlerts.Domain.Accounts;

/// <summary>The main contact of an account.</summary>
/// <param name="Named">True if a source names the person; false if they are the most active user.</param>
public sealed record Champion(Person Person, bool Named);

/// <summary>Finds an account's champion as of a day.</summary>
internal static class ChampionFinder
{
    private const int LookBackDays = 180;

    /// <summary>
    /// A named champion who is not deactivated (of several the one with most value events of 180 days); else whoever made the most value
    /// events of the trailing 180 days, leaving out the deactivated and people that look like machines. Ties go to the first person id.
    /// </summary>
    public static Champion? Find(AccountView view, UsageDigest? digest)
    {
        Person? named = null;
        foreach (var person in view.Facts.People)
        {
            if (view.RoleOf(person) == PersonRole.Champion && !view.IsDeactivated(person) && Precedes(person, named, digest))
                named = person;
        }

        if (named is not null)
            return new Champion(named, Named: true);
        return digest is null || Infer(view, digest) is not { } inferred ? null : new Champion(inferred, Named: false);
    }

    private static Person? Infer(AccountView view, UsageDigest digest)
    {
        HashSet<int>? machines = null;
        while (true)
        {
            Person? best = null;
            foreach (var person in view.Facts.People)
            {
                if (digest.Value180(person.Ordinal) > 0 && machines?.Contains(person.Ordinal) != true && !view.IsDeactivated(person)
                    && Precedes(person, best, digest))
                {
                    best = person;
                }
            }

            // Only the leader needs the look at names and days, and it is rarely a machine.
            if (best is null || !LooksLikeMachine(best, digest))
                return best;
            (machines ??= []).Add(best.Ordinal);
        }
    }

    private static bool Precedes(Person person, Person? best, UsageDigest? digest)
    {
        if (best is null)
            return true;
        double mine = digest?.Value180(person.Ordinal) ?? 0, other = digest?.Value180(best.Ordinal) ?? 0;
        return mine > other || (mine == other && string.CompareOrdinal(person.PersonId, best.PersonId) < 0);
    }

    private static bool LooksLikeMachine(Person person, UsageDigest digest)
    {
        if (NamesMachine(person.PersonId) || NamesMachine(person.Name) || NamesMachine(LocalPart(person.Email)))
            return true;
        var (active, span) = digest.UseDays(person.Ordinal, LookBackDays);
        return span >= 60 && active > 0.95 * span;
    }

    private static string? LocalPart(string? email)
    {
        int at = email?.IndexOf('@', StringComparison.Ordinal) ?? -1;
        return at < 0 ? email : email![..at];
    }

    private static bool NamesMachine(string? text)
    {
        var rest = text.AsSpan();
        bool afterNo = false;
        while (!rest.IsEmpty)
        {
            int length = 0;
            while (length < rest.Length && char.IsAsciiLetter(rest[length]))
                length++;
            var word = rest[..length];
            if (Is(word, "api") || Is(word, "bot") || Is(word, "service") || Is(word, "noreply") || (afterNo && Is(word, "reply")))
                return true;
            if (length > 0)
                afterNo = Is(word, "no");
            rest = rest[Math.Min(rest.Length, Math.Max(1, length))..];
        }

        return false;
    }

    private static bool Is(ReadOnlySpan<char> word, string machine) => word.Equals(machine, StringComparison.OrdinalIgnoreCase);
}
