using AccountAlerts.Domain.Signals;

namespace AccountAlerts.Domain.Explanations;

/// <summary>A part of a change of the score.</summary>
/// <param name="Signal">What the component looks at.</param>
/// <param name="Points">Exact; below 0 for a fall.</param>
/// <param name="Behaviour">False where only data or settings moved it.</param>
public sealed record MovedPart(string Signal, double Points, bool Behaviour);

/// <summary>Whether alerts tell why a score changed, or whether the change is news of its own. Pure.</summary>
public static class ChangeShare
{
    private const double Half = 0.5;

    /// <summary>
    /// True if the components that look at the same things as the alerts make up at least half of the change. The same thing is the same
    /// family of signals: who reads that use dropped by half needs no second story about use against their own past.
    /// </summary>
    /// <param name="parts">All parts of the change; without any nothing is known of it.</param>
    /// <param name="told">Names of the signals that the alerts ask for.</param>
    public static bool IsTold(IReadOnlyCollection<MovedPart> parts, IEnumerable<string> told)
    {
        ArgumentNullException.ThrowIfNull(parts);
        double all = Math.Round(parts.Sum(part => part.Points), 9);
        if (all == 0)
            return false;
        var families = told.Select(SignalSources.FamilyOf).ToHashSet(StringComparer.Ordinal);
        double share = parts.Where(part => part.Behaviour && families.Contains(SignalSources.FamilyOf(part.Signal))).Sum(part => part.Points) / all;
        return Math.Round(share, 9) >= Half;
    }
}
