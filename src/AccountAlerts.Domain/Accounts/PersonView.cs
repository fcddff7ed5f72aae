using AccountAlerts.Domain.Signals;

namespace AccountAlerts.Domain.Accounts;

/// <summary>One person of an account as known at the end of one day; signals about the account are read through it as well.</summary>
public sealed class PersonView : ISignalReader
{
    private readonly SignalMemo _memo;

    internal PersonView(AccountView account, Person person)
    {
        Account = account;
        Person = person;
        _memo = new SignalMemo(new SignalContext(account, person));
    }

    public AccountView Account { get; }

    public Person Person { get; }

    public SignalValue Read(Signal signal) => signal.Scope == SignalScope.Person ? _memo.Read(signal) : Account.Read(signal);
}
