using AccountAlerts.Domain;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Fleet;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Evaluation.Models;
using AccountAlerts.Engine.Evaluation.Notices;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Evaluation.Guard;

/// <summary>One evaluation under the guard's eyes.</summary>
internal sealed class FleetWatch(GuardScene scene, GuardBook book, GuardSources sources, NoticeBoard board) : IFleetWatch
{
    private readonly FleetCensus _census = new(scene.Triggers);
    private readonly ModelDifferenceCount _difference = new();

    public void See(AccountView view, AccountEvaluation evaluation)
    {
        _census.See(view, evaluation);
        if (scene.Models.Waiting is { } waiting)
            ModelComparison.Add(_difference, view, waiting);
    }

    public async Task<FleetVerdict> JudgeAsync(IReadOnlyList<FleetNews> news, CancellationToken cancellation)
    {
        var holds = Continued();
        var trail = book.Medians;
        if (scene.Limits is { } limits && _census.Frame is not null)
        {
            var medians = _census.Medians();
            var opened = await OpenedAsync(news, holds, limits, cancellation);
            var found = new WaveFinder(scene, _census, holds, limits);
            foreach (var hold in found.Waves(opened).Concat(found.Moved(medians, trail)).Concat(found.NewIds(news)))
                holds[hold.Key] = hold;
            trail = medians.Count == 0 ? trail : trail.With(new MedianPoint(scene.Now, medians));
        }

        var notices = await board.PlanAsync(
            [.. Notices(holds), .. await SourcesAsync(cancellation), .. await ModelsAsync(cancellation)], scene.Team, scene.Now, cancellation);
        var stale = _census.Frame is { } frame
            ? frame.Streams.Where(stream => stream.Value is { Connected: true, Stale: true }).Select(stream => stream.Key).ToHashSet()
            : [];
        return new FleetVerdict(scene.HoldsOf(holds.Values, stale), [.. book.Changes(holds, trail), .. notices.Values], []) { Cards = notices.Cards };
    }

    /// <summary>What was held before, as it is now; what has long been over is forgotten.</summary>
    private Dictionary<string, GuardHold> Continued() => book.Holds.Values
        .Select(hold => hold.Next(book.Said.GetValueOrDefault(hold.Key), IsBack(hold), scene.Now))
        .Where(hold => hold.EndedAt is not { } ended || scene.Now - ended <= GuardHold.Remembered)
        .ToDictionary(hold => hold.Key, StringComparer.Ordinal);

    private bool IsBack(GuardHold hold)
    {
        // Switched off by the settings: nothing is held any more.
        if (scene.Limits is not { } limits)
            return true;
        if (_census.Frame is null)
            return false;
        switch (hold.Thing)
        {
            case GuardedThing.Trigger:
                return _census.NotClear(hold.Name) is not { } notClear || notClear - hold.Level < limits.LeastOf(_census.Evaluated(hold.Name));
            case GuardedThing.Component:
                return _census.Medians().TryGetValue(WaveFinder.ComponentOf(hold.Key), out var now) && Math.Abs(now.Median - hold.Usual) < limits.ComponentPoints;
            default:
                return hold.AccountId is not { } account || !_census.People.ContainsKey(account);
        }
    }

    /// <summary>By trigger: accounts on which it became true, in each of the last spans, the youngest first; only of triggers that may be a wave.</summary>
    private async Task<IReadOnlyDictionary<string, IReadOnlyList<int>>> OpenedAsync(
        IReadOnlyList<FleetNews> news, Dictionary<string, GuardHold> holds, GuardLimits limits, CancellationToken cancellation)
    {
        // What is only watched is told to nobody, so there is nothing to hold.
        var fresh = news.Where(one => one.Alert.Version == 1 && scene.Find(one.Alert.Key.Trigger)?.Mode == TriggerMode.Live).Select(one => new AlertOpening(one.Alert.Key.Trigger, one.Alert.Key.AccountId, scene.Now)).ToList();
        if (fresh.Count == 0)
            return new Dictionary<string, IReadOnlyList<int>>();
        var today = new OpeningCounts([.. await sources.Openings.SinceAsync(scene.Now - GuardLimits.Window, cancellation), .. fresh], scene.Now, 1);
        var candidates = fresh.Select(one => one.Trigger).Distinct()
            .Where(trigger => today.Of(trigger, EndOf(holds, trigger))[0] >= limits.MinAccounts).ToHashSet(StringComparer.Ordinal);
        if (candidates.Count == 0)
            return new Dictionary<string, IReadOnlyList<int>>();
        var all = await sources.Openings.SinceAsync(scene.Now - (GuardLimits.UsualDays + 1) * GuardLimits.Window, cancellation);
        var counts = new OpeningCounts([.. all, .. fresh], scene.Now, GuardLimits.UsualDays + 1);
        return candidates.ToDictionary(trigger => trigger, trigger => counts.Of(trigger, EndOf(holds, trigger)), StringComparer.Ordinal);
    }

    /// <summary>What was held and let go is not counted again.</summary>
    private static DateTimeOffset EndOf(Dictionary<string, GuardHold> holds, string trigger) =>
        holds.GetValueOrDefault(WaveFinder.KeyOf(trigger))?.EndedAt ?? DateTimeOffset.MinValue;

    private IEnumerable<Notice> Notices(Dictionary<string, GuardHold> holds) =>
        holds.Values.OrderBy(hold => hold.Key, StringComparer.Ordinal).Select(hold => GuardNotices.Of(hold, book.Said.GetValueOrDefault(hold.Key), scene.Team));

    private async Task<IReadOnlyList<Notice>> ModelsAsync(CancellationToken cancellation)
    {
        var notices = new List<Notice>();
        if (scene.Models.Waiting is { } waiting && _census.Frame is not null)
            notices.Add(ModelNotices.Of(waiting, _difference.Result));
        foreach (string open in await board.OpenAsync(ModelNotices.Prefix, cancellation))
        {
            if (scene.Models.Waiting is null || open != ModelNotices.KeyOf(scene.Models.Waiting))
                notices.Add(ModelNotices.Over(open, inForce: open == ModelNotices.KeyOf(scene.Models.Current)));
        }

        return notices;
    }

    private async Task<IReadOnlyList<Notice>> SourcesAsync(CancellationToken cancellation)
    {
        if (_census.Frame is not { Live: true } frame)
            return [];
        var open = await board.OpenAsync(SourceNotices.Prefix, cancellation);
        bool stale = frame.Streams.Values.Any(stream => stream is { Connected: true, Stale: true });
        var silent = stale ? SourceNotices.Silent(frame, await sources.Reads.ListAsync(cancellation)) : [];
        var notices = silent.Select(SourceNotices.Of).ToList();
        notices.AddRange(open.Where(key => !notices.Exists(notice => notice.Key == key)).Select(key => SourceNotices.Back(key[SourceNotices.Prefix.Length..])).ToList());
        return notices;
    }
}
