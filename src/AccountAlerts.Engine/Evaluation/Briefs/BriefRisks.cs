using System.Globalization;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation.Asked;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Evaluation.Briefs;

/// <summary>What stands in the way: what is open, gaps in adoption, themes of support, changes of people, and what is not known.</summary>
internal static class BriefRisks
{
    private const int MostAlerts = 5, MostNames = 3;

    /// <summary>Below it a renewal is hard.</summary>
    private const double AdoptionFloor = 0.6;

    private static readonly (string Signal, string What)[] News =
    [
        ("context.competitor_days", "A competitor was named"), ("context.budget_cut_days", "A budget cut became known"),
        ("context.shakeup_days", "A layoff, an acquisition or new leadership became known"),
    ];

    public static IReadOnlyList<string> Of(BriefInput input)
    {
        var view = input.Now;
        string name = PlainText.Clean(view.Facts.Profile.Name, 200);
        var lines = new List<string>();
        StoredAlert[] open = [.. NextSteps.ByUrgency(input.Alerts).Where(stored => stored.Alert.Kind is TriggerKind.Risk or TriggerKind.Onboarding)];
        lines.AddRange(open.Take(MostAlerts).Select(stored => Begin(CardWords.Without(name, stored.Text.Title))));
        if (open.Length > MostAlerts)
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{open.Length - MostAlerts} more things are open"));
        if (input.Read("adoption.ratio") is { Present: true, Number: < AdoptionFloor and var adoption } && !IsSaid("adoption.ratio"))
            lines.Add($"Adoption: {ReadableValue.Number(adoption, Unit.Ratio)} of the seats are in use; below {ReadableValue.Number(AdoptionFloor, Unit.Ratio)} a renewal is hard");
        AddSupport(lines, input);
        AddPeople(lines, view);
        if (input.Above("invoices.overdue_days", 0) is { } overdue && !IsSaid("invoices.overdue_days"))
            lines.Add($"An invoice is overdue for {ReadableValue.Days(overdue)}");
        foreach (var (signal, what) in News)
        {
            if (input.Read(signal) is { Present: true, Number: <= BriefInput.Days and var days } && !IsSaid(signal))
                lines.Add($"{what} {ReadableValue.Days(days)} ago");
        }

        string[] missing = [.. view.Health.Components.Where(part => part.Score is null).Select(part => $"{part.Label} ({part.Value.Note})")];
        if (missing.Length > 0)
            lines.Add($"Not known to us: {string.Join(", ", missing)}");
        return lines;

        // What an alert says already, by its evidence, is not said twice.
        bool IsSaid(string signal) => SignalCatalogue.Find(signal) is { } known
            && open.Any(stored => stored.Text.Evidence.Any(line => line.StartsWith(known.Label, StringComparison.Ordinal)));
    }

    private static void AddSupport(List<string> lines, BriefInput input)
    {
        if (input.Above("tickets.open", 0) is not { } open)
            return;
        double urgent = input.Above("tickets.open_p1", 0) ?? 0;
        var subjects = input.Now.Facts.Tickets
            .Where(ticket => Day(ticket.OpenedAt) <= input.Now.AsOf && !(ticket.ClosedAt is { } closed && Day(closed) <= input.Now.AsOf))
            .OrderBy(ticket => ticket.Priority ?? 9).ThenBy(ticket => ticket.OpenedAt)
            .Select(ticket => PlainText.Clean(ticket.Subject, 80)).Where(subject => subject.Length > 0).Take(MostNames).ToList();
        string about = subjects.Count > 0 ? $": {string.Join("; ", subjects)}" : "";
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"Support: {open:0} open {(open == 1 ? "ticket" : "tickets")}{(urgent > 0 ? $", {urgent:0} of them urgent" : "")}{about}"));
    }

    private static void AddPeople(List<string> lines, AccountView view)
    {
        var since = view.AsOf.AddDays(-BriefInput.Days);
        string[] gone = [.. view.People.Where(person => view.IsDeactivated(person) && person.DeactivatedOn > since).OrderByDescending(person => person.DeactivatedOn).Select(person => PlainText.Clean(person.Label))];
        if (gone.Length > 0)
            lines.Add($"Left within the quarter: {string.Join(", ", gone.Take(MostNames))}{(gone.Length > MostNames ? string.Create(CultureInfo.InvariantCulture, $" and {gone.Length - MostNames} more") : "")}");
        if (view.Champion is null)
            lines.Add("Nobody there is known as our champion");
    }

    private static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);

    private static string Begin(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
