using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers;

namespace AccountAlerts.Domain.Accounts;

/// <summary>What of an account a trigger may be about, besides the account itself.</summary>
public static class Subjects
{
    /// <summary>What ended longer ago needs nobody any more.</summary>
    private const int EndedDays = 90;

    /// <summary>The signals that a trigger about such a subject may name, besides those of the account.</summary>
    public static SignalScope ScopeOf(SubjectKind kind) => kind switch
    {
        SubjectKind.Person => SignalScope.Person,
        SubjectKind.Feature => SignalScope.Feature,
        SubjectKind.Ticket => SignalScope.Ticket,
        SubjectKind.Invoice => SignalScope.Invoice,
        _ => SignalScope.Account,
    };

    /// <summary>As files write it after <c>each:</c>.</summary>
    public static string Word(SignalScope scope) => scope.ToString().ToLowerInvariant();

    /// <summary>Everybody and everything of a kind that is known by the day. A late source takes nothing away: its signals are missing.</summary>
    internal static IEnumerable<SignalContext> Of(AccountView view, SubjectKind kind) => kind switch
    {
        SubjectKind.Person => view.People.Select(person => new SignalContext(view, person)),
        SubjectKind.Feature => view.Activity.Features.Keys.Order().Select(feature => new SignalContext(view, null) { Feature = feature }),
        SubjectKind.Ticket => view.Facts.Tickets.Where(ticket => Counts(view, Define.DayOf(ticket.OpenedAt), Define.DayOf(ticket.ClosedAt)))
            .Select(ticket => new SignalContext(view, null) { Ticket = ticket }),
        SubjectKind.Invoice => view.Facts.Invoices.Where(invoice => Counts(view, invoice.IssuedOn ?? invoice.DueOn, invoice.PaidOn))
            .Select(invoice => new SignalContext(view, null) { Invoice = invoice }),
        _ => [],
    };

    /// <summary>Whom or what a context has in mind; the account, where it is nothing else.</summary>
    internal static Subject SubjectOf(SignalContext context) => context switch
    {
        { Person: { } person } => new(SubjectKind.Person, person.PersonId, person.Label),
        { Feature: > 0 and var feature } => new(SubjectKind.Feature, MetricOf(context, feature).Name, MetricOf(context, feature).Label),
        { Ticket: { } ticket } => new(SubjectKind.Ticket, ticket.TicketId, ticket.Subject ?? ticket.TicketId),
        { Invoice: { } invoice } => new(SubjectKind.Invoice, invoice.InvoiceId, invoice.InvoiceId),
        _ => new(SubjectKind.Account, context.Account.Facts.Profile.AccountId, context.Account.Facts.Profile.Name),
    };

    private static Metric MetricOf(SignalContext context, int feature) => context.Account.Frame.Metrics[feature];

    private static bool Counts(AccountView view, DateOnly begun, DateOnly? ended) =>
        begun <= view.AsOf && !(ended <= view.AsOf && view.AsOf.DayNumber - ended.Value.DayNumber > EndedDays);
}
