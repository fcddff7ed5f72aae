using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Explanations;
using AccountAlerts.Domain.Health;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Engine.Tests.Evaluation;

public sealed class WhyCardTests
{
    private static readonly DateOnly Today = AccountBuilder.Today;
    private static readonly HealthModels Models = new([new HealthModel("standard", [], [], [new("sentiment", "Sentiment", "nps.latest", 0, 10, 1)])]);

    [Fact]
    public void A_card_whose_score_still_stands_is_explained_as_ever()
    {
        var now = Now(answer: 6);

        Assert.Equal(WhyMessage.Of(now).Text, WhyMessage.OfCard(Said(60, -30), now).Text);
    }

    [Fact]
    public void A_card_is_explained_by_its_own_days_and_causes_and_then_by_what_happened_since()
    {
        var answer = WhyMessage.OfCard(Said(55, -35, daysAgo: 2), Now(answer: 6));

        Assert.Equal("Amber Health: 55 of 100, At risk (\u221235 since 6 May 2026)", answer.Text);
        Assert.Equal(("What moved it since 6 May 2026", -35), answer.Blocks.OfType<CauseBlock>().Select(block => (block.Title, block.Total)).Single());
        Assert.Equal("Since then (3 Jun 2026) +5: 60 of 100, At risk.", Assert.Single(answer.Blocks.OfType<Paragraph>()).Spans[0].Text);
    }

    private static AccountSnapshot Said(int score, int change, int daysAgo = 0)
    {
        var at = Today.AddDays(-daysAgo);
        return new AccountSnapshot(
            1, "amber-health", "Amber Health", at, null, null, null, null, null, false, score, Bands.Of(score), null, "Usage", false, [], false)
        {
            Move = new ScoreMove(at.AddDays(-ScoreMove.Days), change, [new CauseLine("Sentiment", change, "", "the customer")]),
        };
    }

    /// <summary>From 90 four weeks ago to ten times the answer.</summary>
    private static ScoreExplanation Now(double answer)
    {
        var account = new AccountBuilder().Nps(Today.AddDays(-40), 9).Nps(Today.AddDays(-1), answer);
        AccountView from = account.View(Today.AddDays(-ScoreMove.Days), Models), to = account.View(Today, Models);
        return new ScoreExplanation(to, from, ChangeExplainer.Explain(from, to), LevelExplainer.Explain(to.Health));
    }
}
