using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;
using Microsoft.Extensions.Logging;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>
/// Turns what an evaluation saw into commits: who is told is decided over the whole, the most important first; then the accounts are
/// stored some hundred at a time, the worst first. What a crash in between leaves undone the next evaluation finds undone.
/// </summary>
public sealed partial class TickCommitter(
    IAlertStore store, ITellings tellings, IScoreCourse courses, CardRounds rounds, ILogger<TickCommitter> logger)
{
    /// <summary>How often clicks may get in between before the rest waits for the next evaluation.</summary>
    private const int Attempts = 5;

    /// <summary>How many accounts are read at a time.</summary>
    private const int ReadChunk = 500;

    /// <summary>How many accounts are stored at a time; the first are few, so that the worst are on their way at once.</summary>
    private const int FirstChunk = 50;
    private const int Chunk = 400;

    /// <returns>How many alerts changed.</returns>
    internal async Task<int> CommitAsync(TickRound round, IFleetWatch watch, IFactSession session, CancellationToken cancellation)
    {
        var accounts = new List<AccountDecisions>();
        foreach (int[] ids in round.Sightings.Keys.Concat(round.Gone.Keys).Order().Chunk(ReadChunk))
            accounts.AddRange(await DecideAsync(round, ids, cancellation));

        var verdict = await watch.JudgeAsync(NewsOf(accounts), cancellation);
        if (verdict.Values.Count + verdict.Posts.Count + verdict.Cards.Count > 0
            && !await StoreAsync(new AlertCommit { At = round.Now, Epoch = round.Start.Epoch, Values = verdict.Values, Posts = verdict.Posts, Cards = verdict.Cards }, round, cancellation))
            return 0;

        var cards = await rounds.BeginEvaluationAsync(round.Team, verdict.Holds, round.Now, cancellation);
        foreach (var account in accounts)
            await LookAsync(account, cards, session, cancellation);
        cards.Desk.Decide(accounts.SelectMany(account => account.News!.Items));
        var committing = new Committing(round, cards, session);
        // While one part is stored the next is put together. What is stored is let go of: the worst stand last, and are taken off the end.
        accounts = [.. accounts.Where(account => MayChange(account)).OrderBy(Urgency).ThenBy(Money).ThenByDescending(account => account.File.AccountId)];
        var next = NextAsync(committing, accounts, FirstChunk, cancellation);
        try
        {
            while (await next is { } part)
            {
                next = NextAsync(committing, accounts, Chunk, cancellation);
                if (!await CommitPartAsync(committing, part, next, cancellation))
                    return committing.Alerts;
                foreach (var account in part.Accounts)
                    round.Sightings.Remove(account.File.AccountId);
            }
        }
        finally
        {
            // Nothing of the round may go on after it.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        foreach (var heads in round.Moved.Chunk(ReadChunk))
        {
            if (!await StoreAsync(new AlertCommit { At = round.Now, Epoch = round.Start.Epoch, Snapshots = heads }, round, cancellation))
                return committing.Alerts;
        }

        // Last: only now everything that holds at first sight is known as such, and all that was due is done.
        var end = new AlertCommit { At = round.Now, Epoch = round.Start.Epoch, New = round.New, Values = [DueMoments.Done(round.Now), .. round.Book] };
        if (await StoreAsync(end, round, cancellation) && committing.Alerts + committing.Cards > 0)
            Log.Stored(logger, committing.Alerts, committing.Cards);
        return committing.Alerts;
    }

    private async Task<List<AccountDecisions>> DecideAsync(TickRound round, IReadOnlyCollection<int> ids, CancellationToken cancellation)
    {
        var files = await store.ReadAsync(ids, cancellation);
        int[] known = [.. files.Where(file => file.Alerts.Any(stored => stored.Alert.IsLive)).Select(file => file.AccountId)];
        var told = known.Length == 0
            ? new Dictionary<int, List<Telling>>()
            : (await tellings.OfAccountsAsync(known, cancellation)).GroupBy(telling => telling.Alert.AccountId).ToDictionary(group => group.Key, group => group.ToList());
        var accounts = new List<AccountDecisions>(files.Count);
        foreach (var file in files)
        {
            if (AccountDecisions.Of(file, round.Sightings.GetValueOrDefault(file.AccountId), round.Gone.GetValueOrDefault(file.AccountId), round.Now) is not { } decisions)
                continue;
            decisions.Told = told.GetValueOrDefault(file.AccountId) ?? [];
            accounts.Add(decisions);
        }

        return accounts;
    }

    private static async Task LookAsync(AccountDecisions account, CardRound cards, IFactSession session, CancellationToken cancellation)
    {
        var team = cards.AsksForTeam(account.Alerts) ? await session.AccountTeamAsync(account.File.AccountId, cancellation) : [];
        account.News = cards.Desk.Look(account.File, account.Account, account.Alerts, account.Told, team);
    }

    /// <summary>Takes accounts off the end and puts their commit together, beside whatever is stored meanwhile.</summary>
    /// <returns>Null if none is left.</returns>
    private Task<Part?> NextAsync(Committing committing, List<AccountDecisions> accounts, int most, CancellationToken cancellation)
    {
        if (accounts.Count == 0)
            return Task.FromResult<Part?>(null);
        var chunk = accounts.GetRange(Math.Max(0, accounts.Count - most), Math.Min(most, accounts.Count));
        accounts.RemoveRange(accounts.Count - chunk.Count, chunk.Count);
        chunk.Reverse();
        return Task.Run<Part?>(async () => new Part(chunk, await BuildAsync(committing, chunk, cancellation)), cancellation);
    }

    /// <param name="next">Being put together meanwhile, with the same round, which serves one at a time.</param>
    /// <returns>False if the rest of the evaluation is not ours to store.</returns>
    private async Task<bool> CommitPartAsync(Committing committing, Part part, Task next, CancellationToken cancellation)
    {
        var (accounts, commit) = part;
        for (int attempt = 1; attempt <= Attempts; attempt++)
        {
            var outcome = await store.CommitAsync(commit, cancellation);
            if (outcome is not CommitOutcome.Stored)
                await next;
            switch (outcome)
            {
                case CommitOutcome.Stored:
                    committing.Alerts += commit.Alerts.Count;
                    committing.Cards += commit.Cards.Count;
                    return true;
                case CommitOutcome.Overtaken:
                    Log.Overtaken(logger, committing.Round.Start.Epoch);
                    return false;
                case CommitOutcome.Conflict conflict:
                    // A click came in between: look at these accounts again as they are now.
                    Log.Again(logger, conflict.AccountId, attempt);
                    accounts = await DecideAsync(committing.Round, [.. accounts.Select(account => account.File.AccountId)], cancellation);
                    foreach (var account in accounts)
                        await LookAsync(account, committing.CardRound, committing.Session, cancellation);
                    committing.CardRound.Desk.Decide(accounts.SelectMany(account => account.News!.Items));
                    commit = await BuildAsync(committing, accounts, cancellation);
                    break;
            }
        }

        Log.GaveUp(logger, Attempts);
        return false;
    }

    private async Task<AlertCommit> BuildAsync(Committing committing, List<AccountDecisions> accounts, CancellationToken cancellation)
    {
        var (round, cards) = (committing.Round, committing.CardRound);
        var drawn = new List<int>();
        foreach (var account in accounts)
        {
            account.Plan = cards.Plan(account.File, account.News!);
            if (account.Plan.HasCard)
                drawn.Add(account.File.AccountId);
        }

        var stories = drawn.Count == 0
            ? new Dictionary<int, ScoreStory>()
            : await (committing.Stories ??= await courses.BeginAsync(DateOnly.FromDateTime(round.Now.UtcDateTime), cancellation)).ReadAsync(drawn, cancellation);
        return TickCommit.Of(round, cards, accounts, stories);
    }

    private async Task<bool> StoreAsync(AlertCommit commit, TickRound round, CancellationToken cancellation)
    {
        if (await store.CommitAsync(commit, cancellation) is CommitOutcome.Stored)
            return true;
        Log.Overtaken(logger, round.Start.Epoch);
        return false;
    }

    private static List<FleetNews> NewsOf(List<AccountDecisions> accounts) =>
    [
        .. accounts.SelectMany(account => account.Changes.Where(change => change.Transition.Announce)
            .Select(change => new FleetNews(change.Transition.After, account.Account))),
    ];

    private static bool MayChange(AccountDecisions account) =>
        account.Changes.Count > 0 || account.SnapshotChanged || account.News!.Changes.Count > 0 || account.News.Items.Exists(item => item.Telling != item.Before)
        || account.File.Cards.Any(card => card.Card.Phase == CardPhase.Live);

    /// <summary>What is told as a card goes first.</summary>
    private static int Urgency(AccountDecisions account)
    {
        int worst = -1;
        foreach (var item in account.News!.Items)
        {
            if (item.Telling is { Way: TellingWay.Card, ToldAt: null } telling)
                worst = Math.Max(worst, (int)telling.Severity);
        }

        return worst;
    }

    private static double Money(AccountDecisions account) => account.News!.Items.Count == 0 ? 0 : account.News.Items[0].News.Money ?? 0;

    /// <summary>Some accounts and what is to be stored of them.</summary>
    private sealed record Part(List<AccountDecisions> Accounts, AlertCommit Commit);

    private sealed class Committing(TickRound round, CardRound cardRound, IFactSession session)
    {
        public TickRound Round => round;

        public CardRound CardRound => cardRound;

        public IFactSession Session => session;

        public IScoreStories? Stories { get; set; }

        public int Alerts { get; set; }

        public int Cards { get; set; }
    }

    private static partial class Log
    {
        [LoggerMessage(2101, LogLevel.Information, "{Alerts} alerts changed, {Cards} cards to show.")]
        public static partial void Stored(ILogger logger, int alerts, int cards);

        [LoggerMessage(2102, LogLevel.Warning, "Evaluation {Epoch} was overtaken by a newer one; the newer one decides what is left of it.")]
        public static partial void Overtaken(ILogger logger, long epoch);

        [LoggerMessage(2103, LogLevel.Debug, "Account {Account} was changed during the evaluation; deciding again (attempt {Attempt}).")]
        public static partial void Again(ILogger logger, int account, int attempt);

        [LoggerMessage(2104, LogLevel.Warning, "The alerts changed during each of {Attempts} attempts to store the evaluation; the next evaluation decides.")]
        public static partial void GaveUp(ILogger logger, int attempts);
    }
}
