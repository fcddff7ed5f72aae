using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Domain.Tests.Accounts;

public sealed class TeamOpinionTests
{
    private static readonly DateOnly Today = AccountBuilder.Today;

    [Fact]
    public void The_last_sentiment_counts_for_half_a_year()
    {
        SaidFact[] said = [Said(SaidKinds.Sentiment, 200, "green"), Said(SaidKinds.Sentiment, 100, "red", note: "champion leaves")];
        var view = View(said);

        Assert.Equal(("red", "champion leaves"), (view.Word("team.sentiment"), view.Read("team.sentiment").Note));
        Assert.Equal(100, view.Number("team.sentiment_days"));
        Assert.Equal("green", View(said, Today.AddDays(-101)).Word("team.sentiment"));
        Assert.Equal("nobody said how they see it", View(said, Today.AddDays(80)).WhyMissing("team.sentiment"));
        Assert.Equal("nobody said how they see it", View([.. said, Said(SaidKinds.Sentiment, 1, "off")]).WhyMissing("team.sentiment_days"));
        Assert.Null(TeamOpinion.Of(View([])));
    }

    [Fact]
    public void An_override_holds_until_its_day_and_its_end_is_told_for_two_weeks()
    {
        SaidFact[] said = [Said(SaidKinds.Override, 30, "critical", Today)];

        Assert.Equal(Band.Critical, TeamOpinion.BandOf(TeamOpinion.Of(View(said, Today.AddDays(-1)))!.Override!));
        Assert.Equal((null, said[0]), (TeamOpinion.Of(View(said))!.Override, TeamOpinion.Of(View(said))!.Ended));
        Assert.NotNull(TeamOpinion.Of(View(said, Today.AddDays(13)))?.Ended);
        Assert.Null(TeamOpinion.Of(View(said, Today.AddDays(14))));
        Assert.Null(TeamOpinion.Of(View([.. said, Said(SaidKinds.Override, 20, "off")], Today.AddDays(-1))));
    }

    [Fact]
    public void What_we_think_never_changes_the_score()
    {
        var story = new AccountBuilder().Seats(10).UsesOnWorkdays("ines", "reports", Today.AddDays(-200), Today);
        var without = story.View();
        SaidFact[] said = [Said(SaidKinds.Override, 1, "critical", Today.AddDays(9)), Said(SaidKinds.Sentiment, 1, "red")];
        var with = new AccountView(story.Build() with { Said = said }, story.Frame(Today), DefaultHealthModels.All);

        Assert.NotNull(without.Health.Score);
        Assert.Equal((without.Health.Score, without.Health.Exact, without.Health.Band), (with.Health.Score, with.Health.Exact, with.Health.Band));
    }

    private static AccountView View(SaidFact[] said, DateOnly? day = null) => new(new AccountBuilder().Build() with { Said = said }, new AccountBuilder().Frame(day ?? Today), DefaultHealthModels.All);

    private static SaidFact Said(string kind, int daysAgo, string value, DateOnly? until = null, string? note = null) => new(
        $"{kind}-{daysAgo}", new DateTimeOffset(Today.AddDays(-daysAgo), new TimeOnly(9, 0), TimeSpan.Zero), kind, "dana@example.com", value, until, note, null);
}
