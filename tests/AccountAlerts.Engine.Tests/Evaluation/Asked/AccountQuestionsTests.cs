using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Evaluation.Asked;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Engine.Tests.Evaluation.Asked;

public sealed class AccountQuestionsTests
{
    private static readonly DateOnly Today = AccountBuilder.Today;
    private static readonly string[] Seven = ["How much", "How often", "How deep", "Moments of value", "How long", "When last", "How many of its people"];

    [Fact]
    public void All_seven_are_answered_in_order_each_with_number_unit_and_its_own_past()
    {
        var story = new AccountBuilder().Champion("ines", "Ines Ortega").Seats(4)
            .UsesDaily("ines", "feature.reports", Today.AddDays(-200), Today.AddDays(-3), 2)
            .UsesDaily("tomas", "exports", Today.AddDays(-200), Today.AddDays(-29), 1);

        var asked = Ask(story);

        Assert.Equal(Seven, asked.Select(question => question.Question));
        Assert.All(asked, question => Assert.True(question.Known, question.Answer));
        // 25 of 28 days with two reports; four weeks before 28 days with two reports, 27 of them with an export
        Assert.Equal("50 actions in 28 days, most of them reports (50)", asked[0].Answer);
        Assert.Equal("83 four weeks before, down 40 %", asked[0].Before);
        Assert.StartsWith("in 26 of its last 26 weeks (100 %)", asked[1].Answer);
        Assert.StartsWith("1 key feature used in 28 days, 50 key actions per active person", asked[2].Answer);
        Assert.Equal("reports 50 (56 before) in 28 days", asked[3].Answer);
        Assert.StartsWith("customer for 2.4 years, since 8 Jan 2024", asked[4].Answer);
        Assert.Equal("somebody on 2 Jun 2026, 3 days before the last day of data", asked[5].Answer);
        Assert.Contains("Ines Ortega, the champion, 3 days ago, usually every 1 day", asked[5].Before);
        Assert.Equal("1 person active in 28 days for 4 seats (25 %)", asked[6].Answer);
        Assert.Equal("2 four weeks before, down 50 %", asked[6].Before);
    }

    [Fact]
    public void What_no_source_tells_is_not_known_and_says_why()
    {
        var asked = Ask(new AccountBuilder());

        Assert.Equal(Seven, asked.Select(question => question.Question));
        Assert.All(asked.Where(question => question.Question != "How long"), question =>
        {
            Assert.False(question.Known);
            Assert.StartsWith("not known, because ", question.Answer);
            Assert.Empty(question.Before);
        });
        Assert.StartsWith("customer for 2.4 years", asked[4].Answer);
    }

    [Fact]
    public void A_source_that_is_late_is_not_taken_for_silence()
    {
        var asked = Ask(new AccountBuilder().UsesDaily("ines", "feature.reports", Today.AddDays(-100), Today.AddDays(-40))
            .Stale(FactStream.Usage, Today.AddDays(-40)));

        Assert.Equal("not known, because no data since 26 April 2026", asked[0].Answer);
        Assert.DoesNotContain(asked, question => question.Answer.StartsWith("0 ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_young_account_is_compared_with_nothing()
    {
        var asked = Ask(new AccountBuilder().CreatedOn(Today.AddDays(-40)).UsesDaily("ines", "feature.reports", Today.AddDays(-40), Today));

        Assert.True(asked[0].Known);
        Assert.Empty(asked[0].Before);
    }

    private static IReadOnlyList<AnsweredQuestion> Ask(AccountBuilder story) =>
        AccountQuestions.Of(story.View(Today), story.View(Today.AddDays(-UseReport.Window)));
}
