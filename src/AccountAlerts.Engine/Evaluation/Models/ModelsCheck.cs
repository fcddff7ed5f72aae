using System.Globalization;
using AccountAlerts.Domain.Health;
using AccountAlerts.Engine.Checks;

namespace AccountAlerts.Engine.Evaluation.Models;

/// <summary>The health models in force, those of the past, and what waiting ones would change.</summary>
public sealed class ModelsCheck(HealthModelBook book, ModelComparison comparison) : ICheck
{
    private const string Where = "Health models";

    public string Title => "Models";

    public async Task<CheckReport> RunAsync(CancellationToken cancellation)
    {
        ModelsInForce models = await book.ReadAsync(cancellation);
        var versions = models.Timeline.Versions;
        var rows = new List<IReadOnlyList<string>>();
        for (int i = 0; i < versions.Count; i++)
            rows.Add(Row(versions[i].Models, versions[i].From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), i == versions.Count - 1 ? "in force" : "past"));
        if (rows.Count == 0)
            rows.Add(Row(models.Current, "-", "in force"));

        var findings = new List<Finding>();
        if (models.Waiting is { } waiting)
        {
            rows.Add(Row(waiting, "-", "waiting"));
            ModelDifference difference = await comparison.RunAsync(waiting, cancellation);
            string movers = difference.Movers.Count == 0 ? "" : $" Those that would move most: {string.Join(", ", difference.Movers.Select(ModelWords.Mover))}.";
            findings.Add(new Finding(
                FindingLevel.Warning, Where,
                $"This release has a newer default, which waits. {ModelWords.Difference(difference)}{movers} To adopt it set Health:Default to latest, or press Use the new model in the message to operations."));
        }

        if (models.Unusable)
        {
            findings.Add(new Finding(
                FindingLevel.Warning, Where,
                "The default that was adopted asks for something this release does not know, so the release's own is in force. Set Health:Default to latest to settle for it, or write your own under Health:Models."));
        }

        return new CheckReport(new CheckTable(["version", "first used", "state", "models", "components"], rows), findings);
    }

    private static IReadOnlyList<string> Row(HealthModels models, string from, string state) =>
    [
        HealthModelHash.Of(models), from, state, string.Join(", ", models.InOrder.Select(model => model.Name)),
        string.Join(", ", models.InOrder.Select(model => model.Components.Count.ToString(CultureInfo.InvariantCulture))),
    ];
}
