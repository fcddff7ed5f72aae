namespace AccountAlerts.Domain.Money;

/// <summary>Money at risk of several accounts in one currency.</summary>
/// <param name="Estimated">How many of the accounts count with an estimate.</param>
public sealed record MoneyTotal(string Currency, double Value, int Accounts, int Estimated)
{
    /// <summary>One total per currency: the base first, then those without a rate, by code. Nothing is ever added across currencies.</summary>
    public static IReadOnlyList<MoneyTotal> Of(IEnumerable<MoneyAtRisk> money) =>
    [
        .. money.GroupBy(part => (part.InBase, part.Currency))
            .OrderByDescending(group => group.Key.InBase).ThenBy(group => group.Key.Currency, StringComparer.Ordinal)
            .Select(group => new MoneyTotal(
                group.Key.Currency, Math.Round(group.Sum(part => part.Value), 2, MidpointRounding.AwayFromZero), group.Count(),
                group.Count(part => part.Estimated))),
    ];
}
