using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Digests;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>Reads what one teammate's digest is put together from.</summary>
public sealed class DigestLoader(
    IAlertReader reader, IAlertStore store, ITellings tellings, AccountBook book, AlertCatalogue catalogue, AlertingMode mode)
{
    public async Task<DigestInput> LoadAsync(
        Teammate mate, AwayTeam away, BookHead head, IReadOnlyDictionary<int, BandMemo> bands, int mostRows, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var alerts = (await reader.OfTeammateAsync(mate.Email, cancellation)).ToDictionary(
            listed => (listed.Stored.Alert.Key, listed.Stored.Alert.Episode), listed => (listed.Stored, listed.Account));
        var waiting = await tellings.WaitingAsync(mate.Email, cancellation);
        int[] elsewhere = [.. waiting.Where(telling => !alerts.ContainsKey((telling.Alert, telling.Episode))).Select(telling => telling.Alert.AccountId).Distinct()];
        foreach (var file in await store.ReadAsync(elsewhere, cancellation))
        {
            foreach (var stored in file.Snapshot is null ? [] : file.Alerts.Where(stored => stored.Alert.IsLive && IsAskedFor(stored.Alert)))
                alerts.TryAdd((stored.Alert.Key, stored.Alert.Episode), (stored, file.Snapshot!));
        }

        var decided = (await tellings.OfAccountsAsync([.. alerts.Keys.Select(key => key.Key.AccountId).Distinct()], cancellation))
            .Where(telling => telling.Reader.Equals(mate.Email, StringComparison.OrdinalIgnoreCase))
            .ToLookup(telling => (telling.Alert, telling.Episode));
        var listing = new List<DigestAlert>();
        var held = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (key, (stored, account)) in alerts.OrderBy(alert => alert.Key.Key.AccountId))
        {
            var newest = decided[key].MaxBy(telling => telling.News);
            if (IsMuted(stored.Alert))
            {
                held[TellingReasons.MutedByReader] = held.GetValueOrDefault(TellingReasons.MutedByReader) + 1;
                continue;
            }

            if (IsKeptBack(stored.Alert, newest, out string? reason))
            {
                if (reason is not null)
                    held[reason] = held.GetValueOrDefault(reason) + 1;
                continue;
            }

            IReadOnlyList<Telling> news = stored.Alert.State == AlertState.Standing
                ? StandingNews(stored.Alert, mate, decided[key], now)
                : [.. decided[key].Where(IsForDigest)];
            listing.Add(new DigestAlert(stored, account, news, newest?.Money ?? account.Money?.Value, StandsFor(stored.Alert, mate, away, now)));
        }

        return new DigestInput(
            mate, now, away.Team, listing, held, await book.PageAsync(head.Day, mate.Email, cancellation), bands, head, mostRows, mode.Demo);

        // What is critical is never kept from who works on it.
        bool IsMuted(Alert alert) => alert.Severity < Severity.Critical && away.Team.PreferencesOf(mate.Email).IsMuted(alert.Key.AccountId, now, out _);

        bool IsAskedFor(Alert alert) => waiting.Any(telling => telling.Alert == alert.Key && telling.Episode == alert.Episode);
    }

    /// <summary>True for what this reader's next digest tells.</summary>
    internal static bool IsForDigest(Telling telling) =>
        telling.ToldAt is null && (telling.Way == TellingWay.Digest || telling is { Way: TellingWay.Held, Reason: TellingReasons.Gap });

    /// <param name="reason">For the count of what is held back; null for what is none of the reader's business.</param>
    private bool IsKeptBack(Alert alert, Telling? newest, out string? reason)
    {
        reason = null;
        if ((catalogue.Current.Find(alert.Key.Trigger)?.Trigger.Mode ?? TriggerMode.Live) != TriggerMode.Live)
            return true;
        if (newest is null || newest.ToldAt is not null || IsForDigest(newest))
            return false;
        if (newest.Way == TellingWay.Held)
        {
            reason = newest.Reason;
            return true;
        }

        return newest is { Way: TellingWay.Silent, Reason: TellingReasons.Observed or TellingReasons.Route or TellingReasons.Muted or TellingReasons.MutedByReader };
    }

    /// <summary>What held from the beginning was announced by nobody: the digest decides itself when to tell it.</summary>
    private static IReadOnlyList<Telling> StandingNews(Alert alert, Teammate mate, IEnumerable<Telling> decided, DateTimeOffset now) =>
        decided.Any(telling => telling.ToldAt is not null)
            ? []
            :
            [
                new Telling(
                    alert.Key, alert.Episode, alert.Status.News, mate.Email, TellingWay.Digest, TellingReasons.Standing, now, null, null, null, alert.Kind,
                    alert.Severity, null),
            ];

    private static Teammate? StandsFor(Alert alert, Teammate mate, AwayTeam away, DateTimeOffset now)
    {
        string? whose = alert.Status.Assignee ?? alert.Status.Owner;
        return whose is not null && !whose.Equals(mate.Email, StringComparison.OrdinalIgnoreCase) && away.Of(whose, now) is not null
            ? away.Team.Of(whose)
            : null;
    }
}
