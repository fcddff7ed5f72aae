using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Delivery;

namespace AccountAlerts.Engine.Routing;

/// <summary>One announcement of an alert on its way to one reader.</summary>
/// <param name="Reader">Who would read it now: the route's reader, or who stands in for them.</param>
/// <param name="Others">The newest alerts of the account, this one among them.</param>
public sealed record News(
    Alert Alert, TriggerMode Mode, AccountSnapshot Account, IReadOnlyList<Alert> Others, Route Route, string Reader, double? Money)
{
    /// <summary>Its former owner was told; the account has changed hands since.</summary>
    public bool ChangedHands { get; init; }

    /// <summary>Somebody of ours gave it to somebody: that is no noise of ours.</summary>
    public bool ByHand => Route.Found == RouteReasons.Assignee;
}

/// <summary>Everything that the hold rules ask about, as of the beginning of a round.</summary>
public sealed class TellingScene
{
    private readonly WorkCalendars _hours;
    private readonly Dictionary<string, WorkCalendar> _calendars = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, StandIn> _standIns = new(StringComparer.OrdinalIgnoreCase);

    public TellingScene(DateTimeOffset now, TeamDirectory team, TellingPolicy policy, WorkCalendars hours)
    {
        _hours = hours;
        Away = new AwayTeam(team, new Dictionary<string, SaidAbsence>());
        Now = now;
        Team = team;
        Policy = policy;
        Ledger = new BudgetLedger(policy.Budget, CalendarOf, now);
    }

    public DateTimeOffset Now { get; }

    public TeamDirectory Team { get; }

    public TellingPolicy Policy { get; }

    /// <summary>Invented accounts: nothing is kept back but what is observed only.</summary>
    public bool Demo { get; init; }

    public AwayTeam Away { get; init; }

    /// <summary>Who cannot be reached, and why: addresses that have taken no message for a working day, and who has no app where one is needed.</summary>
    public Func<string, string?> Unreachable { get; init; } = _ => null;

    public AccountMutes Mutes { get; init; } = AccountMutes.None;

    /// <summary>The service was away until just now; else null.</summary>
    public ServiceGap? Gap { get; init; }

    public IFleetHolds Fleet { get; init; } = NoFleetGuard.Instance;

    public IDigestBook Digests { get; init; } = new EveryTeammate();

    public BudgetLedger Ledger { get; }

    /// <summary>How many cards each channel got lately, those of this round among them.</summary>
    public Dictionary<string, int> ChannelCards { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Counts what was told before.</summary>
    public void Count(IReadOnlyList<Telling> told)
    {
        Ledger.Count(told);
        var since = Now - Policy.Bundle.Within;
        foreach (var channel in told.Where(telling => telling is { Way: TellingWay.Card, ToldIn: not null } && telling.ToldAt > since && Roles.IsChannel(telling.Reader)).GroupBy(telling => telling.Reader))
            ChannelCards[channel.Key] = channel.Select(telling => telling.ToldIn).Distinct().Count();
    }

    /// <summary>The reader's days and hours; a channel keeps UTC.</summary>
    public WorkCalendar CalendarOf(string reader)
    {
        if (!_calendars.TryGetValue(reader, out var calendar))
            _calendars[reader] = calendar = _hours.Of(Team, reader);
        return calendar;
    }

    public StandIn StandInOf(string reader)
    {
        if (!_standIns.TryGetValue(reader, out var found))
            _standIns[reader] = found = new StandIns(Away, Unreachable, Now).Of(reader);
        return found;
    }
}
