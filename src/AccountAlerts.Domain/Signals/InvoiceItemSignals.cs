using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Domain.Signals;

/// <summary>One invoice.</summary>
internal static class InvoiceItemSignals
{
    public static IEnumerable<Signal> All { get; } =
    [
        Of("invoice.overdue_days", "days the invoice is overdue", Unit.Days, "Days since the unpaid invoice was due; 0 if it is paid or not yet due.",
            (invoice, end) => SignalValue.Of(invoice.PaidOn <= end ? 0 : Math.Max(0, end.DayNumber - invoice.DueOn.DayNumber), invoice.InvoiceId)),
        Of("invoice.amount", "amount of the invoice", Unit.Money, "The invoice's amount, in its own currency.",
            (invoice, _) => SignalValue.Of(invoice.Amount, invoice.Currency)),
        Of("invoice.paid", "the invoice is paid", Unit.Flag, "True once the invoice is paid.", (invoice, end) => SignalValue.Of(invoice.PaidOn <= end)),
    ];

    private static Signal Of(string name, string label, Unit unit, string definition, Func<Invoice, DateOnly, SignalValue> compute) =>
        Define.Item(SignalScope.Invoice, name, label, unit, definition, "never else", FactStream.Invoices, context => context.Invoice, compute);
}
