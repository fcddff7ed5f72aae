using System.Globalization;

namespace AccountAlerts.Engine.Routing;

/// <summary>Accounts of which nobody wants to hear before a day; kept among the product's values.</summary>
public sealed class AccountMutes(IReadOnlyDictionary<int, DateTimeOffset> until)
{
    /// <summary>Scope of <see cref="IProductValues"/>; the key is the account's number, the value the instant at which it ends.</summary>
    public const string Scope = "$quiet";

    public static AccountMutes None { get; } = new(new Dictionary<int, DateTimeOffset>());

    public static Task<AccountMutes> LoadAsync(IProductValues values, CancellationToken cancellation) => values.RememberAsync(Scope, ReadAll, cancellation);

    private static AccountMutes ReadAll(IReadOnlyDictionary<string, string> stored) => new(
        stored.ToDictionary(
            mute => int.Parse(mute.Key, CultureInfo.InvariantCulture),
            mute => DateTimeOffset.Parse(mute.Value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)));

    /// <summary>What to store; null: to be heard of again.</summary>
    public static ProductValue Value(int accountId, DateTimeOffset? until) =>
        new(Scope, accountId.ToString(CultureInfo.InvariantCulture), until?.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture));

    /// <summary>Every account that is muted, and until when.</summary>
    public IReadOnlyList<(int AccountId, DateTimeOffset Until)> All(DateTimeOffset now) =>
        [.. until.Where(mute => now < mute.Value).OrderBy(mute => mute.Value).ThenBy(mute => mute.Key).Select(mute => (mute.Key, mute.Value))];

    /// <returns>When it ends; null for an account that is not muted.</returns>
    public DateTimeOffset? Of(int accountId, DateTimeOffset now) => until.TryGetValue(accountId, out var end) && now < end ? end : null;
}
