using System.Globalization;
using AccountAlerts.Domain;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Explanations;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Evaluation;

namespace AccountAlerts.Tests.Recomputation;

/// <summary>What the product says of real behaviour, against the same worked out slowly and apart from it.</summary>
public sealed class RecomputationTests(SampleScene scene) : IClassFixture<SampleScene>
{
    private const double Hair = 2e-9;
    private const int Since = 90;

    private static readonly Signal[] AccountSignals = [.. SignalCatalogue.All.Where(signal => signal.Scope == SignalScope.Account)];

    [Fact]
    public async Task Signals_scores_triggers_and_causes_agree_with_a_recomputation_on_60_random_days_of_random_accounts()
    {
        int pairs = int.Parse(Environment.GetEnvironmentVariable("RECOMPUTE_PAIRS") ?? "60", CultureInfo.InvariantCulture);
        List<string> differences = [];
        foreach (SamplePair pair in SamplePair.Pick(scene.Folder, pairs, seed: 20120101))
        {
            AccountEvaluator evaluator = await scene.EvaluatorAsync(pair.Day, pair.Day.AddDays(-Since));
            AccountFacts facts = scene.Facts.Of(pair.Account);
            AccountView view = evaluator.View(facts, pair.Day);
            AccountView before = evaluator.View(facts, pair.Day.AddDays(-Since));
            SlowAnswers slow = new(scene.Folder, pair.Account, pair.Day);
            SlowAnswers slowBefore = new(scene.Folder, pair.Account, pair.Day.AddDays(-Since));

            IEnumerable<string> found =
            [
                .. Columns(view, slow), .. Signals(view, slow), .. Health(view.Health, slow.Health),
                .. Triggers(evaluator.Evaluate(view, EvidenceDetail.Always), slow),
                .. Causes(ChangeExplainer.Explain(before, view), new SlowChange(slowBefore.Health, slow.Health)),
            ];
            differences.AddRange(found.Select(difference => $"{pair}: {difference}"));
        }

        Assert.True(differences.Count == 0, $"{differences.Count} differences:\n{string.Join('\n', differences)}");
    }

    private static IEnumerable<string> Columns(AccountView view, SlowAnswers slow) =>
    [
        .. Same("exists", view.Exists, slow.Exists),
        .. Same("segment", view.Segment, slow.Segment),
        .. Same("seats", view.Seats, slow.Seats),
        .. Same("arr", view.Arr, slow.Arr),
        .. Same("renewal_on", view.RenewalOn, slow.RenewalOn),
        .. Same("owner_email", view.OwnerEmail, slow.Owner),
        .. Same("champion", view.Read(SignalCatalogue.Find("champion.named")!) is { Present: true } named ? named.Note : null, slow.ChampionsName),
    ];

    private static IEnumerable<string> Signals(AccountView view, SlowAnswers slow) => AccountSignals.SelectMany(signal =>
    {
        SignalValue value = view.Read(signal);
        return signal.Unit == Unit.Word
            ? Same(signal.Name, value.Present ? value.Word : null, slow.Word(signal.Name))
            : Near(signal.Name, value.Present ? value.Number : null, slow.Number(signal.Name));
    });

    private static IEnumerable<string> Health(HealthResult health, SlowHealth slow) =>
    [
        .. Same("score", health.Score, slow.Score),
        .. Near("exact score", health.Exact, slow.Exact),
        .. Same("band", health.Band is { } band ? Bands.Word(band) : null, slow.Band),
        .. Near("coverage", health.Coverage, slow.Coverage),
        .. Same("reason given", health.Reason is not null, slow.Score is null),
        .. Same("components", string.Join(' ', health.Components.Select(line => line.Name)), string.Join(' ', SlowHealth.Model.Select(line => line.Name))),
        .. health.Components.SelectMany(line => Component(line, SlowHealth.Model.Single(slowLine => slowLine.Name == line.Name), slow)),
    ];

    private static IEnumerable<string> Component(ComponentResult line, SlowLine slowLine, SlowHealth slow)
    {
        bool known = slow.Scores.TryGetValue(line.Name, out double score);
        bool scored = slow.Score is not null;
        return
        [
            .. Near($"weight of {line.Name}", line.Weight, slowLine.Weight),
            .. Near($"score of {line.Name}", line.Score, known ? score : null),
            .. Near($"exact points of {line.Name}", line.Exact, known && scored ? slow.Contribution(slowLine) : null),
            .. Same($"points of {line.Name}", line.Points, known && scored ? slow.Points[line.Name] : null),
        ];
    }

    private static IEnumerable<string> Triggers(AccountEvaluation evaluation, SlowAnswers slow)
    {
        var byHand = new SlowTriggers(slow).All;
        var product = evaluation.Triggers.ToLookup(trigger => trigger.Trigger);
        return byHand.SelectMany(trigger => Same(
            $"trigger {trigger.Key}",
            string.Join(", ", product[trigger.Key].Select(one => $"{one.Subject.Key} {one.State.ToString().ToLowerInvariant()} {SeverityIfFiring(one)}")),
            $"{evaluation.AccountId} {trigger.Value.State} {(trigger.Value.State == "firing" ? trigger.Value.Severity : "")}"));
    }

    private static string SeverityIfFiring(TriggerResult trigger) => trigger.State == TriggerState.Firing ? trigger.Severity.ToString().ToLowerInvariant() : "";

    private static IEnumerable<string> Causes(ChangeExplanation change, SlowChange slow) =>
    [
        .. Same("change", change.Change, slow.Change),
        .. Same("causes", Keys(change.Causes.Select(cause => (cause.Component, Part(cause)))), Keys(slow.Causes.Select(cause => (cause.Component, cause.Part)))),
        .. change.Causes.SelectMany(cause => slow.Causes.Where(slowCause => (slowCause.Component, slowCause.Part) == (cause.Component, Part(cause)))
            .SelectMany(slowCause => Near($"exact points of cause {cause.Component}", cause.Exact, slowCause.Exact)
                .Concat(Same($"points of cause {cause.Component}", cause.Points, slowCause.Points)))),
    ];

    private static string Keys(IEnumerable<(string Component, string Part)> causes) =>
        string.Join(", ", causes.Select(cause => $"{cause.Component} ({cause.Part})").Order(StringComparer.Ordinal));

    private static string Part(ChangeCause cause) => cause.Part.ToString().ToLowerInvariant();

    private static IEnumerable<string> Same<T>(string what, T product, T recomputed) =>
        EqualityComparer<T>.Default.Equals(product, recomputed) ? [] : [$"{what} is {Text(product)}, recomputed {Text(recomputed)}"];

    private static IEnumerable<string> Near(string what, double? product, double? recomputed) =>
        product is { } a && recomputed is { } b && Math.Abs(a - b) <= Hair ? [] : Same(what, product, recomputed);

    private static string Text(object? value) => value is null ? "missing" : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
