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
    /// Judges an account: one result per trigger, about the account. A trigger about people, features, tickets or invoices has one result for each of
    /// them for which it holds, is about to, or cannot be told; who is not listed is clear; and where it neither holds nor is about to for anybody, one
    /// more result about the account says so. Triggers that are off are left out.
    /// </summary>
    /// <param name="daysBack">The account so many days earlier (from 1, at most <see cref="Trigger.LookBackDays"/>); null before it existed.</param>
    public IReadOnlyList<TriggerResult> Evaluate(
        IReadOnlyList<Trigger> triggers, AccountView view, Func<int, AccountView?> daysBack, EvidenceDetail detail = EvidenceDetail.UnlessClear)
    {
        ArgumentNullException.ThrowIfNull(triggers);
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(daysBack);
        var account = new Subject(SubjectKind.Account, view.Facts.Profile.AccountId, view.Facts.Profile.Name);
        var results = new List<TriggerResult>(triggers.Count);
        foreach (var trigger in triggers)
        {
            if (trigger.Mode == TriggerMode.Off)
                continue;
            if (trigger.Each != SubjectKind.Account)
                Each(trigger, account, view, daysBack, results);
            else
                results.Add(Judge(trigger, account, view, daysBack, detail));
        }

        return results;
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
        TriggerState state;
        IReadOnlyList<Evidence> evidence = [];
        if (detail == EvidenceDetail.Always)
        {
            (var today, evidence) = trigger.When.Weigh(now);
            state = StateOf(trigger, now, today, daysBack);
        }
        else
        {
            state = StateOf(trigger, now, null, daysBack);
            if (state != TriggerState.Clear)
                evidence = trigger.When.Evidence(now);
        }

        if (trigger.Also is { } also && evidence.Count > 0)
            evidence = [.. evidence, .. also.Evidence(now).Where(leaf => leaf.Held == true).Select(leaf => leaf with { About = leaf.Value.Note })];
        return new TriggerResult(trigger.Name, subject, state, trigger.SeverityFor(now), evidence)
        {
            MayClose = MayClose(trigger, state, now),
        };
    }

    private void Each(Trigger trigger, Subject account, AccountView view, Func<int, AccountView?> daysBack, List<TriggerResult> results)
    {
        var glance = new Glance(view);
        bool holds = false, unknown = Applies(trigger, view) == Truth.Unknown;
        foreach (var context in Subjects.Of(view, trigger.Each))
        {
            // Nearly nobody is concerned; a look without a view of their own says so cheaply.
            if (trigger.Keep == 0 && trigger.When.Evaluate(glance.At(context)) == Truth.False)
                continue;
            var result = Judge(trigger, Subjects.SubjectOf(context), context, daysBack);
            if (result.State == TriggerState.Clear)
                continue;
            results.Add(result);
            holds |= result.State != TriggerState.Unknown;
            unknown |= result.State == TriggerState.Unknown;
        }

        if (holds)
            return;
        var state = unknown ? TriggerState.Unknown : TriggerState.Clear;
        results.Add(new TriggerResult(trigger.Name, account, state, trigger.Severities[^1].Severity, [])
        {
            MayClose = unknown ? Truth.Unknown : Truth.True,
        });
    }

    /// <summary>Apart from the loop, so that only whom it concerns pays for a closure.</summary>
    private TriggerResult Judge(Trigger trigger, Subject subject, SignalContext context, Func<int, AccountView?> daysBack) =>
        Judge(
            trigger, subject, new SubjectView(Subjects.ScopeOf(trigger.Each), context, subject.Key),
            back => daysBack(back) is { } earlier ? Then(earlier, subject) : null);

    /// <param name="today">What the condition says of today; null where nobody asked yet.</param>
    private TriggerState StateOf(Trigger trigger, ISignalReader now, Truth? today, Func<int, ISignalReader?> daysBack) => Applies(trigger, now) switch
    {
        Truth.False => TriggerState.Clear,
        Truth.Unknown => TriggerState.Unknown,
        _ when trigger is { For: <= 1, Keep: 0 } => (today ?? trigger.When.Evaluate(now)) switch
        {
            Truth.True => TriggerState.Firing,
            Truth.False => TriggerState.Clear,
            _ => TriggerState.Unknown,
        },
        _ => OverDays(trigger, now, today, daysBack),
    };

    /// <summary>Apart from the caller, so that triggers without a span pay for no closure.</summary>
    private static TriggerState OverDays(Trigger trigger, ISignalReader now, Truth? today, Func<int, ISignalReader?> daysBack) =>
        Persistence.Decide(
            trigger.For, trigger.Keep,
            back => back == 0 ? today ?? trigger.When.Evaluate(now) : daysBack(back) is { } day ? trigger.When.Evaluate(day) : null);

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

    /// <summary>The subject on an earlier day; null if it was not there yet.</summary>
    private static SubjectView? Then(AccountView earlier, Subject subject) => earlier.ForSubject(subject) as SubjectView;

    /// <summary>One subject after the other, remembering nothing.</summary>
    private sealed class Glance(AccountView view) : ISignalReader
    {
        private SignalContext _context = new(view, null);

        public Glance At(SignalContext context)
        {
            _context = context;
            return this;
        }

        public SignalValue Read(Signal signal) => signal.Scope == SignalScope.Account ? view.Read(signal) : signal.Compute(_context);
    }
}
