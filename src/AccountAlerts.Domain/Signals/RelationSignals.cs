using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Domain.Signals;

/// <summary>Support, surveys, payment, contact and onboarding: the streams beside use.</summary>
internal static class RelationSignals
{
    private const string Unread = "no account has such rows, or the source is late by more than the holding time";

    private const int SurveyDays = 180;

    private const string FirstValueName = "first_value";

    public static IEnumerable<Signal> All { get; } =
    [
        Of("tickets.open_p1", "open P1 tickets", Unit.Count, "Tickets of priority p1 that are open.", "all time", Unread, FactStream.Tickets, OpenP1),
        Of("tickets.opened_7d", "tickets opened in 7 days", Unit.Count, "Tickets opened in 7 days.", "7 days", Unread, FactStream.Tickets, Opened),
        Of("nps.latest", "latest NPS answer", Unit.Count, "The latest answer to \"would you recommend us\", 0 to 10; the mean of that day's answers.",
            "180 days", $"{Unread}; no answer in 180 days", FactStream.Feedback, Nps),
        Of("invoices.overdue_days", "days an invoice is overdue", Unit.Days, "Days since the longest unpaid invoice was due; 0 if none is.", "all time",
            Unread, FactStream.Invoices, Overdue),
        Of("touch.days_since", "days since we last talked", Unit.Days, "Days since the last touchpoint that was not missed.", "all time",
            $"{Unread}; there was no touchpoint", FactStream.Touchpoints, SinceTouch),
        Of("onboarding.days_late", "days a milestone is late", Unit.Days, "Days since the longest missed milestone was due; 0 if none is late.", "all time",
            "no milestone was due or reached", FactStream.Milestones, MilestoneLate),
        Of("onboarding.first_value_reached", "the first result is reached", Unit.Flag, "Whether the milestone first_value is reached by the day.", "all time",
            $"{Unread}; the account has no milestone first_value", FactStream.Milestones,
            (view, end) => FirstValue(view, end).Present
                ? SignalValue.Of(view.Facts.Milestones.Any(milestone => milestone.Name == FirstValueName && milestone.ReachedOn <= end))
                : FirstValue(view, end)),
        Of("onboarding.first_value_days", "days to the first result", Unit.Days,
            "Days from the account's creation to its milestone first_value; while it is not reached, the days so far.", "all time",
            $"{Unread}; the milestone first_value is neither due nor reached", FactStream.Milestones, FirstValue),
    ];

    private static Signal Of(
        string name, string label, Unit unit, string definition, string window, string missing, FactStream stream,
        Func<AccountView, DateOnly, SignalValue> compute) =>
        Define.Account(name, label, unit, definition, window, missing, view =>
        {
            var freshness = view.Frame[stream];
            return Freshness.WhyMissing(freshness) is { } why
                ? SignalValue.Missing(why)
                : compute(view, freshness.CompleteThrough ?? view.AsOf);
        });

    private static SignalValue OpenP1(AccountView view, DateOnly end)
    {
        int open = 0;
        foreach (var ticket in view.Facts.Tickets)
        {
            if (ticket.Priority == 1 && DayOf(ticket.OpenedAt) <= end && !(DayOf(ticket.ClosedAt) <= end))
                open++;
        }

        return SignalValue.Of(open);
    }

    private static SignalValue Opened(AccountView view, DateOnly end)
    {
        int opened = 0;
        var begin = Begin(view, end, 7);
        foreach (var ticket in view.Facts.Tickets)
        {
            if (DayOf(ticket.OpenedAt) <= end && DayOf(ticket.OpenedAt) >= begin)
                opened++;
        }

        return SignalValue.Of(opened);
    }

    private static SignalValue Nps(AccountView view, DateOnly end)
    {
        DateOnly? latest = null;
        double sum = 0;
        int answers = 0;
        var begin = Begin(view, end, SurveyDays);
        foreach (var feedback in view.Facts.Feedback)
        {
            if (feedback.Kind != FeedbackKind.Nps || feedback.Date > end || feedback.Date < begin || feedback.Date < latest)
                continue;
            if (feedback.Date != latest)
                (latest, sum, answers) = (feedback.Date, 0, 0);
            sum += feedback.Score;
            answers++;
        }

        return answers == 0 ? SignalValue.Missing("no survey answer in 180 days") : SignalValue.Of(Math.Round(sum / answers, 9));
    }

    private static SignalValue Overdue(AccountView view, DateOnly end)
    {
        int longest = 0;
        foreach (var invoice in view.Facts.Invoices)
        {
            if (!(invoice.IssuedOn > end) && !(invoice.PaidOn <= end))
                longest = Math.Max(longest, end.DayNumber - invoice.DueOn.DayNumber);
        }

        return SignalValue.Of(longest);
    }

    private static SignalValue SinceTouch(AccountView view, DateOnly end)
    {
        DateOnly? last = null;
        foreach (var touch in view.Facts.Touchpoints)
        {
            if (touch.Attended != false && touch.Date <= end && !(touch.Date < last))
                last = touch.Date;
        }

        return last is { } day ? SignalValue.Of(end.DayNumber - day.DayNumber) : SignalValue.Missing("no contact on record");
    }

    private static SignalValue MilestoneLate(AccountView view, DateOnly end)
    {
        bool any = false;
        int longest = 0;
        foreach (var milestone in view.Facts.Milestones)
        {
            bool reached = milestone.ReachedOn <= end;
            any |= reached || milestone.DueOn <= end;
            if (!reached && milestone.DueOn is { } due)
                longest = Math.Max(longest, end.DayNumber - due.DayNumber);
        }

        return any ? SignalValue.Of(longest) : SignalValue.Missing("no milestone due so far");
    }

    private static SignalValue FirstValue(AccountView view, DateOnly end)
    {
        foreach (var milestone in view.Facts.Milestones)
        {
            // Nobody knows on which day a plan was made: it is known once it is due.
            if (milestone.Name != FirstValueName || !(milestone.DueOn <= end || milestone.ReachedOn <= end))
                continue;
            var last = milestone.ReachedOn <= end ? milestone.ReachedOn.Value : end;
            return SignalValue.Of(Math.Max(0, last.DayNumber - view.CreatedOn!.Value.DayNumber));
        }

        return SignalValue.Missing("no first result due or reached so far");
    }

    /// <summary>First day of a window that begins no earlier than the account.</summary>
    private static DateOnly Begin(AccountView view, DateOnly end, int days)
    {
        var begin = DateOnly.FromDayNumber(Math.Max(0, end.DayNumber - days + 1));
        return view.CreatedOn > begin ? view.CreatedOn.Value : begin;
    }

    private static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);

    private static DateOnly? DayOf(DateTimeOffset? instant) => instant is { } known ? DayOf(known) : null;
}
