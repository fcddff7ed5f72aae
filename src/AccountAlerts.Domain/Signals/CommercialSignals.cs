using AccountAlerts.Domain.Accounts;
using static AccountAlerts.Domain.Signals.Define;

namespace AccountAlerts.Domain.Signals;

/// <summary>What is agreed, what is being negotiated, and how it moved.</summary>
internal static class CommercialSignals
{
    private const int ComparedDays = 90;

    private static readonly HashSet<string> Pooled = new(StringComparer.OrdinalIgnoreCase) { "pooled", "tech-touch" };

    public static IEnumerable<Signal> All { get; } =
    [
        Account("account.owned", "somebody looks after it", Unit.Flag,
            "Whether anybody is named as the account's owner, or its segment is one that nobody owns singly: pooled or tech-touch.", "the last known value by the day",
            "never", view => SignalValue.Of(view.OwnerEmail is not null || Pooled.Contains(view.Segment ?? ""))),
        Account("account.arr_change_90d", "change of ARR in 90 days", Unit.Ratio, "Annual recurring revenue against what it was 90 days before; -10% is a tenth less.",
            "90 days", "no source gives it for both days, or it was 0 then", ArrChange),
        Opportunity("opportunities.open_expansion", "open expansions", "Opportunities for an expansion that are neither won nor lost.", "expansion"),
        Opportunity("opportunities.open_renewal", "open renewals", "Opportunities for a renewal that are neither won nor lost.", "renewal"),
        Account("renewal.lapsed_days", "days since the renewal date passed", Unit.Days,
            "Days since the renewal date passed without anybody recording what became of it; 0 while it is ahead, or once the outcome is recorded.",
            "all time", "no source gives a renewal date", Lapsed),
    ];

    private static Signal Opportunity(string name, string label, string definition, string kind) =>
        Stream(name, label, Unit.Count, definition, "all time", null, FactStream.Opportunities, (view, end) => SignalValue.Of(view.Facts.Opportunities.Count(
            each => each.Kind.Equals(kind, StringComparison.OrdinalIgnoreCase) && (string.IsNullOrEmpty(each.Outcome) || each.CloseOn > end))));

    private static SignalValue ArrChange(AccountView view)
    {
        double? before = AccountColumns.Of(view.Facts, view.AsOf.AddDays(-ComparedDays)).Arr;
        return view.Arr is { } now && before is > 0 ? Ratio(now - before.Value, before.Value) : SignalValue.Missing("no ARR of 90 days ago");
    }

    private static SignalValue Lapsed(AccountView view)
    {
        if (view.RenewalOn is not { } renewal)
            return SignalValue.Missing("no renewal date given");
        // What is recorded of a later renewal settles the earlier one as well.
        bool settled = view.Facts.Outcomes.Any(outcome => outcome.RenewalOn >= renewal && outcome.RenewalOn <= view.AsOf);
        return SignalValue.Of(settled ? 0 : Math.Max(0, view.AsOf.DayNumber - renewal.DayNumber));
    }
}
