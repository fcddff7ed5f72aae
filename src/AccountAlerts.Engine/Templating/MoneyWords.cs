using System.Globalization;
using AccountAlerts.Domain.Money;

namespace AccountAlerts.Engine.Templating;

/// <summary>How money at risk is written: rounded, since it is a weight and no invoice.</summary>
public static class MoneyWords
{
    /// <summary>"about EUR 48k"; "about EUR 12k, going by similar customers" for an estimate; null where nothing worth naming is at stake.</summary>
    public static string? AtStake(MoneyAtRisk? money) => money switch
    {
        null or { Value: < 1 } => null,
        { Estimated: true } => $"about {Rounded(money.Value, money.Currency)}, going by similar customers",
        _ => $"about {Rounded(money.Value, money.Currency)}",
    };

    /// <summary>"EUR 310k and USD 40k": one amount per currency, never added.</summary>
    public static string Totals(IReadOnlyList<MoneyTotal> totals) => totals.Count == 0
        ? "nothing"
        : string.Join(" and ", totals.Select(total => Rounded(total.Value, total.Currency)));

    /// <summary>"EUR 480", "EUR 4.8k", "EUR 48k", "EUR 1.2M": two digits that count below ten of a kind, whole ones above.</summary>
    public static string Rounded(double value, string currency)
    {
        var (scaled, letter) = value switch
        {
            >= 999_500_000 => (value / 1e9, "B"),
            >= 999_500 => (value / 1e6, "M"),
            >= 999.5 => (value / 1e3, "k"),
            _ => (value, ""),
        };
        string number = scaled.ToString(letter.Length > 0 && scaled < 9.95 ? "0.#" : "#,0", CultureInfo.InvariantCulture);
        return PlainText.Clean(currency, 8) is { Length: > 0 } code ? $"{code} {number}{letter}" : number + letter;
    }
}
