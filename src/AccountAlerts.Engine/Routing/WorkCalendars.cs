namespace AccountAlerts.Engine.Routing;

/// <summary>Everybody's calendar: the hours of the settings, in each one's own zone.</summary>
public sealed class WorkCalendars(WorkHours hours)
{
    /// <param name="reader">A teammate's address, or a channel, which lives in UTC.</param>
    public WorkCalendar Of(TeamDirectory team, string reader) => new(team.ZoneOf(reader), hours);
}
