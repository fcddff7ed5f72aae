using System.Globalization;
using AccountAlerts.Domain.Health;

namespace AccountAlerts.Engine.Evaluation.Models;

/// <summary>Which health models judge accounts today and judged them before.</summary>
/// <param name="Waiting">Newer default models that nobody has adopted yet; null where there are none.</param>
/// <param name="Unusable">The adopted default models name what this release does not know, so its own are in force.</param>
public sealed record ModelsInForce(ModelTimeline Timeline, HealthModels? Waiting, bool Unusable)
{
    public HealthModels Current => Timeline.Current;
}

/// <summary>
/// Keeps the text of every set of health models with the day from which accounts were judged by it, and the default that was adopted: a
/// new release brings a new default, but no score moves before somebody wants it. Models of the settings are in force at once.
/// </summary>
public sealed class HealthModelBook(EvaluationRules rules, IProductValues values, TimeProvider clock)
{
    internal const string Scope = "$models";

    /// <summary>Hash of the default models that were adopted.</summary>
    private const string AdoptedKey = "adopted";

    private const string DayPrefix = "day/";
    private const string TextPrefix = "text/";
    private const string DayFormat = "yyyy-MM-dd";

    public async Task<ModelsInForce> ReadAsync(CancellationToken cancellation)
    {
        var stored = await values.RememberAsync(Scope, Stored.Of, cancellation);
        var (current, waiting, unusable) = InForce(stored);
        return new ModelsInForce(new ModelTimeline(current, Versions(stored, current)), waiting, unusable);
    }

    /// <summary>What an evaluation has to remember of the models that it judged by; nothing where it is known.</summary>
    public async Task<IReadOnlyList<ProductValue>> EntryAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var stored = await values.RememberAsync(Scope, Stored.Of, cancellation);
        var (current, _, unusable) = InForce(stored);
        string hash = HealthModelHash.Of(current);
        var entry = new List<ProductValue>();
        if (!stored.Texts.ContainsKey(hash))
            entry.Add(new ProductValue(Scope, TextPrefix + hash, HealthModelText.Write(current)));
        if (stored.Days.Count == 0 || stored.Days[^1].Hash != hash)
            entry.Add(new ProductValue(Scope, DayPrefix + DayOf(now).ToString(DayFormat, CultureInfo.InvariantCulture), hash));
        if (rules.Shipped && stored.Adopted != hash && !unusable)
            entry.Add(new ProductValue(Scope, AdoptedKey, hash));
        return entry;
    }

    /// <summary>Takes the waiting default models into force with the next evaluation.</summary>
    /// <returns>False if none are waiting any more.</returns>
    public async Task<bool> AdoptAsync(CancellationToken cancellation)
    {
        if ((await ReadAsync(cancellation)).Waiting is not { } waiting)
            return false;
        await values.SetAsync(Scope, AdoptedKey, HealthModelHash.Of(waiting), cancellation);
        return true;
    }

    /// <summary>The adopted default needs its text: what is adopted by name alone is this release's own.</summary>
    private (HealthModels Current, HealthModels? Waiting, bool Unusable) InForce(Stored stored)
    {
        if (!rules.Shipped || rules.LatestDefault || stored.Adopted is null || stored.Adopted == HealthModelHash.Of(rules.Models))
            return (rules.Models, null, false);
        return stored.Texts.GetValueOrDefault(stored.Adopted) is { } adopted ? (adopted, rules.Models, false) : (rules.Models, null, true);
    }

    /// <summary>As stored, and what is in force now even if no evaluation has used it yet.</summary>
    private IEnumerable<ModelVersion> Versions(Stored stored, HealthModels current)
    {
        string hash = HealthModelHash.Of(current);
        foreach (var (day, known) in stored.Days)
        {
            // What is in force is known in this release's words, labels included.
            if (known == hash)
                yield return new ModelVersion(day, current);
            else if (stored.Texts.GetValueOrDefault(known) is { } models)
                yield return new ModelVersion(day, models);
        }

        var today = DayOf(clock.GetUtcNow());
        if (stored.Days.Count > 0 && stored.Days[^1].Hash != hash && stored.Days[^1].Day <= today)
            yield return new ModelVersion(today, current);
    }

    private static DateOnly DayOf(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime);

    /// <param name="Days">Ascending: which models were first used on which day.</param>
    /// <param name="Texts">By hash; null for those that cannot be used any more.</param>
    private sealed record Stored(string? Adopted, IReadOnlyList<(DateOnly Day, string Hash)> Days, IReadOnlyDictionary<string, HealthModels?> Texts)
    {
        public static Stored Of(IReadOnlyDictionary<string, string> values) => new(
            values.GetValueOrDefault(AdoptedKey),
            [
                .. values.Where(value => value.Key.StartsWith(DayPrefix, StringComparison.Ordinal))
                    .Select(value => (DateOnly.ParseExact(value.Key.AsSpan(DayPrefix.Length), DayFormat, CultureInfo.InvariantCulture), value.Value)).OrderBy(day => day.Item1),
            ],
            values.Where(value => value.Key.StartsWith(TextPrefix, StringComparison.Ordinal))
                .ToDictionary(value => value.Key[TextPrefix.Length..], value => HealthModelText.Read(value.Value), StringComparer.Ordinal));
    }
}
