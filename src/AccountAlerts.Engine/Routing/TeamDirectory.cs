using NodaTime;

namespace AccountAlerts.Engine.Routing;

/// <summary>Our own side, as of one moment: who is who, and in which zone they live.</summary>
public sealed class TeamDirectory
{
    private readonly Dictionary<string, Teammate> _byEmail = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<TeamRole, List<Teammate>> _byRole = [];

    // Asked for every card of an evaluation, and the same for all of them.
    private readonly Lazy<IReadOnlyList<Teammate>> _byName;

    public TeamDirectory(IEnumerable<Teammate> team)
    {
        foreach (var teammate in team)
            _byEmail[teammate.Email] = teammate;
        foreach (var role in All.GroupBy(mate => mate.Role))
            _byRole[role.Key] = [.. role];
        _byName = new Lazy<IReadOnlyList<Teammate>>(
            () => [.. All.OrderBy(mate => mate.Name, StringComparer.OrdinalIgnoreCase).ThenBy(mate => mate.Email, StringComparer.Ordinal)]);
    }

    public IReadOnlyCollection<Teammate> All => _byEmail.Values;

    /// <summary>Everybody, as lists show them.</summary>
    public IReadOnlyList<Teammate> InOrderOfName => _byName.Value;

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
    public Teammate? OnlyMember(TeamRole role) => _byRole.GetValueOrDefault(role) is [var only] ? only : null;

    public bool Has(TeamRole role) => _byRole.ContainsKey(role);

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
