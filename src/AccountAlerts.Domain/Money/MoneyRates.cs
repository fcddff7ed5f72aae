namespace AccountAlerts.Domain.Money;

/// <summary>An amount in one currency. Amounts of different currencies are never added.</summary>
/// <param name="Currency">ISO 4217 code in capitals, or whatever the source calls it.</param>
public readonly record struct Amount(double Value, string Currency);

/// <summary>What one unit of each currency is worth in the base currency.</summary>
/// <param name="Base">ISO 4217 code in capitals.</param>
/// <param name="Rates">By code in capitals, each above 0; the base itself needs none.</param>
public sealed record MoneyRates(string Base, IReadOnlyDictionary<string, double> Rates)
{
    /// <summary>No rates: only amounts in the base currency can be added.</summary>
    public static MoneyRates Only(string currency) => new(currency, new Dictionary<string, double>());

    /// <summary>The code in capitals; an account that names no currency counts in the base.</summary>
    public string CodeOf(string? currency) => string.IsNullOrWhiteSpace(currency) ? Base : currency.Trim().ToUpperInvariant();

    /// <returns>Null for a currency without a rate.</returns>
    public double? RateOf(string? currency)
    {
        string code = CodeOf(currency);
        return code == Base ? 1 : Rates.TryGetValue(code, out double rate) ? rate : null;
    }

    /// <summary>The amount in the base currency; in its own where there is no rate.</summary>
    public Amount Convert(double value, string? currency) =>
        RateOf(currency) is { } rate ? new Amount(value * rate, Base) : new Amount(value, CodeOf(currency));
}
