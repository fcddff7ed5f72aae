using NodaTime;

namespace AccountAlerts.Engine.Routing;

/// <summary>Our own side, as of one moment: who is who, in which zone they live, and what they want for themselves.</summary>
public sealed class TeamDirectory
{
    private static readonly Dictionary<string, Preferences> Nobodys = [];
    private static readonly Dictionary<string, SaidAbsence> Everybodys = [];

    private readonly Dictionary<string, Teammate> _byEmail = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<TeamRole, List<Teammate>> _byRole = [];

    // Asked for every card of an evaluation, and the same for all of them.
    private readonly Lazy<IReadOnlyList<Teammate>> _byName;
    private readonly IReadOnlyDictionary<string, Preferences> _preferences;
    private readonly IReadOnlyDictionary<string, SaidAbsence> _said;

    /// <param name="preferences">By address, also of people whom the team file does not name; compared without case.</param>
    /// <param name="said">By address, what they said of their own absence.</param>
    public TeamDirectory(
        IEnumerable<Teammate> team, IReadOnlyDictionary<string, Preferences>? preferences = null, IReadOnlyDictionary<string, SaidAbsence>? said = null)
    {
        _preferences = preferences ?? Nobodys;
        _said = said ?? Everybodys;
        Subscribers = [.. _preferences.Where(own => own.Value.Subscriptions.Count > 0).Select(own => own.Key.ToLowerInvariant()).Order(StringComparer.Ordinal)];
        foreach (var teammate in team)
            _byEmail[teammate.Email] = teammate;
        foreach (var role in All.GroupBy(mate => mate.Role))
            _byRole[role.Key] = [.. role];
        _byName = new Lazy<IReadOnlyList<Teammate>>(
            () => [.. All.OrderBy(mate => mate.Name, StringComparer.OrdinalIgnoreCase).ThenBy(mate => mate.Email, StringComparer.Ordinal)]);
    }

    public IReadOnlyCollection<Teammate> All => _byEmail.Values;

    /// <summary>Addresses of those who want to hear of more than what is theirs, in lower case.</summary>
    public IReadOnlyList<string> Subscribers { get; }

    /// <summary>What the reader wants for themselves; a channel wants nothing.</summary>
    public Preferences PreferencesOf(string reader) => _preferences.GetValueOrDefault(reader) ?? Preferences.None;

    /// <summary>Everybody, as lists show them.</summary>
    public IReadOnlyList<Teammate> InOrderOfName => _byName.Value;

    /// <summary>Whom somebody named to stand in for them, for as long as they are away; null for nobody.</summary>
    public string? CoverOf(string email, DateTimeOffset now) => _said.GetValueOrDefault(email) is { Cover: { } cover } said
        && said.Until > Instant.FromDateTimeOffset(now).InZone(ZoneOf(email)).Date.ToDateOnly() ? cover : null;

    /// <summary>The teammate; somebody whom the team file does not name is a CSM in UTC.</summary>
    public Teammate Of(string email) => _byEmail.TryGetValue(email, out var known)
        ? known
        : new Teammate(email.ToLowerInvariant(), NameFrom(email), TeamRole.Csm, null, null, null, null);

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

    /// <summary>The reader's zone: what they chose, else the team file's, else their chat platform's. UTC for channels and unknown names.</summary>
    public DateTimeZone ZoneOf(string reader)
    {
        if (Roles.IsChannel(reader))
            return DateTimeZone.Utc;
        var own = PreferencesOf(reader);
        return Known(own.Zone) ?? Known(Of(reader).TimeZone) ?? Known(own.PlatformZone) ?? DateTimeZone.Utc;
    }

    private static DateTimeZone? Known(string? zone) => zone is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone);

    private static string NameFrom(string email)
    {
        int at = email.IndexOf('@');
        string name = at > 0 ? email[..at] : email;
        return name.Length == 0 ? email : char.ToUpperInvariant(name[0]) + name[1..];
    }
}
