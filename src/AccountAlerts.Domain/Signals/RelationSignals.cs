using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Domain.Signals;

/// <summary>Support, surveys, payment, contact and onboarding: the streams beside use.</summary>
internal static class RelationSignals
{
    private const int SurveyDays = 180;

    private const string FirstValueName = "first_value";

    public static IEnumerable<Signal> All { get; } =
    [
        Define.Stream("tickets.open_p1", "open P1 tickets", Unit.Count, "Tickets of priority p1 that are open.", "all time", null, FactStream.Tickets, OpenP1),
        Define.Stream("tickets.opened_7d", "tickets opened in 7 days", Unit.Count, "Tickets opened in 7 days.", "7 days", null, FactStream.Tickets, Opened),
        Define.Stream("nps.latest", "latest NPS answer", Unit.Count, "The latest answer to \"would you recommend us\", 0 to 10; the mean of that day's answers.",
            "180 days", "no answer in 180 days", FactStream.Feedback, Nps),
        Define.Stream("invoices.overdue_days", "days an invoice is overdue", Unit.Days, "Days since the longest unpaid invoice was due; 0 if none is.", "all time",
            null, FactStream.Invoices, Overdue),
        Define.Stream("touch.days_since", "days since we last talked", Unit.Days, "Days since the last touchpoint that was not missed.", "all time",
            "there was no touchpoint", FactStream.Touchpoints, SinceTouch),
        Define.Stream("onboarding.days_late", "days a milestone is late", Unit.Days, "Days since the longest missed milestone was due; 0 if none is late.", "all time",
            "no milestone was due or reached", FactStream.Milestones, MilestoneLate),
        Define.Stream("onboarding.first_value_reached", "the first result is reached", Unit.Flag, "Whether the milestone first_value is reached by the day.", "all time",
            "the milestone first_value is neither due nor reached", FactStream.Milestones,
            (view, end) => FirstValue(view, end) is { Present: false } missing
                ? missing
                : SignalValue.Of(view.Facts.Milestones.Any(milestone => milestone.Name == FirstValueName && milestone.ReachedOn <= end))),
        Define.Stream("onboarding.first_value_days", "days to the first result", Unit.Days,
            "Days from the account's creation to its milestone first_value; while it is not reached, the days so far.", "all time",
            "the milestone first_value is neither due nor reached", FactStream.Milestones, FirstValue),
    ];

    private static SignalValue OpenP1(AccountView view, DateOnly end)
    {
        int open = 0;
        foreach (var ticket in view.Facts.Tickets)
        {
            if (ticket.Priority == 1 && Define.DayOf(ticket.OpenedAt) <= end && !(Define.DayOf(ticket.ClosedAt) <= end))
                open++;
        }

        return SignalValue.Of(open);
    }

    private static SignalValue Opened(AccountView view, DateOnly end)
    {
        int opened = 0;
        var begin = Define.Begin(view, end, 7);
        foreach (var ticket in view.Facts.Tickets)
        {
            if (Define.DayOf(ticket.OpenedAt) <= end && Define.DayOf(ticket.OpenedAt) >= begin)
                opened++;
        }

        return SignalValue.Of(opened);
    }

    private static SignalValue Nps(AccountView view, DateOnly end)
    {
        DateOnly? latest = null;
        double sum = 0;
        int answers = 0;
        var begin = Define.Begin(view, end, SurveyDays);
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
            // Known is known, also after the last complete day.
            if (touch.Attended != false && touch.Date <= view.AsOf && !(touch.Date < last))
                last = touch.Date;
        }

        return last is { } day ? SignalValue.Of(Math.Max(0, end.DayNumber - day.DayNumber)) : SignalValue.Missing("no contact on record");
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
}
