namespace AccountAlerts.Engine.Delivery;

/// <summary>Addresses that messages may link to.</summary>
/// <param name="Public">Under which people reach the inbox: absolute, http or https; null where nobody said, and then nothing is a link.</param>
/// <param name="Crm">Where accounts stand in the CRM: https, with <see cref="AccountPlace"/> in it; null where nobody said.</param>
public sealed record ProductLinks(Uri? Public, string? Crm = null)
{
    /// <summary>Stands for the account's own id, as its source calls it.</summary>
    public const string AccountPlace = "{account_id}";

    /// <summary>No platform takes a longer one in every place.</summary>
    private const int LongestLink = 2000;

    public static ProductLinks None { get; } = new((Uri?)null);

    /// <summary>The page that lists all accounts with what is open there, or null.</summary>
    public Uri? Accounts => Public is null ? null : new Uri($"{Public.AbsoluteUri.TrimEnd('/')}/accounts");

    /// <returns>The account in the CRM, or null.</returns>
    public string? InCrm(string accountId) =>
        Crm?.Replace(AccountPlace, Uri.EscapeDataString(accountId), StringComparison.Ordinal) is { Length: <= LongestLink } link ? link : null;

    /// <returns>The account's page, or null.</returns>
    public string? Account(string accountId) =>
        Public is null ? null : $"{Public.AbsoluteUri.TrimEnd('/')}/accounts/{Uri.EscapeDataString(accountId)}";

    /// <returns>The page for the account's business review, or null.</returns>
    public string? Brief(string accountId) => Account(accountId) is { } account ? $"{account}/brief" : null;

    /// <summary>The page of a portfolio.</summary>
    /// <param name="whose">As people ask: a teammate's address, "team" or "all"; null for who looks.</param>
    public string? Portfolio(string? whose) =>
        Public is null ? null : $"{Public.AbsoluteUri.TrimEnd('/')}/portfolio{(whose is null ? "" : $"?whose={Uri.EscapeDataString(whose)}")}";

    /// <summary>The page of all accounts of which a condition holds, or null; null too where the condition is longer than a link may be.</summary>
    public string? Listing(string condition) =>
        Public is not null && $"{Public.AbsoluteUri.TrimEnd('/')}/list?when={Uri.EscapeDataString(condition)}" is { Length: <= LongestLink } link ? link : null;
}
