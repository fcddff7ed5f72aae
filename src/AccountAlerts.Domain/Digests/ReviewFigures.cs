using AccountAlerts.Domain.Alerts;

namespace AccountAlerts.Domain.Digests;

/// <summary>How often a trigger's alerts were of use, by what people did with them.</summary>
public sealed record TriggerUse(string Trigger, int Useful, int NotUseful)
{
    public int Count => Useful + NotUseful;

    /// <summary>0 to 1.</summary>
    public double Share => Count == 0 ? 0 : (double)Useful / Count;
}

/// <summary>How long an alert waited until somebody took it.</summary>
public sealed record TakenUp(AlertKey Key, int Episode, string? Owner, DateTimeOffset OpenedAt, DateTimeOffset TakenAt);

/// <summary>Something that was done about an alert, and what is known since.</summary>
/// <param name="Done">The act.</param>
/// <param name="ScoreThen">The score with which people were last told of it; null without one.</param>
/// <param name="Over">Its condition was clear once since: it is back to normal.</param>
/// <param name="CameBack">It was news again since.</param>
public sealed record DoneWork(AlertEvent Done, int? ScoreThen, bool Over, bool CameBack);

/// <summary>What a review counts from the audit trail. Pure.</summary>
public static class ReviewFigures
{
    private static readonly HashSet<string> Useful = [AlertReasons.Acknowledged, AlertReasons.Done, AlertReasons.HandedOver, AlertReasons.Claimed, AlertReasons.PlaybookStarted];
    private static readonly HashSet<string> NotUseful = [AlertReasons.WrongData, AlertReasons.Muted];
    private static readonly HashSet<string> Announced =
        [AlertReasons.Fired, AlertReasons.Refired, AlertReasons.GotWorse, AlertReasons.SeverityRaised, AlertReasons.SnoozeEnded, AlertReasons.WokeWorse, AlertReasons.WokeRenewal];

    /// <summary>
    /// Per trigger, most judged first. An alert counts once, by the last word on it: who took it and then found the data wrong found it
    /// not useful.
    /// </summary>
    public static IReadOnlyList<TriggerUse> UseOf(IEnumerable<AlertEvent> events) =>
    [
        .. events.Where(happened => Useful.Contains(happened.Reason) || NotUseful.Contains(happened.Reason))
            .GroupBy(happened => (happened.Key, happened.Episode))
            .Select(episode => (episode.Key.Key.Trigger, Bad: episode.Any(happened => NotUseful.Contains(happened.Reason))))
            .GroupBy(verdict => verdict.Trigger, StringComparer.Ordinal)
            .Select(trigger => new TriggerUse(trigger.Key, trigger.Count(verdict => !verdict.Bad), trigger.Count(verdict => verdict.Bad)))
            .OrderByDescending(precision => precision.Count).ThenBy(precision => precision.Trigger, StringComparer.Ordinal),
    ];

    /// <summary>Those that cost most attention for nothing; none that was never called useless.</summary>
    public static IReadOnlyList<TriggerUse> Noisiest(IEnumerable<TriggerUse> precisions, int most) =>
    [
        .. precisions.Where(precision => precision.NotUseful > 0)
            .OrderByDescending(precision => precision.NotUseful).ThenBy(precision => precision.Share).ThenBy(precision => precision.Trigger, StringComparer.Ordinal)
            .Take(most),
    ];

    /// <summary>Alerts that somebody took, by acknowledging, handing over, or doing what was to do: from the announcement before it.</summary>
    /// <param name="events">Ascending by time.</param>
    public static IReadOnlyList<TakenUp> TakenIn(IEnumerable<AlertEvent> events)
    {
        var waiting = new Dictionary<(AlertKey, int), AlertEvent>();
        var taken = new List<TakenUp>();
        foreach (var happened in events)
        {
            var episode = (happened.Key, happened.Episode);
            if (Announced.Contains(happened.Reason))
                waiting.TryAdd(episode, happened);
            else if (Useful.Contains(happened.Reason) && waiting.Remove(episode, out var opened))
                taken.Add(new TakenUp(happened.Key, happened.Episode, opened.Status.Owner, opened.At, happened.At));
        }

        return taken;
    }

    /// <summary>What was done, ascending by time.</summary>
    /// <param name="events">Ascending by time.</param>
    public static IReadOnlyList<DoneWork> DoneIn(IReadOnlyList<AlertEvent> events)
    {
        var work = new List<DoneWork>();
        for (int at = 0; at < events.Count; at++)
        {
            var done = events[at];
            if (done.Reason != AlertReasons.Done)
                continue;
            var since = events.Skip(at + 1).Where(later => later.Key == done.Key).ToList();
            bool back = since.Exists(later => later.Episode > done.Episode && Announced.Contains(later.Reason));
            bool over = since.Exists(later => later.Episode == done.Episode && later.Reason == AlertReasons.HoldCleared);
            work.Add(new DoneWork(done, done.Status.Mark.Score, over, back));
        }

        return work;
    }

    /// <returns>Null for nothing.</returns>
    public static TimeSpan? Median(IReadOnlyCollection<TimeSpan> spans)
    {
        if (spans.Count == 0)
            return null;
        TimeSpan[] sorted = [.. spans.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
