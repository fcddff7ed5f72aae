using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Domain.Signals;

/// <summary>Contracts, opportunities and what became of the last renewal.</summary>
internal static class CommercialSignals
{
    private static readonly HashSet<string> Pooled = new(StringComparer.OrdinalIgnoreCase) { "pooled", "tech-touch" };

    public static IEnumerable<Signal> All { get; } =
    [
        Define.Account("account.owned", "somebody looks after the account", Unit.Flag, "True if an owner is given, or the segment is one that nobody owns singly: pooled or tech-touch.", "the last known value by the day",
            "the account does not exist yet",
            view => view.Exists ? SignalValue.Of(!string.IsNullOrWhiteSpace(view.OwnerEmail) || Pooled.Contains(view.Segment ?? ""), view.OwnerEmail) : SignalValue.Missing("no such account yet")),
        Define.Stream("renewal.auto", "renews by itself", Unit.Flag, "True if the running contract that ends first renews by itself.", "all contracts begun by the day",
            "no contract runs, or it does not say", FactStream.Contracts, RenewsByItself),
        Define.Account("renewal.unrecorded_days", "days since a renewal without an outcome", Unit.Days,
            "Days since the latest renewal date or contract end that is past and of which no outcome is on record within 60 days before or after; 0 once one is, or while none is past.",
            "all time", "there is neither a contract nor a renewal date", Unrecorded),
        Define.Stream("opportunity.renewal_close_days", "days until the renewal is to close", Unit.Days,
            "Days to the close_on of the earliest open opportunity of kind renewal; one is open until its close_on, or while it has no outcome.", "all time",
            "there is none", FactStream.Opportunities, RenewalClose),
        Define.Stream("opportunity.expansions_open", "open expansions", Unit.Count, "Open opportunities of kind expansion.", "all time", null,
            FactStream.Opportunities, (view, end) => SignalValue.Of(view.Facts.Opportunities.Count(one => Is(one, "expansion") && IsOpen(one, end)))),
    ];

    private static SignalValue RenewsByItself(AccountView view, DateOnly end)
    {
        var running = view.Facts.Contracts.Where(contract => !(contract.StartsOn > end) && contract.EndsOn >= end).MinBy(contract => contract.EndsOn);
        return running?.AutoRenew is { } auto ? SignalValue.Of(auto) : SignalValue.Missing("no running contract says so");
    }

    private static SignalValue Unrecorded(AccountView view)
    {
        DateOnly? last = null;
        Offer(view.RenewalOn);
        foreach (var contract in view.Facts.Contracts)
        {
            if (!(contract.StartsOn > view.AsOf))
                Offer(contract.EndsOn);
        }

        if (last is not { } day)
            return view.RenewalOn is null && view.Facts.Contracts.All(contract => contract.StartsOn > view.AsOf) ? SignalValue.Missing("no renewal date given") : SignalValue.Of(0);
        foreach (var outcome in view.Facts.Outcomes)
        {
            if (outcome.RenewalOn <= view.AsOf && Math.Abs(outcome.RenewalOn.DayNumber - day.DayNumber) <= 60)
                return SignalValue.Of(0);
        }

        return SignalValue.Of(view.AsOf.DayNumber - day.DayNumber);

        void Offer(DateOnly? candidate)
        {
            if (candidate < view.AsOf && !(candidate <= last))
                last = candidate;
        }
    }

    private static SignalValue RenewalClose(AccountView view, DateOnly end)
    {
        var next = view.Facts.Opportunities.Where(one => Is(one, "renewal") && IsOpen(one, end) && one.CloseOn is not null).MinBy(one => one.CloseOn);
        return next is null ? SignalValue.Missing("no open renewal") : SignalValue.Of(next.CloseOn!.Value.DayNumber - end.DayNumber);
    }

    /// <summary>Rows have no history: as of a past day an opportunity counts as open until its close.</summary>
    private static bool IsOpen(Opportunity one, DateOnly end) => one.CloseOn > end || one.Outcome is null;

    private static bool Is(Opportunity one, string kind) => one.Kind.Equals(kind, StringComparison.OrdinalIgnoreCase);
}
