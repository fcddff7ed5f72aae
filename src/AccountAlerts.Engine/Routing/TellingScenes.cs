using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;

namespace AccountAlerts.Engine.Routing;

/// <summary>Loads what the hold rules ask about, once for each round.</summary>
public sealed class TellingScenes(
    ITellings tellings, IProductValues values, IDeliveryDesk delivery, IConversationBook book, WorkCalendars hours, IServiceGaps gaps,
    IDigestBook digests, TellingPolicy policy, AlertingMode mode)
{
    /// <summary>An address that has taken nothing for so much of its owner's working time cannot be reached.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(8);

    /// <param name="evaluation">False for an act: nobody is interrupted unless somebody of ours wants it.</param>
    public async Task<TellingScene> LoadAsync(
        TeamDirectory team, IFleetHolds fleet, bool evaluation, DateTimeOffset now, CancellationToken cancellation)
    {
        var calendars = new TellingScene(now, team, policy, hours);
        var scene = new TellingScene(now, team, policy, hours)
        {
            Demo = mode.Demo,
            Away = await new Absences(values).ReadAsync(team, cancellation),
            Mutes = await AccountMutes.LoadAsync(values, cancellation),
            Unreachable = await UnreachableAsync(team, calendars, now, cancellation),
            Gap = evaluation ? await gaps.JustEndedAsync(now, cancellation) : null,
            Fleet = fleet,
            Digests = digests,
        };
        if (evaluation && !mode.Demo)
            scene.Count(await tellings.SinceAsync(now - BudgetLedger.Memory, cancellation));
        return scene;
    }

    /// <summary>Asked for the few who read something in this round: a team has many more.</summary>
    private async Task<Func<string, string?>> UnreachableAsync(TeamDirectory team, TellingScene calendars, DateTimeOffset now, CancellationToken cancellation)
    {
        var broken = await delivery.BrokenAsync(cancellation);
        return reader =>
        {
            if (!team.Knows(reader))
                return null;
            if (book.WhyNot(reader) is { } why)
                return why;
            if (broken.Count == 0)
                return null;
            var place = book.Of(reader);
            bool gone = broken.Any(destination => destination.Platform == place.Platform && destination.Workspace == place.Workspace
                && destination.Conversation == place.Id && calendars.CalendarOf(reader).WorkBetween(destination.Since, now) >= Patience);
            return gone ? StandIns.TakesNothing : null;
        };
    }
}
