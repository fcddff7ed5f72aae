using AccountAlerts.Domain.Accounts;
using static AccountAlerts.Domain.Signals.Define;

namespace AccountAlerts.Domain.Signals;

/// <summary>When we last talked, with whom, and whether they came.</summary>
internal static class TouchSignals
{
    private const string Review = "qbr";

    /// <summary>Where fewer customers have a contact on record, the record is not kept, and its silence says nothing.</summary>
    private const double KeptFrom = 0.3;

    public static IEnumerable<Signal> All { get; } =
    [
        Of("touch.untouched_days", "days without contact", Unit.Days,
            "Days since the last touchpoint that was not missed; without any, days since the account was created.", "all time",
            "fewer than 30 % of all accounts have a touchpoint on record", Untouched),
        Of("touch.executive_days", "days since an executive was there", Unit.Days, "Days since the last touchpoint with one of their executives that was not missed.",
            "all time", "there was none", (view, end) => Since(view, end, touch => touch.Executive == true && touch.Attended != false, "no executive contact on record")),
        Of("touch.review_days", "days since the last review", Unit.Days, "Days since the last business review (qbr) that they attended.", "all time", "there was none",
            (view, end) => Since(view, end, touch => IsReview(touch) && touch.Attended != false, "no review on record")),
        Of("touch.review_missed_days", "days since a review was missed", Unit.Days,
            "Days since the last business review (qbr) that they did not attend; 0 if they attended one since, or missed none.", "all time", "no review is on record",
            ReviewMissed),
        Of("touch.reply_hours", "hours until they answer", Unit.Count, "Mean time to reply, in hours, of the touchpoints of 90 days that give one.", "90 days",
            "none gives one", ReplyHours),
    ];

    private static Signal Of(
        string name, string label, Unit unit, string definition, string window, string? missing, Func<AccountView, DateOnly, SignalValue> compute) =>
        Stream(name, label, unit, definition, window, missing, FactStream.Touchpoints, compute);

    private static bool IsReview(Touchpoint touch) => touch.Kind.Equals(Review, StringComparison.OrdinalIgnoreCase);

    private static SignalValue Untouched(AccountView view, DateOnly end)
    {
        if (!(view.Frame.TouchedShare >= KeptFrom))
            return SignalValue.Missing("contacts are hardly recorded");
        return DaysSince(Last(view, end, touch => touch.Attended != false) ?? view.CreatedOn, end, "no contact on record");
    }

    private static SignalValue ReviewMissed(AccountView view, DateOnly end)
    {
        var missed = Last(view, end, touch => IsReview(touch) && touch.Attended == false);
        var attended = Last(view, end, touch => IsReview(touch) && touch.Attended != false);
        if (missed is null && attended is null)
            return SignalValue.Missing("no review on record");
        return SignalValue.Of(missed is { } day && !(attended >= day) ? end.DayNumber - day.DayNumber : 0);
    }

    private static SignalValue ReplyHours(AccountView view, DateOnly end)
    {
        var begin = Begin(view, end, 90);
        double[] hours = [.. view.Facts.Touchpoints.Where(touch => touch.Date >= begin && touch.Date <= end).Select(touch => touch.ReplyHours).OfType<double>()];
        return hours.Length == 0 ? SignalValue.Missing("no reply measured in 90 days") : SignalValue.Of(Math.Round(hours.Average(), 9));
    }

    private static SignalValue Since(AccountView view, DateOnly end, Func<Touchpoint, bool> fits, string whyMissing) => DaysSince(Last(view, end, fits), end, whyMissing);

    private static DateOnly? Last(AccountView view, DateOnly end, Func<Touchpoint, bool> fits)
    {
        DateOnly? last = null;
        foreach (var touch in view.Facts.Touchpoints)
        {
            if (touch.Date <= end && !(touch.Date < last) && fits(touch))
                last = touch.Date;
        }

        return last;
    }
}
