using AccountAlerts.Domain.Health;

namespace AccountAlerts.Domain.Money;

/// <summary>What the money of an account depends on, as of one day.</summary>
/// <param name="Arr">A year's revenue in the account's currency; null where no source gives one.</param>
/// <param name="DaysToDecision">To the decision on the renewal; negative once past; null where unknown.</param>
public readonly record struct AccountWorth(double? Arr, string? Currency, string? Segment, Band? Band, int? DaysToDecision);

/// <summary>What may be lost with one account: its ARR, weighed by how it does and how near the decision is.</summary>
/// <param name="Value">In <paramref name="Currency"/>; 0 or more.</param>
/// <param name="Currency">The base currency, or the account's own where that has no rate.</param>
/// <param name="InBase">True if it is in the base currency and may be added to others that are.</param>
/// <param name="Estimated">True if the account has no ARR and its segment's median stands in for it.</param>
public sealed record MoneyAtRisk(double Value, string Currency, bool InBase, bool Estimated)
{
    private const int NearDays = 90;
    private const int MidDays = 180;

    /// <param name="fleet">Knows what accounts of the same segment are worth.</param>
    /// <returns>Null where nothing is known of the account's revenue, nor of its segment's.</returns>
    public static MoneyAtRisk? Of(AccountWorth account, FleetMoney fleet, MoneyRates rates)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        ArgumentNullException.ThrowIfNull(rates);
        double share = ShareOf(account.Band) * NearnessOf(account.DaysToDecision);
        if (FleetMoney.Known(account.Arr) is { } arr)
        {
            var amount = rates.Convert(arr, account.Currency);
            return new MoneyAtRisk(Tidy(amount.Value * share), amount.Currency, rates.RateOf(account.Currency) is not null, false);
        }

        return fleet.MedianOf(account.Segment) is { } median ? new MoneyAtRisk(Tidy(median * share), rates.Base, true, true) : null;
    }

    /// <summary>Critical 1, at risk 0.5, healthy 0.1; an account without a score counts as healthy: what is missing is never bad.</summary>
    public static double ShareOf(Band? band) => band switch
    {
        Band.Critical => 1,
        Band.AtRisk => 0.5,
        _ => 0.1,
    };

    /// <summary>Within 90 days 1, within 180 days 0.6, else 0.3. A decision that is overdue is as near as it is long ago.</summary>
    public static double NearnessOf(int? daysToDecision) => daysToDecision switch
    {
        >= -NearDays and <= NearDays => 1,
        >= -MidDays and <= MidDays => 0.6,
        _ => 0.3,
    };

    /// <summary>Cents; what is beyond is an artefact of the rates.</summary>
    private static double Tidy(double value) => Math.Round(value, 2, MidpointRounding.AwayFromZero);
}
