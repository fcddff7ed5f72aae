using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;

namespace AccountAlerts.Domain.Digests;

/// <summary>One part of a digest.</summary>
/// <param name="Rows">What is written out, the first the most pressing.</param>
/// <param name="Folded">What "and N more" stands for.</param>
public sealed record DigestRows(DigestPart Part, IReadOnlyList<DigestItem> Rows, IReadOnlyList<DigestItem> Folded);

/// <summary>Decides what a digest says, in which order, and what is folded. Pure.</summary>
public static class DigestPlan
{
    /// <summary>What held from the beginning comes in small helpings.</summary>
    public const int StandingADay = 3;

    /// <summary>Who is served first when there is more to say than lines: today's work, then what changed, then the rest.</summary>
    private static readonly DigestPart[] Served = [DigestPart.Today, DigestPart.Changed, DigestPart.Risks, DigestPart.Growth, DigestPart.Standing];

    /// <param name="mostRows">Lines in all; every part that has something keeps at least one of them, as far as they go.</param>
    /// <returns>Parts with something in them, in the order of reading.</returns>
    public static IReadOnlyList<DigestRows> Of(IEnumerable<DigestItem> items, DateOnly today, int mostRows)
    {
        var parts = items
            .Select(item => (Item: item, Part: item.PartOn(today)))
            .Where(line => line.Part is not null)
            .GroupBy(line => line.Part!.Value)
            .ToDictionary(group => group.Key, group => Ranked(group.Select(line => line.Item), group.Key));
        // The helping is what is told today; the rest waits for its own day and is no "more".
        if (parts.TryGetValue(DigestPart.Standing, out var standing))
            parts[DigestPart.Standing] = [.. standing.Take(StandingADay)];

        var rows = new List<DigestRows>();
        int left = mostRows;
        DigestPart[] waiting = [.. Served.Where(parts.ContainsKey)];
        for (int i = 0; i < waiting.Length; i++)
        {
            var all = parts[waiting[i]];
            int kept = waiting.Length - i - 1;
            int take = Math.Clamp(left - kept, left > 0 ? 1 : 0, all.Length);
            left -= take;
            rows.Add(new DigestRows(waiting[i], all[..take], all[take..]));
        }

        return [.. rows.OrderBy(part => part.Part)];
    }

    /// <summary>Band changes first and the bad ones before the good; alerts by urgency, where the part is about urgency; then by money.</summary>
    private static DigestItem[] Ranked(IEnumerable<DigestItem> items, DigestPart part) =>
    [
        .. items
            .OrderBy(item => item is DigestItem.OfBand band ? band.IsWorse ? 0 : 1 : 2)
            .ThenByDescending(item => part is DigestPart.Today or DigestPart.Changed or DigestPart.Standing ? SeverityOf(item) : Severity.Low)
            .ThenBy(item => item.Money is null)
            .ThenByDescending(item => item.Money)
            .ThenByDescending(SeverityOf)
            .ThenBy(item => item is DigestItem.OfAlert alert ? alert.Alert.OpenedAt : default)
            .ThenBy(AccountOf)
            .ThenBy(item => item is DigestItem.OfAlert alert ? alert.Alert.Key.Trigger + "/" + alert.Alert.Key.SubjectKey : "", StringComparer.Ordinal),
    ];

    private static Severity SeverityOf(DigestItem item) => item is DigestItem.OfAlert alert ? alert.Alert.Severity : Severity.Low;

    private static int AccountOf(DigestItem item) => item switch
    {
        DigestItem.OfAlert alert => alert.Alert.Key.AccountId,
        DigestItem.OfBand band => band.AccountId,
        _ => 0,
    };
}
