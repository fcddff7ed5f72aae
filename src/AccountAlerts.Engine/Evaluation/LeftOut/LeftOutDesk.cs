using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Explanations;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Evaluation.LeftOut;

/// <summary>Finds the inputs of an alert by looking at its account once more, as of today.</summary>
public sealed class LeftOutDesk(IFactReader reader, EvaluatorFactory evaluators, AlertCatalogue catalogue) : ILeftOut
{
    private const string HealthPrefix = "health.";

    /// <summary>What an account is, rather than how it does: nobody means the segment when calling an alert's data wrong.</summary>
    private const string AccountPrefix = "account.";

    public async Task<LeftOutNote?> NoteAsync(AlertKey alert, string by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(alert);
        if (catalogue.Current.Find(alert.Trigger)?.Trigger is not { } trigger)
            return null;
        await using IFactSession session = await reader.OpenAsync(cancellation);
        if (await session.ReadAsync([alert.AccountId], cancellation) is not [var facts, ..])
            return null;

        DateOnly today = evaluators.Today;
        var view = (await evaluators.CreateAsync(session, [today], cancellation)).View(facts, today);
        LeftOutInput[] inputs = [.. InputsOf(trigger, alert, view, by).DistinctBy(input => (input.Signal, input.Person))];
        return inputs.Length == 0
            ? null
            : new LeftOutNote([.. inputs.Select(input => SignalCatalogue.Find(input.Signal)!.Label)], LeftOutInputs.Write(alert, inputs));
    }

    /// <summary>What made the condition true: each comparison that holds.</summary>
    private static IEnumerable<LeftOutInput> InputsOf(Trigger trigger, AlertKey alert, AccountView view, string by)
    {
        ISignalReader reader = view.ForSubject(new Subject(alert.SubjectKind, alert.SubjectKey, alert.SubjectKey));
        if (trigger.Each != SubjectKind.Account && ReferenceEquals(reader, view))
            yield break;
        foreach (var leaf in trigger.When.Evidence(reader))
        {
            if (leaf is not { Held: true, Value.Present: true } || SignalCatalogue.Find(leaf.Signal) is not { } signal)
                continue;
            if (leaf.Signal.StartsWith(AccountPrefix, StringComparison.Ordinal))
                continue;
            if (!leaf.Signal.StartsWith(HealthPrefix, StringComparison.Ordinal))
                yield return LeftOutInput.Of(leaf.Signal, signal.Scope == SignalScope.Account ? null : alert.SubjectKey, leaf.Value, view.AsOf, by);
            else if (LevelExplainer.Explain(view.Health) is [var largest, ..])
                yield return LeftOutInput.Of(largest.Signal, null, largest.Value, view.AsOf, by);
        }
    }
}
