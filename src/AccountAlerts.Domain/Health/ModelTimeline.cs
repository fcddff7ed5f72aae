using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Domain.Health;

/// <summary>Health models, and the first day on which accounts were judged by them.</summary>
public sealed record ModelVersion(DateOnly From, HealthModels Models);

/// <summary>Which health models judge an account on which day: a score of the past is what it was said to be then.</summary>
/// <remarks>Before the first version that is known, today's models count.</remarks>
public sealed class ModelTimeline
{
    private readonly ModelVersion[] _versions;

    /// <param name="current">Those of today.</param>
    /// <param name="versions">What was in force from which day on, in any order.</param>
    public ModelTimeline(HealthModels current, IEnumerable<ModelVersion>? versions = null)
    {
        Current = current;
        _versions = [.. (versions ?? []).OrderBy(version => version.From)];
    }

    public HealthModels Current { get; }

    public IReadOnlyList<ModelVersion> Versions => _versions;

    public HealthModels On(DateOnly day)
    {
        for (int i = _versions.Length - 1; i >= 0; i--)
        {
            if (_versions[i].From <= day)
                return _versions[i].Models;
        }

        return Current;
    }

    /// <summary>The days on which the model that judges the account changed, ascending; a move to another segment or lifecycle is none, nor is the day from which models are known.</summary>
    /// <param name="after">Not this day itself.</param>
    public IReadOnlyList<DateOnly> ChangesFor(AccountFacts facts, DateOnly after, DateOnly upTo) =>
    [
        .. _versions.Skip(1).Select(version => version.From).Where(day => day > after && day <= upTo && HashFor(facts, day, On(day)) != HashFor(facts, day, On(day.AddDays(-1)))),
    ];

    private static string? HashFor(AccountFacts facts, DateOnly day, HealthModels models)
    {
        var columns = AccountColumns.Of(facts, day);
        return HealthScorer.ModelFor(models, columns.Segment, columns.Lifecycle) is { } model ? HealthModelHash.Of(model) : null;
    }
}
