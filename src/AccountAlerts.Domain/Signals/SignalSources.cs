using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Domain.Signals;

/// <summary>From which stream of facts a signal is fed.</summary>
public static class SignalSources
{
    private const string Use = "usage";

    private static readonly Dictionary<string, FactStream?> ByFamily = new(StringComparer.Ordinal)
    {
        [Use] = FactStream.Usage,
        ["people"] = FactStream.Usage,
        ["adoption"] = FactStream.Usage,
        ["features"] = FactStream.Usage,
        ["departments"] = FactStream.Usage,
        ["champion"] = FactStream.Usage,
        ["person"] = FactStream.Usage,
        ["seats"] = FactStream.Usage,
        ["feature"] = FactStream.Usage,
        ["tickets"] = FactStream.Tickets,
        ["ticket"] = FactStream.Tickets,
        ["invoice"] = FactStream.Invoices,
        ["nps"] = FactStream.Feedback,
        ["csat"] = FactStream.Feedback,
        ["ces"] = FactStream.Feedback,
        ["executive"] = FactStream.Usage,
        ["context"] = FactStream.Context,
        ["opportunity"] = FactStream.Opportunities,
        ["invoices"] = FactStream.Invoices,
        ["touch"] = FactStream.Touchpoints,
        ["onboarding"] = FactStream.Milestones,
        // What was said of the account itself holds until something else is said; the score leaves out what is missing.
        ["account"] = null,
        ["renewal"] = null,
        ["health"] = null,
        // What one of us thinks is no data that is late; it ages by itself.
        ["team"] = null,
    };

    /// <returns>Null for a signal that never goes stale.</returns>
    public static FactStream? StreamOf(string signal)
    {
        string family = FamilyOf(signal);
        return ByFamily.TryGetValue(family, out var stream) ? stream : throw new ArgumentException($"The signal {signal} belongs to no known family.", nameof(signal));
    }

    /// <summary>What a signal is about: the word before its dot. Functions are about use, whatever their argument is called.</summary>
    public static string FamilyOf(string signal)
    {
        ArgumentNullException.ThrowIfNull(signal);
        if (signal.EndsWith(')'))
            return Use;
        int dot = signal.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? signal : signal[..dot];
    }

    /// <summary>Whether it is about who the people of an account are: wrong as soon as their ids are.</summary>
    public static bool IsAboutPeople(string signal) =>
        signal.StartsWith("champion.", StringComparison.Ordinal) || signal.StartsWith("executive.", StringComparison.Ordinal) || signal.StartsWith("person.", StringComparison.Ordinal)
        || signal.StartsWith("departments.", StringComparison.Ordinal);
}
