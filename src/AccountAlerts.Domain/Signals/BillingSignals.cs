using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Domain.Signals;

/// <summary>What is paid, how well, and what it is worth against use.</summary>
internal static class BillingSignals
{
    private const int Quarter = 90;

    public static IEnumerable<Signal> All { get; } =
    [
        Define.Stream("invoices.overdue_amount", "overdue amount", Unit.Money, "Sum of the unpaid invoices that are past due, in the account's own currency.",
            "all time", "an overdue invoice is in another currency", FactStream.Invoices, OverdueAmount),
        Define.Stream("invoices.paid_late_days", "days invoices are paid late", Unit.Days,
            "Mean days from due to paid of the invoices paid in a year; early counts 0.", "365 days", "none was paid in a year", FactStream.Invoices, PaidLate),
        Define.Account("account.arr_change_365d", "change of the contract value in a year", Unit.Ratio,
            "Annual recurring revenue against that of a year before; -10% is a contraction.", "365 days", "the value of a year ago is not known, or was 0",
            view => Change(view.Arr, AccountColumns.Of(view.Facts, view.AsOf.AddDays(-365)).Arr, "not known a year ago")),
        Define.Usage("account.arpu", "revenue per active person", Unit.Money, "Annual recurring revenue divided by the people active in 28 days.", "28 days",
            "no ARR is given, use is not recorded by person, or nobody was active", Arpu),
        Define.Usage("account.arpu_change_90d", "change of the revenue per active person", Unit.Ratio,
            "Annual recurring revenue per person active in 28 days, against the same 90 days before.", "118 days",
            "either end is not known, or fewer than 5 people were active 90 days before", ArpuChange),
    ];

    private static SignalValue OverdueAmount(AccountView view, DateOnly end)
    {
        double sum = 0;
        foreach (var invoice in view.Facts.Invoices)
        {
            if (invoice.IssuedOn > end || invoice.PaidOn <= end || invoice.DueOn >= end)
                continue;
            if (invoice.Currency is { } currency && view.Facts.Profile.Currency is { } own && !currency.Equals(own, StringComparison.OrdinalIgnoreCase))
                return SignalValue.Missing("in another currency");
            sum += invoice.Amount;
        }

        return SignalValue.Of(Math.Round(sum, 9));
    }

    private static SignalValue PaidLate(AccountView view, DateOnly end)
    {
        var begin = Define.Begin(view, end, 365);
        List<double> late =
        [
            .. view.Facts.Invoices.Where(invoice => invoice.PaidOn >= begin && invoice.PaidOn <= end)
                .Select(invoice => (double)Math.Max(0, invoice.PaidOn!.Value.DayNumber - invoice.DueOn.DayNumber)),
        ];
        return late.Count == 0 ? SignalValue.Missing("no invoice paid in a year") : SignalValue.Of(Math.Round(late.Average(), 9));
    }

    private static SignalValue Arpu(AccountView view, UsageDigest digest)
    {
        if (view.Arr is not { } arr)
            return SignalValue.Missing("no ARR given");
        return PeopleSignals.ActivePeople(view, digest, 28) is { } people and > 0
            ? Define.Ratio(arr, people)
            : SignalValue.Missing("nobody active in 28 days");
    }

    private static SignalValue ArpuChange(AccountView view, UsageDigest digest)
    {
        var now = Arpu(view, digest);
        if (!now.Present)
            return now;
        int people = digest.NamesPeople || digest.HasSightings ? digest.ActivePeople(28, from: Quarter) : 0;
        if (people < 5)
            return SignalValue.Missing("too few people 90 days before");
        return Change(now.Number, AccountColumns.Of(view.Facts, view.AsOf.AddDays(-Quarter)).Arr / people, "no ARR 90 days before");
    }

    private static SignalValue Change(double? now, double? before, string whyMissing) => now is { } known && before is { } past and > 0
        ? Define.Ratio(known - past, past)
        : SignalValue.Missing(whyMissing);
}
