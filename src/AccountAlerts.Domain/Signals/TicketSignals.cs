using AccountAlerts.Domain.Accounts;
using static AccountAlerts.Domain.Signals.Define;

namespace AccountAlerts.Domain.Signals;

/// <summary>How much a customer needs support, against their own usual, and how they sounded.</summary>
internal static class TicketSignals
{
    private const int UsualWeeks = 12;

    private const int FewestForAMood = 3;

    public static IEnumerable<Signal> All { get; } =
    [
        Of("tickets.open", "open tickets", Unit.Count, "Tickets that are open.", "all time", null,
            (view, end) => SignalValue.Of(view.Facts.Tickets.Count(ticket => IsOpen(ticket, end)))),
        Of("tickets.escalated_open", "open escalated tickets", Unit.Count, "Open tickets that were escalated.", "all time", null,
            (view, end) => SignalValue.Of(view.Facts.Tickets.Count(ticket => ticket.Escalated && IsOpen(ticket, end)))),
        Of("tickets.oldest_p1_days", "days the oldest P1 ticket is open", Unit.Days, "Days since the oldest open ticket of priority p1 was opened; 0 if none is.",
            "all time", null, OldestP1),
        Of("tickets.usual_7d", "tickets in a usual week", Unit.Count,
            "Tickets opened in an average week of the 12 before the last 7 days, or of those that the account had.", "13 weeks",
            "the account had less than four weeks before the last 7 days", Usual),
        Of("tickets.spike", "tickets against a usual week", Unit.Ratio,
            "Tickets opened in 7 days divided by those of a usual week; a usual week with less than one counts as one.", "13 weeks",
            "the account had less than four weeks before the last 7 days", Spike),
        Of("tickets.sentiment_30d", "mood of tickets in 30 days", Unit.Count,
            "Mean sentiment, from -1 to 1, of tickets closed in 30 days.", "30 days", "fewer than three of them have a sentiment", Sentiment),
        Of("tickets.negative_30d", "tickets sound angry", Unit.Flag,
            "True if the mean sentiment of at least three tickets closed in 30 days is below -0.3; false otherwise, with fewer tickets too.", "30 days", null,
            (view, end) => SignalValue.Of(Mood(view, end) is < -0.3)),
        Of("tickets.unhappy_7d", "tickets rated 2 or less", Unit.Count, "Tickets closed in 7 days that were rated 2 of 5 or less.", "7 days", null,
            (view, end) => SignalValue.Of(ClosedSince(view, Begin(view, end, 7), end).Count(ticket => ticket.Csat <= 2))),
        Of("tickets.csat_7d", "lowest rating after a ticket", Unit.Count, "The lowest rating, 1 to 5, of a ticket closed in 7 days.", "7 days",
            "no ticket closed in 7 days was rated", LowestRating),
    ];

    private static Signal Of(
        string name, string label, Unit unit, string definition, string window, string? missing, Func<AccountView, DateOnly, SignalValue> compute) =>
        Stream(name, label, unit, definition, window, missing, FactStream.Tickets, compute);

    private static bool IsOpen(Ticket ticket, DateOnly end) => DayOf(ticket.OpenedAt) <= end && !(DayOf(ticket.ClosedAt) <= end);

    private static SignalValue OldestP1(AccountView view, DateOnly end)
    {
        int oldest = 0;
        foreach (var ticket in view.Facts.Tickets)
        {
            if (ticket.Priority == 1 && IsOpen(ticket, end))
                oldest = Math.Max(oldest, end.DayNumber - DayOf(ticket.OpenedAt).DayNumber);
        }

        return SignalValue.Of(oldest);
    }

    private static SignalValue Usual(AccountView view, DateOnly end) =>
        Number(UsualWeek(view, end), "less than four weeks to compare with");

    private static SignalValue Spike(AccountView view, DateOnly end)
    {
        if (UsualWeek(view, end) is not { } usual)
            return SignalValue.Missing("less than four weeks to compare with");
        return Ratio(OpenedBetween(view, Begin(view, end, 7), end), Math.Max(1, usual));
    }

    private static double? UsualWeek(AccountView view, DateOnly end)
    {
        if (view.CreatedOn is not { } created)
            return null;
        var last = end.AddDays(-7);
        int weeks = Math.Min(UsualWeeks, (last.DayNumber - created.DayNumber + 1) / 7);
        return weeks < 4 ? null : Math.Round((double)OpenedBetween(view, last.AddDays(1 - (weeks * 7)), last) / weeks, 9);
    }

    private static int OpenedBetween(AccountView view, DateOnly first, DateOnly last)
    {
        int opened = 0;
        foreach (var ticket in view.Facts.Tickets)
        {
            var day = DayOf(ticket.OpenedAt);
            if (day >= first && day <= last)
                opened++;
        }

        return opened;
    }

    private static SignalValue Sentiment(AccountView view, DateOnly end) => Number(Mood(view, end), "too few tickets to tell");

    private static double? Mood(AccountView view, DateOnly end)
    {
        double[] moods = [.. ClosedSince(view, Begin(view, end, 30), end).Select(ticket => ticket.Sentiment).OfType<double>()];
        return moods.Length < FewestForAMood ? null : Math.Round(moods.Average(), 9);
    }

    private static SignalValue LowestRating(AccountView view, DateOnly end)
    {
        double? lowest = ClosedSince(view, Begin(view, end, 7), end).Min(ticket => ticket.Csat);
        return Number(lowest, "no rating in 7 days");
    }

    /// <summary>Mood and rating of a ticket are known from the day it closed.</summary>
    private static IEnumerable<Ticket> ClosedSince(AccountView view, DateOnly first, DateOnly end) =>
        view.Facts.Tickets.Where(ticket => DayOf(ticket.ClosedAt) is { } closed && closed >= first && closed <= end);
}
