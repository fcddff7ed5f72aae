using System.Globalization;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Evaluation.Briefs;

/// <summary>What they wanted and what was reached, as milestones, reviews and surveys tell.</summary>
/// <param name="Overdue">How many milestones are past their day.</param>
internal sealed record BriefOutcomes(IReadOnlyList<string> Reached, IReadOnlyList<string> Goals, IReadOnlyList<string> Said, int Overdue)
{
    private const int MostReached = 6, MostGoals = 5, MostSaid = 4;
    private const int Year = 365;
    private const int LongestQuote = 200;
    private const string FirstValue = "first_value";

    public static BriefOutcomes Of(BriefInput input)
    {
        var today = input.Now.AsOf;
        var milestones = input.Now.Facts.Milestones;
        var reached = milestones.Where(milestone => milestone.ReachedOn <= today).OrderByDescending(milestone => milestone.ReachedOn)
            .Select(milestone => $"{NameOf(milestone)}: reached on {ReadableValue.Date(milestone.ReachedOn!.Value)}{Against(milestone)}");
        var open = milestones.Where(milestone => !(milestone.ReachedOn <= today)).OrderBy(milestone => milestone.DueOn is null).ThenBy(milestone => milestone.DueOn).ToList();
        return new BriefOutcomes(
            [.. reached.Take(MostReached)], [.. open.Take(MostGoals).Select(milestone => Goal(milestone, today))], [.. SaidBy(input.Now).Take(MostSaid)],
            open.Count(milestone => milestone.DueOn < today));
    }

    /// <summary>"First win"; sources write names with underscores.</summary>
    public static string NameOf(Milestone milestone)
    {
        string name = milestone.Name == FirstValue ? "first win" : PlainText.Clean(milestone.Name.Replace('_', ' '));
        return name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];
    }

    private static string Against(Milestone milestone) => (milestone.ReachedOn, milestone.DueOn) switch
    {
        ({ } on, { } due) when on > due => $", {ReadableValue.Days(on.DayNumber - due.DayNumber)} late",
        ({ } on, { } due) when on < due => $", {ReadableValue.Days(due.DayNumber - on.DayNumber)} early",
        (_, { }) => ", on its day",
        _ => "",
    };

    private static string Goal(Milestone milestone, DateOnly today) => milestone.DueOn switch
    {
        null => NameOf(milestone),
        { } due when due < today => $"{NameOf(milestone)}: was due on {ReadableValue.Date(due)}, {ReadableValue.Days(today.DayNumber - due.DayNumber)} ago",
        { } due => $"{NameOf(milestone)}: due on {ReadableValue.Date(due)}",
    };

    private static IEnumerable<string> SaidBy(AccountView view)
    {
        var since = view.AsOf.AddDays(-Year);
        var reviews = view.Facts.Touchpoints.Where(touch => Within(touch.Date) && !string.IsNullOrWhiteSpace(touch.Note))
            .Select(touch => (touch.Date, Text: $"{KindOf(touch)} on {ReadableValue.Date(touch.Date)}: {Quote(touch.Note)}"));
        var surveys = view.Facts.Feedback.Where(answer => Within(answer.Date) && !string.IsNullOrWhiteSpace(answer.Comment))
            .Select(answer => (answer.Date, Text: string.Create(
                CultureInfo.InvariantCulture, $"Survey on {ReadableValue.Date(answer.Date)} ({answer.Score:0.#} of {(answer.Kind == FeedbackKind.Nps ? 10 : 5)}): {Quote(answer.Comment)}")));
        return reviews.Concat(surveys).OrderByDescending(said => said.Date).ThenBy(said => said.Text, StringComparer.Ordinal).Select(said => said.Text);

        bool Within(DateOnly day) => day <= view.AsOf && day > since;
    }

    private static string KindOf(Touchpoint touch) => touch.Kind switch
    {
        "qbr" => "Business review",
        "email" => "E-mail",
        { Length: > 0 } kind => PlainText.Clean(char.ToUpperInvariant(kind[0]) + kind[1..]),
        _ => "Contact",
    };

    private static string Quote(string? text) => $"\u201c{PlainText.Clean(text, LongestQuote)}\u201d";
}
