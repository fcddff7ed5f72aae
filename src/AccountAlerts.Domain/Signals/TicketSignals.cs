using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Domain.Signals;

/// <summary>Support against the account's own usual, and how it ended. Sentiment and CSAT of a ticket are known from the day it closed.</summary>
internal static class TicketSignals
{
    private const int BaselineWeeks = 26;

    /// <summary>Who never wrote would else have any ticket as a spike without end.</summary>
    private const double LeastUsual = 0.25;

    public static IEnumerable<Signal> All { get; } =
    [
        Tickets("tickets.open", "open tickets", Unit.Count, "Tickets that are open.", "all time", null, (view, end) => Open(view, end, _ => true)),
        Tickets("tickets.escalated_open", "open escalated tickets", Unit.Count, "Open tickets that were escalated.", "all time", null,
            (view, end) => Open(view, end, ticket => ticket.Escalated)),
        Tickets("tickets.oldest_p1_days", "days the oldest urgent ticket is open", Unit.Days, "Days since the oldest open p1 ticket was opened; 0 if none is open.",
            "all time", null, OldestP1),
        Tickets("tickets.opened_28d", "tickets opened in 28 days", Unit.Count, "Tickets opened in 28 days.", "28 days", null,
            (view, end) => SignalValue.Of(Opened(view, Define.Begin(view, end, 28), end))),
        Tickets("tickets.usual_7d", "tickets usual in 7 days", Unit.Count,
            "Tickets opened in an average week of the 26 before the last 7 days, or of the whole weeks that the account had.", "27 weeks",
            "the account is younger than five weeks", (view, end) => Define.Number(Usual(view, end) is { } usual ? Math.Round(usual, 9) : null, "younger than five weeks")),
        Tickets("tickets.opened_vs_usual", "tickets against the usual", Unit.Ratio,
            "Tickets of 7 days divided by those of an own usual week, which counts as one ticket in four weeks at least.", "27 weeks",
            "the account is younger than five weeks",
            (view, end) => Usual(view, end) is { } usual
                ? Define.Ratio(Opened(view, Define.Begin(view, end, 7), end), Math.Max(LeastUsual, usual))
                : SignalValue.Missing("younger than five weeks")),
        Tickets("tickets.sentiment_30d", "mood of the tickets", Unit.Ratio, "Mean sentiment, -100% to 100%, of the tickets closed in 30 days.", "30 days",
            "no such ticket has a sentiment", (view, end) => Mean(Closed(view, end, 30, ticket => ticket.Sentiment), "no sentiment in 30 days")),
        Tickets("tickets.sentiment_count_30d", "tickets with a mood", Unit.Count, "Tickets closed in 30 days that have a sentiment.", "30 days", null,
            (view, end) => SignalValue.Of(Closed(view, end, 30, ticket => ticket.Sentiment).Count)),
        Tickets("tickets.csat_90d", "satisfaction with support", Unit.Count, "Mean CSAT of the tickets closed in 90 days, 1 to 5.", "90 days",
            "no such ticket was rated", (view, end) => Mean(Closed(view, end, 90, ticket => ticket.Csat), "no rating in 90 days")),
        Tickets("tickets.lowest_csat_7d", "worst rating of support in 7 days", Unit.Count, "Lowest CSAT of the tickets closed in 7 days.", "7 days",
            "no such ticket was rated",
            (view, end) => Closed(view, end, 7, ticket => ticket.Csat) is { Count: > 0 } rated ? SignalValue.Of(rated.Min()) : SignalValue.Missing("no rating in 7 days")),
        Tickets("tickets.days_to_close_90d", "days to close a ticket", Unit.Days, "Mean days from opening to closing of the tickets closed in 90 days.", "90 days",
            "none was closed",
            (view, end) => Mean(
                Closed(view, end, 90, ticket => Define.DayOf(ticket.ClosedAt!.Value).DayNumber - Define.DayOf(ticket.OpenedAt).DayNumber), "none closed in 90 days")),
    ];

    private static Signal Tickets(
        string name, string label, Unit unit, string definition, string window, string? missing, Func<AccountView, DateOnly, SignalValue> compute) =>
        Define.Stream(name, label, unit, definition, window, missing, FactStream.Tickets, compute);

    private static bool IsOpen(Ticket ticket, DateOnly end) => Define.DayOf(ticket.OpenedAt) <= end && !(Define.DayOf(ticket.ClosedAt) <= end);

    private static SignalValue Open(AccountView view, DateOnly end, Func<Ticket, bool> which) =>
        SignalValue.Of(view.Facts.Tickets.Count(ticket => IsOpen(ticket, end) && which(ticket)));

    private static SignalValue OldestP1(AccountView view, DateOnly end)
    {
        int oldest = 0;
        foreach (var ticket in view.Facts.Tickets)
        {
            if (ticket.Priority == 1 && IsOpen(ticket, end))
                oldest = Math.Max(oldest, end.DayNumber - Define.DayOf(ticket.OpenedAt).DayNumber);
        }

        return SignalValue.Of(oldest);
    }

    private static int Opened(AccountView view, DateOnly from, DateOnly to)
    {
        int opened = 0;
        foreach (var ticket in view.Facts.Tickets)
        {
            var day = Define.DayOf(ticket.OpenedAt);
            opened += day >= from && day <= to ? 1 : 0;
        }

        return opened;
    }

    /// <remarks>Not rounded: what is divided by a rounded number misses the threshold that it should just reach.</remarks>
    private static double? Usual(AccountView view, DateOnly end)
    {
        if (view.CreatedOn is not { } created)
            return null;
        var last = end.AddDays(-7);
        int weeks = Math.Min(BaselineWeeks, (last.DayNumber - created.DayNumber + 1) / 7);
        return weeks < 4 ? null : (double)Opened(view, last.AddDays(1 - (7 * weeks)), last) / weeks;
    }

    private static List<double> Closed(AccountView view, DateOnly end, int days, Func<Ticket, double?> value)
    {
        var values = new List<double>();
        var begin = Define.Begin(view, end, days);
        foreach (var ticket in view.Facts.Tickets)
        {
            if (Define.DayOf(ticket.ClosedAt) is { } closed && closed >= begin && closed <= end && value(ticket) is { } known)
                values.Add(known);
        }

        return values;
    }

    private static SignalValue Mean(List<double> values, string whyMissing) =>
        values.Count == 0 ? SignalValue.Missing(whyMissing) : SignalValue.Of(Math.Round(values.Average(), 9));
}
