namespace AccountAlerts.Engine.Routing;

/// <summary>Everybody's calendar: what they said of themselves, else what the settings say of them, else the hours of all; in each one's own zone.</summary>
/// <param name="hours">Everybody's.</param>
/// <param name="own">By address, of whoever the settings name.</param>
public sealed class WorkCalendars(WorkHours hours, IReadOnlyDictionary<string, WorkHours>? own = null)
{
    /// <param name="reader">A teammate's address, or a channel, which lives in UTC.</param>
    public WorkCalendar Of(TeamDirectory team, string reader) =>
        new(team.ZoneOf(reader), team.PreferencesOf(reader).Over(own?.GetValueOrDefault(reader) ?? hours));
}
