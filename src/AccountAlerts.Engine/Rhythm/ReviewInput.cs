using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Digests;
using AccountAlerts.Domain.Money;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>Everything from which a weekly review is put together, cut down already to what its reader may see.</summary>
/// <param name="People">The teammates whose figures are shown one by one; empty for a channel, which sees none of anybody's.</param>
/// <param name="Now">The accounts today, with their owners.</param>
/// <param name="Before">The same a week ago; null where nothing was kept then.</param>
/// <param name="Live">What is open, acknowledged or asleep.</param>
/// <param name="Week">What happened in the last seven days, ascending.</param>
/// <param name="Month">What happened in the last four weeks, ascending.</param>
public sealed record ReviewInput(
    string Reader, DateOnly Day, DateOnly? BeforeDay, DateTimeOffset At, TeamDirectory Team, IReadOnlyList<Teammate> People,
    IReadOnlyList<(string? Owner, BookLine Line)> Now, IReadOnlyList<BookLine>? Before, IReadOnlyList<ListedAlert> Live, IReadOnlyList<AlertEvent> Week,
    IReadOnlyList<AlertEvent> Month, WorkCalendars Calendars, int MostRows, bool Demo)
{
    /// <summary>Whoever was a customer a year ago, those who have left since among them.</summary>
    public IReadOnlyList<RevenueCourse> Year { get; init; } = [];

    public MoneyRates Rates { get; init; } = MoneyRates.Only("");

    public bool IsChannel => Reader.StartsWith('#');

    /// <summary>Working time between two instants, by the calendar of whoever it is about.</summary>
    public TimeSpan Waited(TakenUp taken) => Calendars.Of(Team, taken.Owner ?? Reader).WorkBetween(taken.OpenedAt, taken.TakenAt);
}
