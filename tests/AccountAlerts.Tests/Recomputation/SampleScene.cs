using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Domain.Triggers.Conditions;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Templating;
using AccountAlerts.TestKit.Fakes;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;

namespace AccountAlerts.Tests.Recomputation;

/// <summary>The sample folder, the shipped triggers, and the product's evaluation over both. Read once; nothing in it changes.</summary>
public sealed class SampleScene : IAsyncLifetime
{
    /// <summary>After every row of the folder, so that every question is about the past.</summary>
    internal static DateTimeOffset Now { get; } = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    internal PlainFolder Folder { get; } = PlainFolder.Read();

    internal IReadOnlyList<Trigger> Triggers { get; private set; } = [];

    internal PlainFactReader Facts { get; private set; } = null!;

    internal EvaluatorFactory Evaluators { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        string templates = Path.Combine(PlainFolder.Path, "..", "..", "..", "templates");
        using AlertCatalogue catalogue = new(
            new TemplateFolder(templates), SignalVocabulary.Of(SignalCatalogue.All), Substitute.For<ITriggerTexts>(), NullLogger<AlertCatalogue>.Instance);
        var set = await catalogue.RefreshAsync(remember: false, CancellationToken.None);
        Assert.Empty(set.Faults);
        Triggers = set.Triggers;
        Facts = new PlainFactReader(Folder);
        Evaluators = new EvaluatorFactory(Rules, new FakeClock(Now));
    }

    internal EvaluationRules Rules => new(DefaultHealthModels.All, [], () => Triggers, HoldForDays: 14);

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>An evaluator of some days over the rows in memory.</summary>
    internal Task<AccountEvaluator> EvaluatorAsync(params IReadOnlyCollection<DateOnly> days) =>
        Evaluators.CreateAsync(Facts, days, CancellationToken.None);

    /// <summary>Forty days, seeded, over the years in which somebody used the product, and a little more.</summary>
    internal static IReadOnlyList<DateOnly> FortyDays(int seed)
    {
        Random random = new(seed);
        DateOnly first = new(2012, 1, 15);
        int span = new DateOnly(2026, 9, 10).DayNumber - first.DayNumber;
        return [.. Enumerable.Range(0, 40).Select(i => first.AddDays((span * i / 40) + random.Next(span / 40))).Order()];
    }
}
