using System.ComponentModel.DataAnnotations;
using AccountAlerts.Domain.Money;

namespace AccountAlerts.Settings;

/// <summary>Settings under <c>Money</c>: how amounts of different currencies are compared.</summary>
public sealed class MoneySettings : IValidatableObject
{
    /// <summary>The currency in which money at risk is told: a code of ISO 4217. Default EUR.</summary>
    public string Base { get; set; } = "EUR";

    /// <summary>By currency: what one unit of it is worth in the base currency, above 0. Default: none, and such amounts are listed apart.</summary>
    public Dictionary<string, double> Rates { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    internal MoneyRates InForce => new(
        Base.ToUpperInvariant(), Rates.ToDictionary(rate => rate.Key.ToUpperInvariant(), rate => rate.Value, StringComparer.Ordinal));

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Currencies.Knows(Base))
            yield return new ValidationResult($"= \"{Base}\" is not allowed; allowed: a currency code such as EUR or USD.", [nameof(Base)]);
        foreach ((string code, double rate) in Rates)
        {
            string key = $"{nameof(Rates)}:{code}";
            if (!Currencies.Knows(code))
                yield return new ValidationResult("is no currency; allowed: a code such as EUR or USD.", [key]);
            else if (code.Equals(Base, StringComparison.OrdinalIgnoreCase) && rate != 1)
                yield return new ValidationResult("is the base currency, which is worth 1 of itself.", [key]);
            else if (rate <= 0)
                yield return new ValidationResult("is not allowed; allowed: a number above 0.", [key]);
        }
    }
}
