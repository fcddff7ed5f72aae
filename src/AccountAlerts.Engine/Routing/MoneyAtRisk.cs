using AccountAlerts.Engine.Delivery;

namespace AccountAlerts.Engine.Routing;

/// <summary>How much of an account's yearly revenue is at stake: ranks what is told first.</summary>
public interface IMoneyAtRisk
{
    /// <returns>In the base currency; null where it cannot be said.</returns>
    double? Of(AccountSnapshot account);
}

/// <summary>As the last evaluation worked it out. An amount without a rate cannot be compared and ranks nowhere.</summary>
public sealed class EvaluatedMoney : IMoneyAtRisk
{
    public double? Of(AccountSnapshot account) => account.Money is { InBase: true } money ? money.Value : null;
}
