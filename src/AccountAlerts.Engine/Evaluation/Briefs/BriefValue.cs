using System.Globalization;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation.Asked;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Evaluation.Briefs;

/// <summary>What the product did for them: the course of their use, and wins.</summary>
/// <param name="WhyNot">Why nothing is known of their use; empty where something is.</param>
internal sealed record BriefValue(IReadOnlyList<string> Lines, IReadOnlyList<string> Wins, string WhyNot)
{
    private const int MostMetrics = 4, MostWins = 4;
    private const int Weeks = 24, WeeksInOne = 4;

    public static BriefValue Of(BriefInput input)
    {
        var lines = new List<string>();
        if (Course(input.Now) is { } course)
            lines.Add(course);
        lines.AddRange(UseReport.Metrics(input.Now, BriefInput.Days).Take(MostMetrics).Select(Told));
        Beside(lines, input, "people.active_28d", "People active in 28 days", Unit.Count);
        Beside(lines, input, "adoption.ratio", "Of the seats paid", Unit.Ratio);
        Beside(lines, input, "features.used_28d", "Key features used in 28 days", Unit.Count);
        Beside(lines, input, "departments.active_28d", "Departments active", Unit.Count);
        var known = input.Read("usage.value_events_28d");
        return known.Present ? new BriefValue(lines, WinsOf(input), "") : new BriefValue([], WinsOf(input), AccountQuestions.Because(known.Note));
    }

    /// <summary>"Actions in each four weeks, the latest last: 1,980, 2,050, 2,110"; null for less than eight weeks.</summary>
    private static string? Course(AccountView view)
    {
        var weeks = UseReport.Weeks(view, Weeks);
        var months = weeks.Reverse().Chunk(WeeksInOne).Where(month => month.Length == WeeksInOne).Select(month => month.Sum(week => week.Events)).Reverse().ToList();
        return months.Count < 2 ? null : $"Actions in each four weeks, the latest last: {string.Join(", ", months.Select(Number))}";
    }

    private static string Told(MetricUse use)
    {
        string label = PlainText.Clean(use.Metric.Label);
        string now = $"{char.ToUpperInvariant(label[0])}{label[1..]}: {Number(use.Now)} in 13 weeks";
        return use.Before is not { } before ? now
            : before > 0 ? $"{now}, {Number(before)} in the 13 before ({ReadableValue.Change((use.Now / before) - 1)})" : $"{now}, none in the 13 before";
    }

    private static void Beside(List<string> lines, BriefInput input, string signal, string label, Unit unit)
    {
        if (input.Read(signal) is not { Present: true } now)
            return;
        string line = $"{label}: {ReadableValue.Number(now.Number, unit)}";
        if (input.Before is { } view && BriefInput.Read(signal, view) is { Present: true } before)
            line += $", {ReadableValue.Number(before.Number, unit)} a quarter ago";
        lines.Add(line);
    }

    private static IReadOnlyList<string> WinsOf(BriefInput input)
    {
        var since = input.Now.AsOf.AddDays(-BriefInput.Days);
        var wins = new List<string>();
        if (input.Read("onboarding.first_value_reached") is { Present: true, Number: > 0 } && input.Read("onboarding.first_value_days") is { Present: true } days)
            wins.Add($"First win after {ReadableValue.Days(days.Number)}");
        if (input.Above("nps.latest", 8) is { } nps && input.Read("nps.answered_days") is { Present: true, Number: var ago })
            wins.Add(string.Create(CultureInfo.InvariantCulture, $"{nps:0.#} of 10 for \"would you recommend us\", {ReadableValue.Days(ago)} ago"));
        if (input.Above("departments.new_60d", 0) is { } departments)
            wins.Add($"{Number(departments)} new {(departments == 1 ? "department" : "departments")} in 60 days");
        if (input.Above("tickets.csat_90d", 3.9) is { } csat)
            wins.Add(string.Create(CultureInfo.InvariantCulture, $"Support rated {csat:0.#} of 5 in 90 days"));
        wins.AddRange(input.Alerts
            .Where(stored => stored.Alert is { State: AlertState.Resolved, Kind: TriggerKind.Risk or TriggerKind.Onboarding } && stored.Alert.Status.Outcome is null or AlertReasons.Done)
            .Where(stored => stored.Alert.Status.ResolvedAt is { } at && DateOnly.FromDateTime(at.UtcDateTime) > since)
            .OrderByDescending(stored => stored.Alert.Status.ResolvedAt)
            .Select(stored => $"Settled: {CardWords.Without(PlainText.Clean(input.Now.Facts.Profile.Name, 200), stored.Text.Title)}"));
        return [.. wins.Take(MostWins)];
    }

    private static string Number(double number) => ReadableValue.Number(number, Unit.Count);
}
