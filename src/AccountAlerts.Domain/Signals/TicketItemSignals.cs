using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Domain.Signals;

/// <summary>One ticket. Sentiment and CSAT are known from the day it closed.</summary>
internal static class TicketItemSignals
{
    public static IEnumerable<Signal> All { get; } =
    [
        Of("ticket.open", "the ticket is open", Unit.Flag, "True while the ticket is open.", "never else", (ticket, end) => SignalValue.Of(!IsClosed(ticket, end))),
        Of("ticket.days_open", "days the ticket is open", Unit.Days, "Days since the ticket was opened, or from then to its closing.", "never else",
            (ticket, end) => SignalValue.Of(
                (IsClosed(ticket, end) ? Define.DayOf(ticket.ClosedAt!.Value) : end).DayNumber - Define.DayOf(ticket.OpenedAt).DayNumber)),
        Of("ticket.priority", "priority of the ticket", Unit.Count, "1 is the most urgent, 4 the least.", "none is given",
            (ticket, _) => Define.Number(ticket.Priority, "no priority given")),
        Of("ticket.escalated", "the ticket was escalated", Unit.Flag, "True if the ticket was escalated.", "never else", (ticket, _) => SignalValue.Of(ticket.Escalated)),
        Of("ticket.closed_days", "days since the ticket closed", Unit.Days, "Days since the ticket was closed.", "it is open",
            (ticket, end) => IsClosed(ticket, end) ? SignalValue.Of(end.DayNumber - Define.DayOf(ticket.ClosedAt!.Value).DayNumber) : SignalValue.Missing("still open")),
        Of("ticket.csat", "rating of the ticket", Unit.Count, "The customer's rating of the closed ticket, 1 to 5.", "it is open, or was not rated",
            (ticket, end) => Define.Number(IsClosed(ticket, end) ? ticket.Csat : null, "not rated")),
        Of("ticket.sentiment", "mood of the ticket", Unit.Ratio, "Sentiment of the closed ticket, -100% to 100%.", "it is open, or has none",
            (ticket, end) => Define.Number(IsClosed(ticket, end) ? ticket.Sentiment : null, "no sentiment")),
    ];

    private static Signal Of(string name, string label, Unit unit, string definition, string missing, Func<Ticket, DateOnly, SignalValue> compute) =>
        Define.Item(SignalScope.Ticket, name, label, unit, definition, missing, FactStream.Tickets, context => context.Ticket, compute);

    private static bool IsClosed(Ticket ticket, DateOnly end) => Define.DayOf(ticket.ClosedAt) <= end;
}
