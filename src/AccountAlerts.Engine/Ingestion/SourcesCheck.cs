using AccountAlerts.Engine.Checks;

namespace AccountAlerts.Engine.Ingestion;

/// <summary>The sources in the order in which they are trusted.</summary>
public sealed class SourcesCheck(IEnumerable<ISource> sources) : ICheck
{
    public string Title => "Sources";

    public Task<CheckReport> RunAsync(CancellationToken cancellation)
    {
        ISource[] all = [.. sources];
        return Task.FromResult(new CheckReport(
            new CheckTable(["name", "every", "reads"], [.. all.Select(source => (IReadOnlyList<string>)[source.Name, source.Every.ToString("c"), source.Reads])]),
            [.. all.SelectMany(source => source.Check())]));
    }
}
