using System.Globalization;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Checks;
using AccountAlerts.Engine.Ingestion;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>What is stored, and up to which day it can be trusted.</summary>
public sealed class FactsCheck(IFactReader reader, IFactStore store, EvaluatorFactory evaluators) : ICheck
{
    public string Title => "Facts";

    public async Task<CheckReport> RunAsync(CancellationToken cancellation)
    {
        await using IFactSession session = await reader.OpenAsync(cancellation);
        DateOnly today = evaluators.Today;
        StoredHorizon horizon = await session.HorizonAsync(today, cancellation);
        var rows = new List<IReadOnlyList<string>>();
        var findings = new List<Finding>();
        foreach (StreamContract contract in FactContract.All)
        {
            StreamHorizon? known = horizon.Streams.GetValueOrDefault(contract.Stream);
            string count = await CountAsync(contract.Stream, cancellation);
            if (count == "0")
                continue;
            StreamFreshness freshness = FrameRules.Of(
                contract.Stream, today, today, horizon.NewestUsageDay, known?.FirstDay, known?.LastReadOn, evaluators.Rules.HoldForDays);
            rows.Add([contract.Name, count, Day(known?.FirstDay), Day(freshness.CompleteThrough), Day(known?.LastReadOn)]);
            if (freshness is { Connected: true, Stale: true })
                findings.Add(Stale(contract, freshness));
        }

        if (rows.Count == 0)
            findings.Add(new Finding(FindingLevel.Note, "Facts", "Nothing is stored yet: import a folder, or set a source."));
        else if ((await session.TeamAsync(cancellation)).Count == 0)
            findings.Add(new Finding(FindingLevel.Warning, "team", "Nobody is on the team, so hours are UTC and no manager or sales is known. Import a team file."));
        return new CheckReport(new CheckTable(["stream", "rows", "first day", "complete to", "read on"], rows), findings);
    }

    /// <summary>Usage is packed and may be millions of rows: it is there or not; all else is counted.</summary>
    private async Task<string> CountAsync(FactStream stream, CancellationToken cancellation)
    {
        long count = 0;
        await foreach (Cell[] _ in store.ExportAsync(stream, cancellation))
        {
            count++;
            if (stream == FactStream.Usage)
                return "yes";
        }

        return count.ToString(CultureInfo.InvariantCulture);
    }

    private Finding Stale(StreamContract contract, StreamFreshness freshness) => new(
        FindingLevel.Warning, contract.Name,
        $"Complete to {Day(freshness.CompleteThrough)}, more than {evaluators.Rules.HoldForDays} days ago: its signals count as missing until its source delivers again.");

    /// <summary>What came with a first import counts as always true, and has no day.</summary>
    private static string Day(DateOnly? day) =>
        day == DateOnly.MinValue ? "always" : day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "-";
}
