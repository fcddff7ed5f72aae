using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Signals.Functions;

namespace AccountAlerts.Domain.Triggers.Conditions;

/// <summary>The signal names that conditions and templates may use.</summary>
/// <param name="Find">Exact name to signal; null for an unknown name.</param>
/// <param name="Nearest">The known name that an unknown one may be a typo of, or null.</param>
public sealed record SignalVocabulary(Func<string, Signal?> Find, Func<string, string?> Nearest)
{
    /// <summary>The shipped catalogue.</summary>
    public static SignalVocabulary Catalogue { get; } = new(SignalCatalogue.Find, SignalCatalogue.Nearest);

    public static SignalVocabulary Of(IEnumerable<Signal> signals)
    {
        var byName = signals.ToDictionary(signal => signal.Name, StringComparer.Ordinal);
        return new SignalVocabulary(name => byName.GetValueOrDefault(name) ?? SignalFunctions.Find(name), name => NearestName.Among(byName.Keys, name));
    }

    /// <summary>"; did you mean champion.named?", or nothing.</summary>
    public string Hint(string name) => Nearest(name) is { } nearest ? $"; did you mean {nearest}?" : "";
}
