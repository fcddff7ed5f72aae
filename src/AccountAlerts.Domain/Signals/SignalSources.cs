using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Domain.Signals;

/// <summary>From which stream of facts a signal is fed.</summary>
public static class SignalSources
{
    private static readonly Dictionary<string, FactStream?> ByFamily = new(StringComparer.Ordinal)
    {
        ["usage"] = FactStream.Usage,
        ["people"] = FactStream.Usage,
        ["adoption"] = FactStream.Usage,
        ["features"] = FactStream.Usage,
        ["departments"] = FactStream.Usage,
        ["champion"] = FactStream.Usage,
        ["person"] = FactStream.Usage,
        ["seats"] = FactStream.Usage,
        ["revenue"] = FactStream.Usage,
        ["tickets"] = FactStream.Tickets,
        ["nps"] = FactStream.Feedback,
        ["csat"] = FactStream.Feedback,
        ["ces"] = FactStream.Feedback,
        ["opportunities"] = FactStream.Opportunities,
        ["context"] = FactStream.Context,
        ["invoices"] = FactStream.Invoices,
        ["touch"] = FactStream.Touchpoints,
        ["onboarding"] = FactStream.Milestones,
        // What was said of the account itself holds until something else is said; the score leaves out what is missing.
        ["account"] = null,
        ["renewal"] = null,
        ["health"] = null,
    };

    /// <returns>Null for a signal that never goes stale.</returns>
    public static FactStream? StreamOf(string signal)
    {
        ArgumentNullException.ThrowIfNull(signal);
        int dot = signal.IndexOf('.', StringComparison.Ordinal);
        string family = dot < 0 ? signal : signal[..dot];
        return ByFamily.TryGetValue(family, out var stream) ? stream : throw new ArgumentException($"The signal {signal} belongs to no known family.", nameof(signal));
    }

    /// <summary>Whether it is about who the people of an account are: wrong as soon as their ids are.</summary>
    public static bool IsAboutPeople(string signal) =>
        signal.StartsWith("champion.", StringComparison.Ordinal) || signal.StartsWith("person.", StringComparison.Ordinal)
        || signal.StartsWith("departments.", StringComparison.Ordinal);
}
