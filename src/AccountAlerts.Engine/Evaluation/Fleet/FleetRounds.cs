using AccountAlerts.Domain.Money;
using AccountAlerts.Engine.Delivery;

namespace AccountAlerts.Engine.Evaluation.Fleet;

/// <summary>Begins the part of each evaluation that needs all accounts: it looks at every one in passing, and judges after the last.</summary>
public sealed class FleetRounds(MoneyRates rates)
{
    internal FleetRound Begin() => new(rates);
}

/// <summary>What one evaluation learns of the whole fleet. Fed by one thread, in the order of the accounts.</summary>
internal sealed class FleetRound(MoneyRates rates)
{
    private readonly List<AccountWorth> _worths = [];
    private FleetMoney? _money;

    /// <summary>Known after the last account: the median of a segment must not depend on which of its accounts came first.</summary>
    public FleetMoney Money => _money ??= FleetMoney.Of(_worths, rates);

    public void Add(AccountLook look)
    {
        if (look.Worth is { } worth)
            _worths.Add(worth);
    }

    /// <summary>The account's head with what may be lost with it.</summary>
    public AccountSnapshot Weigh(AccountSnapshot account) => AccountSnapshots.WorthOf(account) is { } worth
        ? account with { Money = MoneyAtRisk.Of(worth, Money, rates), Large = Money.IsLarge(worth, rates) }
        : account;
}
