using NodaTime;

namespace AccountAlerts.Engine.Routing;

/// <summary>Our own side, as of one moment: who is who, and in which zone they live.</summary>
public sealed class TeamDirectory
{
    private readonly Dictionary<string, Teammate> _byEmail = new(StringComparer.OrdinalIgnoreCase);

    public TeamDirectory(IEnumerable<Teammate> team)
    {
        foreach (var teammate in team)
            _byEmail[teammate.Email] = teammate;
    }

    public IReadOnlyCollection<Teammate> All => _byEmail.Values;

    /// <summary>The teammate; somebody whom the team file does not name is a CSM in UTC.</summary>
    public Teammate Of(string email) => _byEmail.TryGetValue(email, out var known)
        ? known
        : new Teammate(email.ToLowerInvariant(), NameFrom(email), TeamRole.Csm, null, "UTC", null, null);

    /// <summary>True for who the team file names.</summary>
    public bool Knows(string email) => _byEmail.ContainsKey(email);

    /// <summary>By address, or by name as people say it; null if nobody, or more than one, is meant.</summary>
    public Teammate? Find(string text)
    {
        text = text.Trim();
        if (_byEmail.TryGetValue(text, out var exact))
            return exact;
        Teammate[] meant = [.. All.Where(mate => mate.Name.StartsWith(text, StringComparison.OrdinalIgnoreCase))];
        return text.Length > 0 && meant.Length == 1 ? meant[0] : null;
    }

    /// <summary>The role's only member; null if it has none or several.</summary>
    public Teammate? OnlyMember(TeamRole role)
    {
        Teammate[] members = [.. All.Where(mate => mate.Role == role).Take(2)];
        return members.Length == 1 ? members[0] : null;
    }

    /// <summary>The reader's zone; UTC for channels and unknown names.</summary>
    public DateTimeZone ZoneOf(string reader) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(reader.StartsWith('#') ? "UTC" : Of(reader).TimeZone) ?? DateTimeZone.Utc;

    private static string NameFrom(string email)
    {
        int at = email.IndexOf('@');
        string name = at > 0 ? email[..at] : email;
        return name.Length == 0 ? email : char.ToUpperInvariant(name[0]) + name[1..];
    }
}
