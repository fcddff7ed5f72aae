namespace AccountAlerts.Engine.Delivery;

/// <summary>Addresses that messages may link to.</summary>
/// <param name="Public">Under which people reach the inbox: absolute, http or https; null where nobody said, and then nothing is a link.</param>
public sealed record ProductLinks(Uri? Public)
{
    public static ProductLinks None { get; } = new((Uri?)null);

    /// <summary>The page that lists all accounts with what is open there, or null.</summary>
    public Uri? Accounts => Public is null ? null : new Uri($"{Public.AbsoluteUri.TrimEnd('/')}/accounts");

    /// <returns>The account's page, or null.</returns>
    public string? Account(string accountId) =>
        Public is null ? null : $"{Public.AbsoluteUri.TrimEnd('/')}/accounts/{Uri.EscapeDataString(accountId)}";
}
