using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers.Conditions;

namespace AccountAlerts.Domain.Triggers;

/// <summary>How much evidence to write down. Working it out reads every signal a condition names, decided or not.</summary>
public enum EvidenceDetail
{
    /// <summary>Not for results that are clear: what a tick needs.</summary>
    UnlessClear,

    Always,
}

/// <summary>
/// Says of each trigger what holds now, from facts alone. It knows nothing of alerts: cooldown, snoozes and the baseline are theirs.
/// </summary>
public sealed class TriggerEvaluator
{
    private const string Churned = "churned";

    private readonly Signal _lifecycle;
    private readonly Signal _segment;

    public TriggerEvaluator(SignalVocabulary signals)
    {
        ArgumentNullException.ThrowIfNull(signals);
        _lifecycle = Needed(signals, "account.lifecycle");
        _segment = Needed(signals, "account.segment");
    }

    /// <summary>
    /// Judges an account: one result per trigger, about the account; for a trigger about people one per person for whom it holds or is
    /// about to, and none where it holds for nobody. Triggers that are off are left out.
    /// </summary>
    /// <param name="earlier">The same account as of an earlier day, cut at that day; null where there is no such view. Asked only for <c>for</c> and <c>keep</c>.</param>
    public IReadOnlyList<TriggerResult> Evaluate(
        IReadOnlyList<Trigger> triggers, AccountView view, Func<DateOnly, AccountView?> earlier, EvidenceDetail detail = EvidenceDetail.UnlessClear)
    {
        ArgumentNullException.ThrowIfNull(triggers);
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(earlier);
        var history = new AccountHistory(view, earlier);
        var results = new List<TriggerResult>(triggers.Count);
        foreach (var trigger in triggers)
        {
            if (trigger.Mode == TriggerMode.Off)
                continue;
            if (trigger.Each == SubjectKind.Person)
                People(trigger, view, history, detail, results);
            else
                results.Add(Judge(trigger, About(view), view, history.Back, detail));
        }

        return results;
    }

    /// <summary>
    /// Judges one subject of a trigger, listed or not: what an open alert asks whose subject <see cref="Evaluate"/> no longer lists.
    /// </summary>
    /// <returns>Null where the person is not known at the account (any more).</returns>
    public TriggerResult? EvaluateSubject(Trigger trigger, string key, AccountView view, Func<DateOnly, AccountView?> earlier)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        ArgumentNullException.ThrowIfNull(view);
        var history = new AccountHistory(view, earlier);
        if (trigger.Each != SubjectKind.Person)
            return Judge(trigger, About(view), view, history.Back);
        return view.People.FirstOrDefault(person => person.PersonId == key) is { } known
            ? Judge(trigger, About(known), view.ForPerson(known), back => history.Back(back, known))
            : null;
    }

    /// <summary>Judges one subject.</summary>
    /// <param name="now">The subject's signals as of the day.</param>
    /// <param name="daysBack">The same, so many days earlier (from 1); null where it did not exist yet. Asked only for <c>for</c> and <c>keep</c>.</param>
    public TriggerResult Judge(
        Trigger trigger, Subject subject, ISignalReader now, Func<int, ISignalReader?> daysBack, EvidenceDetail detail = EvidenceDetail.UnlessClear)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(daysBack);
        var state = StateOf(trigger, now, daysBack);
        IReadOnlyList<Evidence> evidence = state == TriggerState.Clear && detail == EvidenceDetail.UnlessClear ? [] : trigger.When.Evidence(now);
        return new TriggerResult(trigger.Name, subject, state, trigger.SeverityFor(now), evidence)
        {
            MayClose = MayClose(trigger, state, now),
        };
    }

    private void People(Trigger trigger, AccountView view, AccountHistory history, EvidenceDetail detail, List<TriggerResult> results)
    {
        var glance = new PersonGlance(view);
        foreach (var person in view.People)
        {
            // Nearly nobody is concerned; a look without a view of their own says so cheaply.
            if (trigger.Keep == 0 && trigger.When.Evaluate(glance.At(person)) != Truth.True)
                continue;
            var result = Judge(trigger, About(person), view.ForPerson(person), back => history.Back(back, person), detail);
            if (result.State is TriggerState.Firing or TriggerState.Pending)
                results.Add(result);
        }
    }

    private static Subject About(AccountView view) => new(SubjectKind.Account, view.Facts.Profile.AccountId, view.Facts.Profile.Name);

    private static Subject About(Person person) => new(SubjectKind.Person, person.PersonId, person.Label);

    private TriggerState StateOf(Trigger trigger, ISignalReader now, Func<int, ISignalReader?> daysBack) => Applies(trigger, now) switch
    {
        Truth.False => TriggerState.Clear,
        Truth.Unknown => TriggerState.Unknown,
        _ when trigger is { For: <= 1, Keep: 0 } => trigger.When.Evaluate(now) switch
        {
            Truth.True => TriggerState.Firing,
            Truth.False => TriggerState.Clear,
            _ => TriggerState.Unknown,
        },
        _ => OverDays(trigger, now, daysBack),
    };

    /// <summary>Apart from the caller, so that triggers without a span pay for no closure.</summary>
    private static TriggerState OverDays(Trigger trigger, ISignalReader now, Func<int, ISignalReader?> daysBack) =>
        Persistence.Decide(
            trigger.For, trigger.Keep, back => (back == 0 ? now : daysBack(back)) is { } day ? trigger.When.Evaluate(day) : null);

    /// <summary>Customers who have left are skipped unless the trigger asks about just that; a segment that nobody knows leaves it open.</summary>
    private Truth Applies(Trigger trigger, ISignalReader now)
    {
        if (string.Equals(now.Read(_lifecycle).Word, Churned, StringComparison.OrdinalIgnoreCase) && !trigger.When.Signals.Contains(_lifecycle))
            return Truth.False;
        if (trigger.Segments.Count == 0)
            return Truth.True;
        var value = now.Read(_segment);
        if (!value.Present)
            return Truth.Unknown;
        return trigger.Segments.Contains(value.Word, StringComparer.OrdinalIgnoreCase) ? Truth.True : Truth.False;
    }

    private static Truth MayClose(Trigger trigger, TriggerState state, ISignalReader now) => state switch
    {
        TriggerState.Clear => trigger.Clear?.Evaluate(now) ?? Truth.True,
        TriggerState.Unknown => Truth.Unknown,
        _ => Truth.False,
    };

    private static Signal Needed(SignalVocabulary signals, string name) =>
        signals.Find(name) ?? throw new ArgumentException($"The signal {name} is needed by every trigger.", nameof(signals));

    /// <summary>An account's earlier days, as readers.</summary>
    private sealed class AccountHistory(AccountView view, Func<DateOnly, AccountView?> earlier)
    {
        public AccountView? Back(int days) => earlier(view.AsOf.AddDays(-days)) is { Exists: true } day ? day : null;

        public PersonView? Back(int days, Person person) =>
            Back(days) is { } day && day.People.FirstOrDefault(known => known.PersonId == person.PersonId) is { } then ? day.ForPerson(then) : null;
    }

    /// <summary>One person after the other, remembering nothing.</summary>
    private sealed class PersonGlance(AccountView view) : ISignalReader
    {
        private SignalContext _context = new(view, null);

        public PersonGlance At(Person person)
        {
            _context = new SignalContext(view, person);
            return this;
        }

        public SignalValue Read(Signal signal) => signal.Scope == SignalScope.Person ? signal.Compute(_context) : view.Read(signal);
    }
}
