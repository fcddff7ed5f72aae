using AccountAlerts.Engine.Checks;

namespace AccountAlerts.Engine.Evaluation.Briefs;

/// <summary>What is wrong with the words of the brief.</summary>
public sealed class BriefCheck(BriefTemplate template) : ICheck
{
    public string Title => "Brief";

    public Task<CheckReport> RunAsync(CancellationToken cancellation)
    {
        var findings = template.Faults.Select(fault => new Finding(FindingLevel.Fault, $"{fault.Path}:{fault.Line}:{fault.Column}", fault.Message)).ToList();
        if (template.Current is null && findings.Count == 0)
            findings.Add(new Finding(FindingLevel.Warning, "templates/brief.md", "There is no such file, so brief has no words. Put the shipped templates folder beside appsettings.json."));
        return Task.FromResult(new CheckReport(null, findings));
    }
}
