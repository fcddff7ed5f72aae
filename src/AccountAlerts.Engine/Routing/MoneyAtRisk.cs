using AccountAlerts.Domain.Health;
using AccountAlerts.Engine.Delivery;

namespace AccountAlerts.Engine.Routing;

/// <summary>How much of an account's yearly revenue is at stake: ranks what is told first.</summary>
public interface IMoneyAtRisk
{
    /// <returns>In the base currency; null where it cannot be said.</returns>
    double? Of(AccountSnapshot account);
}

/// <summary>ARR x band x nearness of the decision, whatever the currency.</summary>
public sealed class PlainMoneyAtRisk : IMoneyAtRisk
{
    public double? Of(AccountSnapshot account) => account.Arr * BandFactor(account.Band) * Nearness(account.DaysToDecision);

    private static double BandFactor(Band? band) => band switch
    {
        Band.Critical => 1,
        Band.Healthy => 0.1,
        _ => 0.5,
    };

    private static double Nearness(int? days) => days switch
    {
        <= 90 => 1,
        <= 180 => 0.6,
        _ => 0.3,
    };
}
