using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Domain.Signals;

/// <summary>When we last talked, to whom, and whether they came. A touchpoint that was missed is none.</summary>
/// <remarks>A touchpoint that is known counts, also after the last complete day: whoever has just called need not wait for the CRM.</remarks>
internal static class TouchSignals
{
    private const string Review = "qbr";

    /// <summary>Where fewer customers have a contact on record, the record is not kept, and its silence says nothing.</summary>
    private const double KeptFrom = 0.3;

    public static IEnumerable<Signal> All { get; } =
    [
        Touch("touch.untouched_days", "days without contact", Unit.Days,
            "Days since the last touchpoint that was not missed; where there was none, since the account was created.", "all time",
            "fewer than 30 % of all accounts have a touchpoint on record", Untouched),
        Touch("touch.executive_days", "days since an executive was reached", Unit.Days, "Days since the last touchpoint with an executive that was not missed.",
            "all time", "there was none", (view, end) => Since(view, end, touch => touch.Executive == true && touch.Attended != false, "no executive met so far")),
        Touch("touch.review_days", "days since the last business review", Unit.Days, "Days since the last business review (qbr) that was held.", "all time",
            "none was held", (view, end) => Since(view, end, touch => Is(touch, Review) && touch.Attended != false, "no review held so far")),
        Touch("touch.review_missed_days", "days since a business review was missed", Unit.Days,
            "Days since the customer did not come to a business review; 0 if none was missed, or a later one was held.", "all time", "no business review is on record",
            ReviewMissed),
        Touch("touch.reply_hours_90d", "hours until they reply", Unit.Count, "Mean reply_hours of the touchpoints of 90 days.", "90 days", "none has a reply time",
            ReplyHours),
    ];

    private static Signal Touch(
        string name, string label, Unit unit, string definition, string window, string? missing, Func<AccountView, DateOnly, SignalValue> compute) =>
        Define.Stream(name, label, unit, definition, window, missing, FactStream.Touchpoints, compute);

    private static SignalValue Untouched(AccountView view, DateOnly end)
    {
        if (!(view.Frame.TouchedShare >= KeptFrom))
            return SignalValue.Missing("contacts are hardly recorded");
        var last = Last(view, touch => touch.Attended != false) ?? view.CreatedOn;
        return last is { } day ? SignalValue.Of(DaysUpTo(end, day)) : SignalValue.Missing("no creation date");
    }

    private static SignalValue ReviewMissed(AccountView view, DateOnly end)
    {
        var missed = Last(view, touch => Is(touch, Review) && touch.Attended == false);
        var held = Last(view, touch => Is(touch, Review) && touch.Attended != false);
        if (missed is null && held is null)
            return SignalValue.Missing("no review on record");
        // 0, not missing: an alert about it has to see that it is over.
        return SignalValue.Of(missed is { } day && !(held >= day) ? DaysUpTo(end, day) : 0);
    }

    private static SignalValue ReplyHours(AccountView view, DateOnly end)
    {
        var begin = Define.Begin(view, end, 90);
        List<double> hours = [.. view.Facts.Touchpoints.Where(touch => touch.Date >= begin && touch.Date <= end).Select(touch => touch.ReplyHours).OfType<double>()];
        return hours.Count == 0 ? SignalValue.Missing("no reply time in 90 days") : SignalValue.Of(Math.Round(hours.Average(), 9));
    }

    private static SignalValue Since(AccountView view, DateOnly end, Func<Touchpoint, bool> which, string whyMissing) =>
        Last(view, which) is { } day ? SignalValue.Of(DaysUpTo(end, day)) : SignalValue.Missing(whyMissing);

    private static int DaysUpTo(DateOnly end, DateOnly day) => Math.Max(0, end.DayNumber - day.DayNumber);

    private static DateOnly? Last(AccountView view, Func<Touchpoint, bool> which)
    {
        DateOnly? last = null;
        foreach (var touch in view.Facts.Touchpoints)
        {
            if (touch.Date <= view.AsOf && !(touch.Date < last) && which(touch))
                last = touch.Date;
        }

        return last;
    }

    private static bool Is(Touchpoint touch, string kind) => touch.Kind.Equals(kind, StringComparison.OrdinalIgnoreCase);
}
