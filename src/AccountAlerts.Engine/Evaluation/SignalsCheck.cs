using AccountAlerts.Domain.Signals;
using AccountAlerts.Engine.Checks;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>The catalogue: every signal that conditions and health models may name.</summary>
public sealed class SignalsCheck : ICheck
{
    public string Title => "Signals";

    public Task<CheckReport> RunAsync(CancellationToken cancellation) => Task.FromResult(new CheckReport(
        new CheckTable(
            ["name", "about", "unit", "definition", "missing when"],
            [
                .. SignalCatalogue.All.Select(signal => (IReadOnlyList<string>)
                [
                    signal.Name, signal.Scope.ToString().ToLowerInvariant(), EvaluationJson.Word(signal.Unit), signal.Definition, signal.MissingWhen,
                ]),
            ]),
        []));
}
