using System.Text.Json;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>Puts the commit of some accounts together. Pure.</summary>
internal static class TickCommit
{
    public static AlertCommit Of(
        TickRound round, CardRound cards, IReadOnlyList<AccountDecisions> accounts, IReadOnlyDictionary<int, ScoreStory> stories)
    {
        var said = new List<SaidScore>();
        var posts = new List<Post>();
        foreach (var account in accounts)
        {
            if (account.Plan.HasCard && stories.GetValueOrDefault(account.File.AccountId) is { } story)
                account.Account = account.Account with { Course = story.Course, Move = story.Move };
            if (account.Plan.HasCard && account.Health is { } health)
                said.Add(new SaidScore(account.File.AccountId, account.Account.At, account.Account.Score, InputsOf(health)));
            posts.AddRange(account.Changes.Select(change => WokenByRecovery(change, account.Account, cards)).OfType<Post>());
        }

        return new AlertCommit
        {
            At = round.Now,
            Epoch = round.Start.Epoch,
            Alerts = [.. accounts.SelectMany(account => account.Changes)],
            Cards = [.. accounts.SelectMany(account => cards.Compose(account.File, account.Account, account.Alerts, account.Plan.Cards))],
            Tellings = [.. accounts.SelectMany(account => account.Plan.Tellings)],
            Posts = posts,
            Snapshots = [.. accounts.Where(account => account.SnapshotChanged).Select(account => account.Account)],
            Said = said,
        };
    }

    /// <summary>Who snoozed an alert is told if it went away meanwhile: the card's edit alone notifies nobody.</summary>
    private static Post? WokenByRecovery(AlertChange change, AccountSnapshot account, CardRound cards)
    {
        var transition = change.Transition;
        if (transition is not { Reason: AlertReasons.Recovered, Before.Status: { State: AlertState.Snoozed, Snooze: { } snooze } })
            return null;
        var key = transition.After.Key;
        string text = $"Back to normal{CardWords.Separator}{account.Name}. You had snoozed it.";
        return cards.Say(
            $"recovered/{key.AccountId}/{key.Trigger}/{key.SubjectKind}/{key.SubjectKey}/{transition.After.Episode}", key.AccountId, snooze.By,
            new Message { Text = text, Tone = Tone.Done, Blocks = [new Paragraph([new Span(text)])] });
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
}
