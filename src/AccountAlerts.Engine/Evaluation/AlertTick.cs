using System.Text.Json;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;
using Microsoft.Extensions.Logging;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>
/// One evaluation of the service: works out what holds, decides what that means for every alert, and commits alerts, audit trail, cards
/// and messages together. A newer evaluation that begins meanwhile takes this one's right to commit.
/// </summary>
public sealed partial class AlertTick(
    IFleetEvaluator fleet, IFactReader facts, IAlertStore store, AlertCatalogue catalogue, AlertWords words, IScoreCourse courses, CardRounds rounds,
    AlertingMode mode, TimeProvider clock, ILogger<AlertTick> logger) : IEvaluationRound
{
    /// <summary>How often clicks may get in between before the rest waits for the next evaluation.</summary>
    private const int Attempts = 5;

    /// <summary>How many accounts are read at a time.</summary>
    private const int Chunk = 500;

    public async Task<RoundReport> RunAsync(CancellationToken cancellation)
    {
        var set = await catalogue.RefreshAsync(remember: true, cancellation);
        var now = clock.GetUtcNow();
        var start = await store.BeginTickAsync(cancellation);
        await using var session = await facts.OpenAsync(cancellation);
        var team = new TeamDirectory(await session.TeamAsync(cancellation));

        var observer = new AccountObserver(start, set, words, team, mode.Demo, now);
        var sightings = new Dictionary<int, AccountSighting>();
        var moved = new List<AccountSnapshot>();
        var evaluated = new HashSet<int>();
        var models = new HashSet<string>(StringComparer.Ordinal);
        EvaluationFrame? frame = null;
        await foreach (var (id, look, seenFrame) in fleet.RunAsync(
            DateOnly.FromDateTime(now.UtcDateTime), EvidenceDetail.UnlessClear,
            (view, evaluation) => (evaluation.Id, observer.Look(view, evaluation), view.Frame), cancellation))
        {
            evaluated.Add(id);
            frame = seenFrame;
            if (look.Sighting is { } sighting)
                sightings[id] = sighting;
            if (look.Moved is { } snapshot)
                moved.Add(snapshot);
            if (look.Model is { } model)
                models.Add(model);
        }

        int[] gone = [.. start.Alerts.Where(known => !evaluated.Contains(known.Key) && known.Value.Any(alert => alert.IsLive)).Select(known => known.Key)];
        var round = new Round(
            start, now, sightings, moved, gone,
            // An evaluation of nothing is no first sight of anything.
            frame is null ? FirstSights.None : new FirstSights(evaluated, TriggersOf(set), models, StreamsOf(frame)).Except(start.Known),
            rounds.Begin(team, now));
        return new RoundReport(evaluated.Count, await CommitAsync(round, session, cancellation));
    }

    private static HashSet<string> TriggersOf(AlertSet set) =>
        [.. set.Triggers.Where(trigger => trigger.Mode != TriggerMode.Off).Select(trigger => trigger.Name)];

    private static HashSet<string> StreamsOf(EvaluationFrame frame) =>
        [.. frame.Streams.Where(stream => stream.Value.Connected).Select(stream => stream.Key.ToString())];

    private async Task<int> CommitAsync(Round round, IFactSession session, CancellationToken cancellation)
    {
        for (int attempt = 1; attempt <= Attempts; attempt++)
        {
            var commit = await DecideAsync(round, session, cancellation);
            switch (await store.CommitAsync(commit, cancellation))
            {
                case CommitOutcome.Stored:
                    if (commit.Alerts.Count + commit.Cards.Count > 0)
                        Log.Stored(logger, commit.Alerts.Count, commit.Cards.Count);
                    return commit.Alerts.Count;
                case CommitOutcome.Overtaken:
                    Log.Overtaken(logger, round.Start.Epoch);
                    return 0;
                case CommitOutcome.Conflict conflict:
                    // A click came in between: look at everything again as it is now.
                    Log.Again(logger, conflict.AccountId, attempt);
                    break;
            }
        }

        Log.GaveUp(logger, Attempts);
        return 0;
    }

    private async Task<AlertCommit> DecideAsync(Round round, IFactSession session, CancellationToken cancellation)
    {
        var accounts = new List<AccountDecisions>();
        foreach (int[] ids in round.Sightings.Keys.Concat(round.Gone).Order().Chunk(Chunk))
        {
            foreach (var file in await store.ReadAsync(ids, cancellation))
            {
                if (AccountDecisions.Of(file, round.Sightings.GetValueOrDefault(file.AccountId), round.Now) is { } decisions)
                    accounts.Add(decisions);
            }
        }

        foreach (var account in accounts)
        {
            var accountTeam = account.Needs(TriggerKind.Expansion) ? await session.AccountTeamAsync(account.File.AccountId, cancellation) : [];
            account.Plans = round.Cards.Plan(account.File, account.Account, account.Alerts, account.Announced, accountTeam);
        }

        AccountDecisions[] drawn = [.. accounts.Where(account => account.HasCard)];
        var stories = drawn.Length == 0
            ? new Dictionary<int, ScoreStory>()
            : await courses.ReadAsync([.. drawn.Select(account => account.File.AccountId)], DateOnly.FromDateTime(round.Now.UtcDateTime), cancellation);
        foreach (var account in drawn)
        {
            if (stories.GetValueOrDefault(account.File.AccountId) is { } story)
                account.Account = account.Account with { Course = story.Course, Move = story.Move };
        }

        return new AlertCommit
        {
            At = round.Now,
            Epoch = round.Start.Epoch,
            Alerts = [.. accounts.SelectMany(account => account.Changes)],
            Cards = [.. accounts.SelectMany(account => round.Cards.Compose(account.File, account.Account, account.Alerts, account.Plans))],
            Posts = [.. accounts.SelectMany(account => round.Cards.Lines(account.File, account.Account, account.Alerts, account.Changes, account.Plans))],
            Snapshots = [.. round.Moved, .. accounts.Where(account => account.SnapshotChanged).Select(account => account.Account)],
            Said = [.. drawn.Where(account => account.Health is not null).Select(account => new SaidScore(
                account.File.AccountId, account.Account.At, account.Account.Score, InputsOf(account.Health!)))],
            New = round.New,
        };
    }

    private static string InputsOf(HealthResult health) => JsonSerializer.Serialize(
        new
        {
            health.Model,
            health.Score,
            health.Exact,
            health.Coverage,
            Components = health.Components.Select(line => new
            {
                line.Name, line.Signal, line.Value.Present, line.Value.Number, line.Score, line.Weight, line.Points, line.Exact,
            }),
        },
        MessageJson.Options);

    private sealed record Round(
        TickStart Start, DateTimeOffset Now, IReadOnlyDictionary<int, AccountSighting> Sightings, IReadOnlyList<AccountSnapshot> Moved,
        IReadOnlyList<int> Gone, FirstSights New, CardRound Cards);

    private static partial class Log
    {
        [LoggerMessage(2101, LogLevel.Information, "{Alerts} alerts changed, {Cards} cards to show.")]
        public static partial void Stored(ILogger logger, int alerts, int cards);

        [LoggerMessage(2102, LogLevel.Warning, "Evaluation {Epoch} was overtaken by a newer one; nothing of it is stored.")]
        public static partial void Overtaken(ILogger logger, long epoch);

        [LoggerMessage(2103, LogLevel.Debug, "Account {Account} was changed during the evaluation; deciding again (attempt {Attempt}).")]
        public static partial void Again(ILogger logger, int account, int attempt);

        [LoggerMessage(2104, LogLevel.Warning, "The alerts changed during each of {Attempts} attempts to store the evaluation; the next evaluation decides.")]
        public static partial void GaveUp(ILogger logger, int attempts);
    }
}
