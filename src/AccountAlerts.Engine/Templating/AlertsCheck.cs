using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Checks;

namespace AccountAlerts.Engine.Templating;

/// <summary>The alerts in force, and what is wrong with their files.</summary>
public sealed class AlertsCheck(AlertCatalogue catalogue) : ICheck
{
    /// <summary>Enough to see what it is about; the files say the rest.</summary>
    private const int MostLines = 3;

    public string Title => "Alerts";

    public async Task<CheckReport> RunAsync(CancellationToken cancellation)
    {
        AlertSet set = await catalogue.RefreshAsync(remember: false, cancellation);
        var findings = set.Faults.Select(fault => new Finding(FindingLevel.Fault, $"{fault.Path}:{fault.Line}:{fault.Column}", fault.Message)).ToList();
        findings.AddRange(set.Beneath.Select(Changed));
        if (set.Templates.Count == 0 && findings.Count == 0)
            findings.Add(new Finding(FindingLevel.Warning, "templates/alerts", "There is no alert file, so nobody will ever be told anything. Put the shipped templates folder beside appsettings.json."));
        return new CheckReport(
            new CheckTable(["name", "kind", "each", "mode", "when"], [.. set.Triggers.Select(Row)]), findings);
    }

    private static Finding Changed(ChangedBeneath file) => new(
        FindingLevel.Warning, file.Path,
        $"{file.ShippedPath} has changed since this file was written over it{Some("; it no longer says ", file.Was)}{Some("; it says now ", file.Is)}. Take over what you want of it; once this file is saved anew, this is settled.");

    private static string Some(string said, IReadOnlyList<string> lines)
    {
        string[] shown = [.. lines.Select(line => line.Trim()).Where(line => line.Length > 0).Take(MostLines)];
        return shown.Length == 0 ? "" : $"{said}\"{string.Join("\", \"", shown)}\"";
    }

    private static IReadOnlyList<string> Row(Trigger trigger) =>
        [trigger.Name, Word(trigger.Kind), Word(trigger.Each), Word(trigger.Mode), trigger.When.ToString()];

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
