using System.Collections.Frozen;
using AccountAlerts.Domain.Signals.Functions;

namespace AccountAlerts.Domain.Signals;

/// <summary>Every signal that conditions and health models may name.</summary>
public static class SignalCatalogue
{
    /// <summary>Readers keep places in a byte.</summary>
    private const int MostPerScope = byte.MaxValue;

    // Families in the order in which people read them; stable within, and by scope, so that a reader keeps one stretch.
    private static readonly Signal[] Signals =
    [
        .. new[]
        {
            AccountSignals.All, CommercialSignals.All, PeopleSignals.All, UsageSignals.All, TrendSignals.All, ChampionSignals.All, KeyPeopleSignals.All,
            RelationSignals.All, TicketSignals.All, SurveySignals.All, BillingSignals.All, TouchSignals.All, TeamSignals.All, ContextSignals.All, HealthSignals.All,
            PersonSignals.All, FeatureSignals.All, TicketItemSignals.All, InvoiceItemSignals.All,
        }.SelectMany(family => family).OrderBy(signal => signal.Scope).Select((signal, index) => signal with { Index = index }),
    ];

    private static readonly int[] Counts = [.. Enum.GetValues<SignalScope>().Select(CountChecked)];

    private static readonly int[] Firsts = [.. Counts.Select((_, scope) => Counts.Take(scope).Sum())];

    private static readonly FrozenDictionary<string, Signal> ByName = Signals.ToFrozenDictionary(signal => signal.Name, StringComparer.Ordinal);

    public static IReadOnlyList<Signal> All => Signals;

    internal static Signal SeatsUsed { get; } = ByName["seats.used"];

    internal static Signal Recent14Days { get; } = ByName["usage.recent_14d"];

    internal static Signal Expected14Days { get; } = ByName["usage.expected_14d"];

    internal static Signal Change14Days { get; } = ByName["usage.change_14d"];

    internal static Signal Change13Weeks { get; } = ByName["usage.change_13w"];

    /// <summary>Index of the first signal of a scope.</summary>
    internal static int FirstOf(SignalScope scope) => Firsts[(int)scope];

    internal static int CountOf(SignalScope scope) => Counts[(int)scope];

    /// <param name="name">Of a signal, or the call of a function: <c>sum(reports, 28d)</c>.</param>
    /// <returns>Null if there is none.</returns>
    public static Signal? Find(string name) => ByName.GetValueOrDefault(name) ?? SignalFunctions.Find(name);

    /// <summary>The signal that a mistyped name was probably meant to be; null if none is near.</summary>
    public static string? Nearest(string name)
    {
        string? nearest = null;
        int best = Math.Max(2, name.Length / 3) + 1;
        foreach (var signal in Signals)
        {
            int distance = Spelling.Distance(name, signal.Name);
            if (distance < best)
                (nearest, best) = (signal.Name, distance);
        }

        return nearest;
    }

    private static int CountChecked(SignalScope scope)
    {
        int count = Signals.Count(signal => signal.Scope == scope);
        return count <= MostPerScope
            ? count
            : throw new InvalidOperationException($"The catalogue has {count} signals about one {scope}; readers are made for {MostPerScope}.");
    }
}
