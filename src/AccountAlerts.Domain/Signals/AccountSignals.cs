using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Domain.Signals;

/// <summary>What the account is, and what is agreed with it.</summary>
internal static class AccountSignals
{
    private const string ToDate = "the last known value by the day";

    public static IEnumerable<Signal> All { get; } =
    [
        Define.Account("account.segment", "segment", Unit.Word, "The segment that the account belongs to.", ToDate, "no source gives a segment",
            view => Define.Word(view.Segment, "no segment given")),
        Define.Account("account.lifecycle", "lifecycle stage", Unit.Word,
            "Where the account is: trial, onboarding, active, renewing or churned.", ToDate, "no source gives a lifecycle",
            view => Define.Word(view.Lifecycle is { } stage ? LifecycleWords.Of(stage) : null, "no lifecycle given")),
        Define.Account("account.arr", "annual recurring revenue", Unit.Money, "Annual recurring revenue in the account's own currency.", ToDate,
            "no source gives it", view => Define.Number(view.Arr, "no ARR given")),
        Define.Account("account.age_days", "days since the account was created", Unit.Days,
            "Days since the account was created, or since its earliest dated fact.", "all time", "the account has no dated fact",
            view => view.CreatedOn is null ? SignalValue.Missing("no creation date") : SignalValue.Of(view.AgeDays)),
        Define.Account("account.seats", "seats paid", Unit.Count, "Seats that the account pays for.", ToDate, "no source gives seats",
            view => Define.Number(view.Seats, "no seats given")),
        Define.Account("renewal.days_left", "days to the decision", Unit.Days,
            "Days to the earliest notice or end of a running contract that is not yet past, else to the renewal date, else to the end of the last contract; negative once it is past.",
            "all contracts begun by the day", "there is neither a contract nor a renewal date, or the source of contracts is late", DaysLeft),
    ];

    private static SignalValue DaysLeft(AccountView view)
    {
        DateOnly? next = null, last = null;
        foreach (var contract in view.Facts.Contracts)
        {
            if (contract.StartsOn > view.AsOf)
                continue;

            // A contract on record is connection enough; without its start date no stream could tell since when.
            if (Freshness.WhyMissing(view.Frame[FactStream.Contracts] with { Connected = true }) is { } why)
                return SignalValue.Missing(why);

            next = Earliest(next, NotPast(contract.NoticeOn, view.AsOf));
            next = Earliest(next, NotPast(contract.EndsOn, view.AsOf));
            last = last > contract.EndsOn ? last : contract.EndsOn;
        }

        // A renewal date that is still ahead says more than a contract that has run out.
        var decision = next ?? view.RenewalOn ?? last;
        return decision is { } day
            ? SignalValue.Of(day.DayNumber - view.AsOf.DayNumber)
            : SignalValue.Missing("no contract and no renewal date");
    }

    private static DateOnly? NotPast(DateOnly? day, DateOnly asOf) => day >= asOf ? day : null;

    private static DateOnly? Earliest(DateOnly? a, DateOnly? b) => a is null || b < a ? b ?? a : a;
}
