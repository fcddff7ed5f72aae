using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Domain.Signals;

/// <summary>What people answered when they were asked. Answers older than 180 days say nothing of today.</summary>
internal static class SurveySignals
{
    private const int Days = 180;

    public static IEnumerable<Signal> All { get; } =
    [
        Survey("nps.answered_days", "days since the last NPS answer", Unit.Days, "Days since the latest NPS answer.", FeedbackKind.Nps,
            (answers, end) => SignalValue.Of(end.DayNumber - answers[^1].Date.DayNumber)),
        Survey("nps.change", "change of the NPS answers", Unit.Count,
            "The latest day's NPS answers against the mean of those before it; -3 is three points worse.", FeedbackKind.Nps, Change),
        Survey("csat.latest", "latest satisfaction answer", Unit.Count, "The latest answer to \"how satisfied are you\", 1 to 5; the mean of that day's answers.",
            FeedbackKind.Csat, (answers, _) => Latest(answers)),
        Survey("csat.change", "change of the satisfaction answers", Unit.Count, "The latest day's answers against the mean of those before it.",
            FeedbackKind.Csat, Change),
        Survey("ces.latest", "latest effort answer", Unit.Count, "The latest answer to \"how easy was it\"; the mean of that day's answers.", FeedbackKind.Ces,
            (answers, _) => Latest(answers)),
    ];

    private static Signal Survey(
        string name, string label, Unit unit, string definition, FeedbackKind kind, Func<List<Feedback>, DateOnly, SignalValue> compute) =>
        Define.Stream(name, label, unit, definition, "180 days", "no answer in 180 days, or none to compare with", FactStream.Feedback, (view, end) =>
        {
            var begin = Define.Begin(view, end, Days);
            List<Feedback> answers = [.. view.Facts.Feedback.Where(answer => answer.Kind == kind && answer.Date >= begin && answer.Date <= end).OrderBy(answer => answer.Date)];
            return answers.Count == 0 ? SignalValue.Missing("no survey answer in 180 days") : compute(answers, end);
        });

    private static SignalValue Latest(List<Feedback> answers) =>
        SignalValue.Of(Math.Round(answers.Where(answer => answer.Date == answers[^1].Date).Average(answer => answer.Score), 9));

    private static SignalValue Change(List<Feedback> answers, DateOnly end)
    {
        List<Feedback> before = [.. answers.Where(answer => answer.Date < answers[^1].Date)];
        return before.Count == 0
            ? SignalValue.Missing("no earlier answer in 180 days")
            : SignalValue.Of(Math.Round(Latest(answers).Number - before.Average(answer => answer.Score), 9));
    }
}
