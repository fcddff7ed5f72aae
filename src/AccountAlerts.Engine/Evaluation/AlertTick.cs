using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation.Fleet;
using AccountAlerts.Engine.Evaluation.Models;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>
/// One evaluation of the service: works out what holds, decides what that means for every alert and who is told, and commits alerts,
/// audit trail, tellings, cards and messages together. A newer evaluation that begins meanwhile takes this one's right to commit.
/// </summary>
public sealed class AlertTick(
    IFleetEvaluator fleet, IFactReader facts, IAlertStore store, AlertCatalogue catalogue, AlertWords words, TickCommitter committer,
    FleetRounds fleetRounds, IFleetGuard guard, AccountBook book, WorkCalendars calendars, AlertingMode mode, TimeProvider clock, HealthModelBook? healthModels = null) : IEvaluationRound
{
    public async Task<RoundReport> RunAsync(CancellationToken cancellation)
    {
        var set = await catalogue.RefreshAsync(remember: true, cancellation);
        var now = clock.GetUtcNow();
        var start = await store.BeginTickAsync(cancellation);
        await using var session = await facts.OpenAsync(cancellation);
        var watch = mode.Demo ? NoFleetGuard.Instance : await guard.BeginAsync(now, cancellation);
        var (round, evaluated) = await SeeAsync(start, set, session, watch, now, cancellation);
        return new RoundReport(evaluated, await committer.CommitAsync(round, watch, session, cancellation));
    }

    /// <remarks>Apart from the commit, which lets go of accounts as it stores them: nothing here may hold them longer.</remarks>
    private async Task<(TickRound Round, int Evaluated)> SeeAsync(
        TickStart start, AlertSet set, IFactSession session, IFleetWatch watch, DateTimeOffset now, CancellationToken cancellation)
    {
        var team = await session.DirectoryAsync(cancellation);
        var observer = new AccountObserver(start, set, words, team, calendars, mode.Demo, now);
        var whole = fleetRounds.Begin();
        var sightings = new Dictionary<int, AccountSighting>();
        var moved = new List<AccountSnapshot>();
        var evaluated = new HashSet<int>();
        var models = new HashSet<string>(StringComparer.Ordinal);
        var lines = new List<(string? Owner, BookLine Line)>();
        EvaluationFrame? frame = null;
        await foreach (var (id, look, line, seenFrame) in fleet.RunAsync(
            DateOnly.FromDateTime(now.UtcDateTime), EvidenceDetail.UnlessClear,
            (view, evaluation) =>
            {
                watch.See(view, evaluation);
                var look = observer.Look(view, evaluation);
                return (evaluation.Id, look, (view.OwnerEmail?.ToLowerInvariant(), BookLine.Of(view, evaluation, look.HeldScore)), view.Frame);
            },
            cancellation))
        {
            evaluated.Add(id);
            lines.Add(line);
            frame = seenFrame;
            whole.Add(look);
            if (look.Sighting is { } sighting)
                sightings[id] = sighting;
            if (look.Moved is { } snapshot)
                moved.Add(snapshot);
            if (look.Model is { } model)
                models.Add(model);
        }

        int[] gone = [.. start.Alerts.Where(known => !evaluated.Contains(known.Key) && known.Value.Any(alert => alert.IsLive)).Select(known => known.Key)];
        var round = new TickRound(
            start, now, sightings.ToDictionary(seen => seen.Key, seen => seen.Value with { Account = whole.Weigh(seen.Value.Account) }), [.. moved.Select(whole.Weigh)],
            await AccountEnds.OfGoneAsync(gone, store, session, cancellation),
            // An evaluation of nothing is no first sight of anything.
            frame is null ? FirstSights.None : new FirstSights(evaluated, TriggersOf(set), models, StreamsOf(frame)).Except(start.Known),
            team, [.. await book.EntryAsync(lines, frame, now, cancellation), .. frame is null || healthModels is null ? [] : await healthModels.EntryAsync(now, cancellation)]);
        return (round, evaluated.Count);
    }

    private static HashSet<string> TriggersOf(AlertSet set) =>
        [.. set.Triggers.Where(trigger => trigger.Mode != TriggerMode.Off).Select(trigger => trigger.Name)];

    private static HashSet<string> StreamsOf(EvaluationFrame frame) =>
        [.. frame.Streams.Where(stream => stream.Value.Connected).Select(stream => stream.Key.ToString())];
}

/// <summary>What an evaluation has seen, before anything of it is decided.</summary>
/// <param name="Sightings">By account; what is stored is taken out.</param>
/// <param name="Moved">Heads of accounts about which there is nothing to decide.</param>
/// <param name="Gone">Accounts with live alerts that were not evaluated any more, and what became of them.</param>
/// <param name="Book">What the books of accounts and models keep of this evaluation; stored with the last part.</param>
internal sealed record TickRound(
    TickStart Start, DateTimeOffset Now, Dictionary<int, AccountSighting> Sightings, IReadOnlyList<AccountSnapshot> Moved,
    IReadOnlyDictionary<int, AccountEnd> Gone, FirstSights New, TeamDirectory Team, IReadOnlyList<ProductValue> Book);
