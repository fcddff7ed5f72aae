using System.Text.Json;
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
        var edits = new List<PostEdit>();
        foreach (var account in accounts)
        {
            if (account.Plan.HasCard && stories.GetValueOrDefault(account.File.AccountId) is { } story)
                account.Account = story.On(account.Account);
            if (account.Plan.HasCard && account.Health is { } health)
                said.Add(new SaidScore(account.File.AccountId, account.Account.At, account.Account.Score, InputsOf(health)));
            posts.AddRange(cards.Lines(account.File, account.Account, account.Alerts, account.Changes, account.Plan.Cards));
            var steps = cards.Steps(account.File, account.Account, account.Alerts, account.Changes, account.Plan.Cards);
            posts.AddRange(steps.Posts);
            edits.AddRange(steps.Edits);
        }

        return new AlertCommit
        {
            At = round.Now,
            Epoch = round.Start.Epoch,
            Alerts = [.. accounts.SelectMany(account => account.Changes)],
            Cards = [.. accounts.SelectMany(account => cards.Compose(account.File, account.Account, account.Alerts, account.Plan.Cards))],
            Tellings = [.. accounts.SelectMany(account => account.Plan.Tellings)],
            Posts = posts,
            Edits = edits,
            Snapshots = [.. accounts.Where(account => account.SnapshotChanged).Select(account => account.Account)],
            Said = said,
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
}
