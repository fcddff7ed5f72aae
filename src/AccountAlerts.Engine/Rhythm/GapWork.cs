using AccountAlerts.Domain.Alerts;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>After hours without the service: one message to each reader who has news of that time, instead of all that would have been said.</summary>
public sealed class GapWork(
    IFactReader facts, ServiceGaps gaps, AccountBook book, ITellings tellings, IAlertStore store, RowPosts posts, WorkCalendars calendars,
    DigestOptions options) : IDueWork
{
    /// <summary>After so long it is no news any more; digests have it.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public string Name => "gap";

    public TimeSpan Every => TimeSpan.FromSeconds(10);

    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        // Only once everything was looked at anew is it known what the time has brought.
        if (await gaps.LatestAsync(cancellation) is not { } gap || now - gap.To > Longest
            || await book.HeadAsync(cancellation) is not { } head || head.At < gap.To)
            return 0;
        var waiting = (await tellings.SinceAsync(gap.To, cancellation))
            .Where(telling => telling is { ToldAt: null, Reason: TellingReasons.Gap } && DigestLoader.IsForDigest(telling))
            .GroupBy(telling => telling.Reader, StringComparer.OrdinalIgnoreCase).ToList();
        if (waiting.Count == 0)
            return 0;

        await using var session = await facts.OpenAsync(cancellation);
        var team = await session.DirectoryAsync(cancellation);
        int said = 0;
        foreach (var reader in waiting.OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            if (!reader.Key.StartsWith('#') && calendars.Of(team, reader.Key).IsQuiet(now))
                continue;
            if (await SayAsync(gap, reader.Key, [.. reader], team, now, cancellation))
                said++;
        }

        return said;
    }

    private async Task<bool> SayAsync(
        ServiceGap gap, string reader, IReadOnlyList<Telling> waiting, TeamDirectory team, DateTimeOffset now, CancellationToken cancellation)
    {
        var files = (await store.ReadAsync([.. waiting.Select(telling => telling.Alert.AccountId).Distinct()], cancellation)).ToDictionary(file => file.AccountId);
        var rows = posts.Begin(reader, team, now);
        var lines = new List<MessageRow>();
        var told = new List<Telling>();
        int folded = 0;
        foreach (var telling in waiting.OrderByDescending(telling => telling.Severity).ThenByDescending(telling => telling.Money ?? 0).ThenBy(telling => telling.Alert.AccountId))
        {
            var file = files[telling.Alert.AccountId];
            var stored = file.Alerts.FirstOrDefault(one => one.Alert.Key == telling.Alert && one.Alert.Episode == telling.Episode);
            // What was over before it was said needs no line.
            if (stored is not { Alert.State: AlertState.Open } || file.Snapshot is not { } account)
                continue;
            told.Add(telling);
            if (lines.Count < options.MostRows)
                lines.Add(rows.Alert(stored, account));
            else
                folded++;
        }

        if (lines.Count == 0)
            return false;
        return await posts.SayAsync(
            $"gap/{gap.Name}/{reader}", reader, GapWords.Compose(gap, lines, folded, team.ZoneOf(reader)), rows, told, [], now, cancellation);
    }
}
