using System.Text.Json;
using AccountAlerts.Domain.Fleet;
using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Engine.Evaluation.Guard;

/// <summary>What the guard remembers. Evaluations write what is held, people what they said of it: neither overwrites the other.</summary>
internal sealed record GuardBook(IReadOnlyDictionary<string, GuardHold> Holds, IReadOnlyDictionary<string, GuardSaid> Said, MedianTrail Medians)
{
    internal const string HoldScope = "$guard";
    internal const string SaidScope = "$guard-said";
    private const string MedianScope = "$guard-medians";
    private const string MedianKey = "trail";

    public static async Task<GuardBook> LoadAsync(IProductValues values, CancellationToken cancellation) => new(
        await HoldsAsync(values, cancellation), await values.RememberAsync(SaidScope, Read<GuardSaid>, cancellation),
        await values.GetAsync(MedianScope, MedianKey, cancellation) is { } trail ? Read<MedianTrail>(trail) : MedianTrail.None);

    /// <summary>Only what is held.</summary>
    public static Task<Dictionary<string, GuardHold>> HoldsAsync(IProductValues values, CancellationToken cancellation) =>
        values.RememberAsync(HoldScope, Read<GuardHold>, cancellation);

    /// <summary>Stored at once; said twice is said once.</summary>
    public static Task SayAsync(IProductValues values, string hold, GuardSaid said, CancellationToken cancellation) =>
        values.SetAsync(SaidScope, hold, Write(said), cancellation);

    /// <summary>What an evaluation has changed.</summary>
    public IEnumerable<ProductValue> Changes(IReadOnlyDictionary<string, GuardHold> holds, MedianTrail medians)
    {
        foreach (var (key, hold) in holds)
        {
            string text = Write(hold);
            if (!Holds.TryGetValue(key, out var before) || Write(before) != text)
                yield return new ProductValue(HoldScope, key, text);
        }

        foreach (string key in Holds.Keys.Where(key => !holds.ContainsKey(key)))
        {
            yield return new ProductValue(HoldScope, key, null);
            yield return new ProductValue(SaidScope, key, null);
        }

        if (!ReferenceEquals(medians, Medians))
            yield return new ProductValue(MedianScope, MedianKey, Write(medians));
    }

    private static Dictionary<string, T> Read<T>(IReadOnlyDictionary<string, string> stored) =>
        stored.ToDictionary(value => value.Key, value => Read<T>(value.Value), StringComparer.Ordinal);

    private static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, MessageJson.Options) ?? throw new JsonException($"A stored {typeof(T).Name} is the word null.");

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, MessageJson.Options);
}
