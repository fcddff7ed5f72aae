using AccountAlerts.Domain.Signals;

namespace AccountAlerts.Domain.Accounts;

/// <summary>
/// One person, feature, ticket or invoice of an account as known at the end of one day; signals about the account are read through it as well.
/// </summary>
public sealed class SubjectView : ISignalReader
{
    private readonly SignalScope _scope;
    private readonly SignalContext _context;
    private readonly string _key;
    private SignalMemo _memo;

    internal SubjectView(SignalScope scope, SignalContext context, string key)
    {
        _scope = scope;
        _context = context;
        _key = key;
        _memo = new SignalMemo(scope);
    }

    public AccountView Account => _context.Account;

    public SignalValue Read(Signal signal)
    {
        if (signal.Scope == SignalScope.Account)
            return Account.Read(signal);
        if (signal.Scope != _scope)
            throw new ArgumentException($"{signal.Name} is about one {Subjects.Word(signal.Scope)}, not about one {Subjects.Word(_scope)}.", nameof(signal));
        var value = _memo.Read(signal, _context);
        return Account.LeftOut.Count == 0 ? value : LeftOutInput.Apply(Account.LeftOut, signal, _key, value, Account.AsOf);
    }
}
