using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Signals;

namespace AccountAlerts.Domain.Health;

/// <summary>What a health model must satisfy before anything is scored by it.</summary>
public static class HealthModelRules
{
    /// <returns>Every fault: the component it is in, what is wrong, and what to do; empty if the model can be used.</returns>
    public static IReadOnlyList<string> Faults(HealthModel model)
    {
        var faults = new List<string>();
        if (model.Components.Count == 0)
            faults.Add($"Health model {model.Name} has no components; give it at least one.");

        foreach (var twice in model.Components.GroupBy(component => component.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
            faults.Add($"Health model {model.Name} has {twice.Count()} components named {twice.Key}; give each its own name.");

        foreach (var component in model.Components)
            faults.AddRange(FaultsOf(component).Select(fault => $"Health model {model.Name}, component {component.Name}: {fault}"));

        return faults;
    }

    private static IEnumerable<string> FaultsOf(HealthComponent component)
    {
        if (FaultOfSignal(component.Signal) is { } fault)
            yield return fault;
        if (!(component.Weight > 0) || double.IsInfinity(component.Weight))
            yield return "the weight must be a number above 0.";
        if (!double.IsFinite(component.Zero) || !double.IsFinite(component.Hundred) || component.Zero == component.Hundred)
            yield return "the value worth 0 and the value worth 100 must be two different numbers.";
    }

    private static string? FaultOfSignal(string name)
    {
        if (name.StartsWith(HealthSignals.Prefix, StringComparison.Ordinal))
            return $"{name} is made of the components and cannot be one of them.";
        if (SignalCatalogue.Find(name) is not { } signal)
            return $"there is no signal {name}{(SignalCatalogue.Nearest(name) is { } near ? $"; did you mean {near}?" : ".")}";
        if (signal.Scope != SignalScope.Account)
            return $"{name} is about one {Subjects.Word(signal.Scope)}; a health model needs a signal of the account.";
        return signal.Unit == Unit.Word ? $"{name} is a word; a health model needs a number." : null;
    }
}
