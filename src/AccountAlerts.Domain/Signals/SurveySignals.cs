using AccountAlerts.Domain.Accounts;
using static AccountAlerts.Domain.Signals.Define;

namespace AccountAlerts.Domain.Signals;

/// <summary>What people of the customer answered when they were asked.</summary>
internal static class SurveySignals
{
    /// <summary>An older answer says nothing of today.</summary>
    private const int FreshDays = 180;

    private const string NoAnswer = "no survey answer in 180 days";

    public static IEnumerable<Signal> All { get; } =
    [
        Of("nps.days_since", "days since the latest NPS answer", Unit.Days, "Days since anybody last answered \"would you recommend us\".", NoAnswer,
            (view, end) => DaysSince(LatestDay(view, FeedbackKind.Nps, Begin(view, end, FreshDays), end), end, NoAnswer)),
        Of("nps.change", "change of the NPS answer", Unit.Count,
            "The latest NPS answer, the mean of its day, less the mean of all answers of the 365 days before that day.", $"{NoAnswer}, or none in the year before it",
            NpsChange),
        Of("csat.latest", "latest satisfaction answer", Unit.Count, "The latest answer to \"how satisfied are you\", 1 to 5; the mean of that day's answers.", NoAnswer,
            (view, end) => Latest(view, FeedbackKind.Csat, end)),
        Of("ces.latest", "latest effort answer", Unit.Count, "The latest answer to \"how easy was it\", 1 to 7; the mean of that day's answers.", NoAnswer,
            (view, end) => Latest(view, FeedbackKind.Ces, end)),
    ];

    private static Signal Of(string name, string label, Unit unit, string definition, string missing, Func<AccountView, DateOnly, SignalValue> compute) =>
        Stream(name, label, unit, definition, "180 days", missing, FactStream.Feedback, compute);

    private static SignalValue Latest(AccountView view, FeedbackKind kind, DateOnly end) =>
        LatestDay(view, kind, Begin(view, end, FreshDays), end) is { } day ? SignalValue.Of(Mean(view, kind, day, day)!.Value) : SignalValue.Missing(NoAnswer);

    private static SignalValue NpsChange(AccountView view, DateOnly end)
    {
        if (LatestDay(view, FeedbackKind.Nps, Begin(view, end, FreshDays), end) is not { } day)
            return SignalValue.Missing(NoAnswer);
        return Mean(view, FeedbackKind.Nps, Begin(view, day, 366), day.AddDays(-1)) is { } before
            ? SignalValue.Of(Math.Round(Mean(view, FeedbackKind.Nps, day, day)!.Value - before, 9))
            : SignalValue.Missing("no earlier answer to compare with");
    }

    private static DateOnly? LatestDay(AccountView view, FeedbackKind kind, DateOnly first, DateOnly end)
    {
        DateOnly? latest = null;
        foreach (var answer in view.Facts.Feedback)
        {
            if (answer.Kind == kind && answer.Date >= first && answer.Date <= end && !(answer.Date < latest))
                latest = answer.Date;
        }

        return latest;
    }

    private static double? Mean(AccountView view, FeedbackKind kind, DateOnly first, DateOnly last)
    {
        double sum = 0;
        int answers = 0;
        foreach (var answer in view.Facts.Feedback)
        {
            if (answer.Kind != kind || answer.Date < first || answer.Date > last)
                continue;
            sum += answer.Score;
            answers++;
        }

        return answers == 0 ? null : Math.Round(sum / answers, 9);
    }
}
