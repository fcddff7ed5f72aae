using System.ComponentModel.DataAnnotations;
using AccountAlerts.Engine.Delivery;

namespace AccountAlerts.Settings;

/// <summary>Settings under <c>Crm</c>: the way from a card to the customer in the CRM.</summary>
public sealed class CrmSettings : IValidatableObject
{
    private const string Allowed = "an https address with {account_id} where the customer's id belongs, such as https://crm.example.com/accounts/{account_id}";

    /// <summary>Where a customer stands in the CRM; <c>{account_id}</c> becomes the id under which the sources know the account. Default: none, and cards have no such button.</summary>
    public string? AccountUrl { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AccountUrl is { Length: > 0 } url && !IsGood(url))
            yield return new ValidationResult($"= \"{url}\" is not allowed; allowed: {Allowed}.", [nameof(AccountUrl)]);
    }

    /// <remarks>An id must not decide which host is called, so it stands after that.</remarks>
    private static bool IsGood(string url)
    {
        int place = url.IndexOf(ProductLinks.AccountPlace, StringComparison.Ordinal);
        return place > 0 && url.AsSpan().Count('{') == url.AsSpan().Count(ProductLinks.AccountPlace)
            && Uri.TryCreate(url[..place], UriKind.Absolute, out var before) && before is { Scheme: "https", Host.Length: > 0, UserInfo.Length: 0 }
            && url.IndexOf('/', "https://".Length) is var path && path > 0 && path < place
            && Uri.TryCreate(url.Replace(ProductLinks.AccountPlace, "a", StringComparison.Ordinal), UriKind.Absolute, out _);
    }
}
