using System.Text.Json;
using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Engine.Routing;

/// <summary>What teammates want for themselves, kept from one start to the next. The team directory of each round carries what is stored here.</summary>
public interface IPreferences
{
    /// <returns><see cref="Preferences.None"/> for who never said anything.</returns>
    Task<Preferences> OfAsync(string email, CancellationToken cancellation);

    /// <summary>Changes what is stored; what others change at the same time is not lost.</summary>
    /// <param name="change">Pure; asked again if somebody else was first.</param>
    /// <returns>What cannot be meant, in whole sentences; then nothing is changed. Empty where it is stored.</returns>
    Task<IReadOnlyList<string>> ChangeAsync(string email, Func<Preferences, Preferences> change, CancellationToken cancellation);
}

/// <inheritdoc cref="IPreferences"/>
public sealed class StoredPreferences(IProductValues values) : IPreferences
{
    /// <summary>Where they are kept; the key is the address in lower case.</summary>
    public const string Scope = "$preferences";

    public async Task<Preferences> OfAsync(string email, CancellationToken cancellation) =>
        Read(await values.GetAsync(Scope, Key(email), cancellation));

    public async Task<IReadOnlyList<string>> ChangeAsync(string email, Func<Preferences, Preferences> change, CancellationToken cancellation)
    {
        while (true)
        {
            string? stored = await values.GetAsync(Scope, Key(email), cancellation);
            var wanted = change(Read(stored));
            string[] faults = [.. wanted.Faults()];
            if (faults.Length > 0)
                return faults;
            string text = JsonSerializer.Serialize(wanted, MessageJson.Options);
            if (text == stored || await values.TrySetAsync(Scope, Key(email), stored, text, cancellation))
                return [];
        }
    }

    /// <summary>All of them at once, from what a session has read.</summary>
    public static IReadOnlyDictionary<string, Preferences> ReadAll(IReadOnlyDictionary<string, string> stored) =>
        stored.ToDictionary(entry => entry.Key, entry => Read(entry.Value), StringComparer.OrdinalIgnoreCase);

    private static Preferences Read(string? json) =>
        json is null ? Preferences.None : JsonSerializer.Deserialize<Preferences>(json, MessageJson.Options) ?? Preferences.None;

    private static string Key(string email) => email.Trim().ToLowerInvariant();
}
