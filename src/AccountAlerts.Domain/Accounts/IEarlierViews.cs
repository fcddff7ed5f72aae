namespace AccountAlerts.Domain.Accounts;

/// <summary>Shows accounts on the days that somebody prepared for.</summary>
public interface IEarlierViews
{
    /// <returns>Null for any other day.</returns>
    AccountView? View(AccountFacts facts, DateOnly day);
}
