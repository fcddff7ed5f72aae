using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Storage.Alerts;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>The team directory, made anew only when the team file, somebody's settings or somebody's absence changed.</summary>
internal sealed class TeamMemory(ScopeMemory values)
{
    private volatile Made? _made;

    public TeamDirectory Of(SqlSession session, FactLore lore)
    {
        var team = lore.Team(session);
        var preferences = values.Of(session, StoredPreferences.Scope, StoredPreferences.ReadAll);
        var said = values.Of(session, Absences.Scope, Absences.ReadAll);
        if (_made is { } made && ReferenceEquals(made.Team, team) && ReferenceEquals(made.Preferences, preferences) && ReferenceEquals(made.Said, said))
            return made.Directory;
        var directory = new TeamDirectory(team, preferences, said);
        _made = new Made(team, preferences, said, directory);
        return directory;
    }

    private sealed record Made(
        IReadOnlyList<Teammate> Team, IReadOnlyDictionary<string, Preferences> Preferences, IReadOnlyDictionary<string, SaidAbsence> Said, TeamDirectory Directory);
}
