using AccountAlerts.Domain.Signals;

namespace AccountAlerts.Domain.Accounts;

/// <summary>One person of an account as known at the end of one day; signals about the account are read through it as well.</summary>
public sealed class PersonView : ISignalReader
{
    private readonly SignalContext _context;
    private SignalMemo _memo = new(SignalScope.Person);

    internal PersonView(AccountView account, Person person)
    {
        Account = account;
        Person = person;
        _context = new SignalContext(account, person);
    }

    public AccountView Account { get; }

    public Person Person { get; }

    public SignalValue Read(Signal signal)
    {
        if (signal.Scope != SignalScope.Person)
            return Account.Read(signal);
        var value = _memo.Read(signal, _context);
        return Account.LeftOut.Count == 0 ? value : LeftOutInput.Apply(Account.LeftOut, signal, Person.PersonId, value, Account.AsOf);
    }
}
