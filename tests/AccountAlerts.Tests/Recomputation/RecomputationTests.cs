using System.Globalization;
using AccountAlerts.Domain;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Explanations;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.TestKit.Scenes;

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
        IReadOnlyList<SamplePair> pairs = [.. SamplePair.Pick(scene.Folder, 60, seed: 20120101), .. SamplePair.Edges(scene.Folder)];
        await AssertAgreeAsync(scene.Folder, scene.Facts, pairs);
    }

    [Fact]
    public async Task They_agree_as_well_where_people_are_deactivated()
    {
        PlainFolder folder = scene.Folder.WithDeactivations();
        await AssertAgreeAsync(folder, new PlainFactReader(folder), SamplePair.Pick(folder, 60, seed: 4));
    }

    [Fact]
    public async Task They_agree_as_well_where_use_began_before_the_account()
    {
        PlainFolder folder = scene.Folder.WithTrials();
        IEnumerable<SamplePair> young = folder.Accounts.Where((_, i) => i % 2 == 0)
            .SelectMany((account, i) => new[] { i % 14, 14 + (i % 60) }.Select(days => new SamplePair(account.Id, account.CreatedOn.AddDays(days))));
        await AssertAgreeAsync(folder, new PlainFactReader(folder), [.. young, .. SamplePair.Pick(folder, 30, seed: 9)]);
    }

    [Fact]
    public void Every_signal_of_a_person_and_of_a_feature_is_recomputed() => Assert.Equal(
        SignalCatalogue.All.Where(signal => signal.Scope is SignalScope.Person or SignalScope.Feature).Select(signal => signal.Name).Order(StringComparer.Ordinal),
        FeatureSignals(new SlowFeature("", null, null, null, null, null)).Keys
            .Concat(["person.deactivated", "person.deactivated_days", "person.value_share_90d", "person.days_silent"]).Order(StringComparer.Ordinal));

    private async Task AssertAgreeAsync(PlainFolder folder, PlainFactReader rows, IReadOnlyList<SamplePair> pairs)
    {
        List<string> differences = [];
        HashSet<string> firing = [];
        int changes = 0;
        foreach (SamplePair pair in pairs)
        {
            AccountEvaluator evaluator = await scene.Evaluators.CreateAsync(rows, [pair.Day, pair.Day.AddDays(-14), pair.Day.AddDays(-Since)], CancellationToken.None);
            AccountFacts facts = rows.Of(pair.Account);
            AccountView view = evaluator.View(facts, pair.Day);
            AccountView before = evaluator.View(facts, pair.Day.AddDays(-Since));
            AccountEvaluation evaluation = evaluator.Evaluate(view, EvidenceDetail.Always);
            ChangeExplanation change = ChangeExplainer.Explain(before, view);
            SlowAnswers slow = new(folder, pair.Account, pair.Day);
            SlowAnswers slowBefore = new(folder, pair.Account, pair.Day.AddDays(-Since));

            IEnumerable<string> found =
            [
                .. Columns(view, slow), .. Signals(view, slow), .. Functions(view, slow), .. People(view, slow), .. Features(view, slow), .. Health(view.Health, slow.Health),
                .. Triggers(evaluation, new SlowTriggers(slow)), .. Causes(change, new SlowChange(slowBefore.Health, slow.Health)),
            ];
            differences.AddRange(found.Select(difference => $"{pair}: {difference}"));
            firing.UnionWith(evaluation.Triggers.Where(trigger => trigger.State == TriggerState.Firing).Select(trigger => trigger.Trigger));
            changes += change.Causes.Count > 0 ? 1 : 0;
        }

        Assert.True(differences.Count == 0, $"{differences.Count} differences:\n{string.Join('\n', differences)}");
        Assert.True(changes >= 10 && firing.Count >= 5, $"The pairs say little: {changes} changes, and of triggers {string.Join(", ", firing)}.");
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

    private static IEnumerable<string> Functions(AccountView view, SlowAnswers slow) => SlowAnswers.Functions.Keys.SelectMany(call =>
        Near(call, view.Read(SignalCatalogue.Find(call)!) is { Present: true } value ? value.Number : null, slow.Function(call)));

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

    private static IEnumerable<string> Component(ComponentResult line, HealthComponent slowLine, SlowHealth slow)
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

    private static IEnumerable<string> People(AccountView view, SlowAnswers slow)
    {
        IEnumerable<string> known = Same("people", Ordinal(view.People.Select(person => person.PersonId)), Ordinal(slow.KnownPeople.Select(person => person.Id)));
        return known.Concat(slow.KnownPeople.Take(20).SelectMany(person =>
        {
            SubjectView one = view.ForPerson(view.PersonNamed(person.Id));
            return (IEnumerable<string>)
            [
                .. Near($"{person.Id} is deactivated", one.Number("person.deactivated"), slow.IsDeactivated(person) ? 1 : 0),
                .. Near($"days since {person.Id} was deactivated", one.Number("person.deactivated_days"), slow.IsDeactivated(person) ? slow.DaysSinceDeactivated(person) : null),
                .. Near($"share of {person.Id}", one.Number("person.value_share_90d"), slow.ShareOf90Days(person)),
                .. Near($"silence of {person.Id}", one.Number("person.days_silent"), slow.DaysSilent(person)),
            ];
        }));
    }

    private static IEnumerable<string> Features(AccountView view, SlowAnswers slow) => slow.Features.SelectMany(feature =>
    {
        ISignalReader one = view.ForSubject(new Subject(SubjectKind.Feature, feature.Metric, feature.Metric));
        return FeatureSignals(feature).SelectMany(signal =>
            Near($"{signal.Key} of {feature.Metric}", one.Read(SignalCatalogue.Find(signal.Key)!) is { Present: true } value ? value.Number : null, signal.Value));
    });

    private static Dictionary<string, double?> FeatureSignals(SlowFeature feature) => new()
    {
        ["feature.days_unused"] = feature.DaysUnused, ["feature.third_person_days"] = feature.ThirdPersonDays, ["feature.people_before"] = feature.PeopleBefore,
        ["feature.people_28d"] = feature.PeopleNow, ["feature.events_28d"] = feature.Events,
    };

    private static IEnumerable<string> Triggers(AccountEvaluation evaluation, SlowTriggers slow)
    {
        IEnumerable<string> product = evaluation.Triggers
            .Where(trigger => trigger.Subject.Kind == SubjectKind.Account || trigger.State != TriggerState.Unknown)
            .Select(trigger => Line(trigger.Trigger, trigger.Subject.Key, trigger.State.ToString().ToLowerInvariant(), trigger.Severity.ToString().ToLowerInvariant()));
        IEnumerable<string> people = slow.PowerUsersDeactivated.Select(person => Line("power-user-deactivated", person, "firing", "high"))
            .DefaultIfEmpty(Line("power-user-deactivated", evaluation.AccountId, slow.WithoutPowerUsers, ""));
        return Same("triggers", Ordinal(product), Ordinal(
            slow.OfTheAccount.Select(trigger => Line(trigger.Key, evaluation.AccountId, trigger.Value.State, trigger.Value.Severity)).Concat(people)
                .Concat(slow.OfFeatures.Select(line => Line(line.Trigger, line.Subject, line.State, line.Severity)))));

        static string Line(string trigger, string subject, string state, string severity) =>
            $"{trigger} of {subject} {state}{(state == "firing" ? $" {severity}" : "")}";
    }

    private static IEnumerable<string> Causes(ChangeExplanation change, SlowChange slow) =>
    [
        .. Same("change", change.Change, slow.Change),
        .. Same("causes", Ordinal(change.Causes.Select(cause => $"{cause.Component} by {Part(cause)}")), Ordinal(slow.Causes.Select(cause => $"{cause.Component} by {cause.Part}"))),
        .. change.Causes.SelectMany(cause => slow.Causes.Where(slowCause => (slowCause.Component, slowCause.Part) == (cause.Component, Part(cause)))
            .SelectMany(slowCause => Near($"exact points of cause {cause.Component}", cause.Exact, slowCause.Exact)
                .Concat(Same($"points of cause {cause.Component}", cause.Points, slowCause.Points)))),
    ];

    private static string Part(ChangeCause cause) => cause.Part.ToString().ToLowerInvariant();

    private static string Ordinal(IEnumerable<string> words) => string.Join(", ", words.Order(StringComparer.Ordinal));

    private static IEnumerable<string> Same<T>(string what, T product, T recomputed) =>
        EqualityComparer<T>.Default.Equals(product, recomputed) ? [] : [$"{what} is {Text(product)}, recomputed {Text(recomputed)}"];

    private static IEnumerable<string> Near(string what, double? product, double? recomputed) =>
        product is { } a && recomputed is { } b && Math.Abs(a - b) <= Hair ? [] : Same(what, product, recomputed);

    private static string Text(object? value) => value is null ? "missing" : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
