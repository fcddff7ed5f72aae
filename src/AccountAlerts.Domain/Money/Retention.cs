namespace AccountAlerts.Domain.Money;

/// <summary>What became of one customer's revenue over a period.</summary>
/// <param name="Before">ARR at the start; null where none is known.</param>
/// <param name="Now">ARR at the end, as last known.</param>
/// <param name="Left">No customer any more: whatever was last known of the revenue, it is gone.</param>
public sealed record RevenueCourse(double? Before, double? Now, string? Currency, bool Left);

/// <summary>How much of the revenue that was there at the start of a period is still there, in one currency. Who came later does not count.</summary>
/// <param name="Customers">Who paid at the start.</param>
/// <param name="Kept">How many of them are customers still.</param>
/// <param name="Before">Their ARR at the start, above 0.</param>
/// <param name="Lost">Of those who left.</param>
/// <param name="Contracted">Of those who stayed and pay less: by how much.</param>
/// <param name="Expanded">Of those who stayed and pay more: by how much.</param>
public sealed record Retention(string Currency, int Customers, int Kept, double Before, double Lost, double Contracted, double Expanded)
{
    /// <summary>GRR: (start - contraction - churn) / start; never above 1.</summary>
    public double Gross => (Before - Lost - Contracted) / Before;

    /// <summary>NRR: the same plus expansion.</summary>
    public double Net => (Before - Lost - Contracted + Expanded) / Before;

    /// <summary>One per currency: the base first, then those without a rate, by code. Both ends go by today's rates, so that no rate looks like a customer.</summary>
    public static IReadOnlyList<Retention> Of(IEnumerable<RevenueCourse> customers, MoneyRates rates)
    {
        ArgumentNullException.ThrowIfNull(customers);
        ArgumentNullException.ThrowIfNull(rates);
        return
        [
            .. customers.Where(IsKnown)
                .Select(one => (one.Left, Before: rates.Convert(one.Before!.Value, one.Currency), Now: one.Left ? 0 : rates.Convert(one.Now!.Value, one.Currency).Value))
                .GroupBy(one => one.Before.Currency, StringComparer.Ordinal)
                .OrderByDescending(group => group.Key == rates.Base).ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new Retention(
                    group.Key, group.Count(), group.Count(one => !one.Left), group.Sum(one => one.Before.Value),
                    group.Where(one => one.Left).Sum(one => one.Before.Value),
                    group.Where(one => !one.Left).Sum(one => Math.Max(0, one.Before.Value - one.Now)),
                    group.Where(one => !one.Left).Sum(one => Math.Max(0, one.Now - one.Before.Value)))),
        ];
    }

    /// <summary>True for a customer of whom both ends are known, and who paid at the start.</summary>
    public static bool IsKnown(RevenueCourse customer) =>
        FleetMoney.Known(customer?.Before) > 0 && (customer!.Left || FleetMoney.Known(customer.Now) is not null);
}
