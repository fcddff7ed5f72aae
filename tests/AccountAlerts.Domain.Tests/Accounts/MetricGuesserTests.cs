using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Domain.Tests.Accounts;

public sealed class MetricGuesserTests
{
    [Theory]
    [InlineData("feature.nova", "nova", 7, MetricRole.Key, MetricKind.Count)]
    [InlineData("logins", "logins", 2, MetricRole.Login, MetricKind.Count)]
    [InlineData("page_views", "page views", 2, MetricRole.Login, MetricKind.Count)]
    [InlineData("sign_in", "sign in", 2, MetricRole.Login, MetricKind.Count)]
    [InlineData("api_calls", "API calls", 5, MetricRole.Value, MetricKind.Count)]
    [InlineData("reports_created", "reports created", 5, MetricRole.Value, MetricKind.Count)]
    [InlineData("reviews", "reviews", 5, MetricRole.Value, MetricKind.Count)]
    [InlineData("seats_used", "seats used", 5, MetricRole.Value, MetricKind.Gauge)]
    [InlineData("active_users", "active users", 5, MetricRole.Value, MetricKind.Gauge)]
    public void What_no_setting_says_follows_from_the_name(string name, string label, int rank, MetricRole role, MetricKind kind) =>
        Assert.Equal(new Metric(name, label, rank, role, kind, Guessed: true), MetricGuesser.Resolve(name, []));

    [Fact]
    public void A_setting_decides_what_it_names_and_the_rest_is_guessed()
    {
        var metric = MetricGuesser.Resolve("feature.export", [new MetricSetting("feature.export", Label: "exports to the bank", Rank: 10)]);

        Assert.Equal(new Metric("feature.export", "exports to the bank", 10, MetricRole.Key, MetricKind.Count, Guessed: false), metric);
    }

    [Fact]
    public void An_exact_name_beats_patterns_and_the_longest_pattern_beats_shorter_ones()
    {
        MetricSetting[] settings = [new("*", Rank: 1), new("feature.*", Rank: 3), new("feature.export", Rank: 9), new("*.exp*t", Rank: 4)];

        Assert.Equal([9, 3, 1, 4], new[] { "feature.export", "feature.x", "x", "a.expat" }.Select(name => MetricGuesser.Resolve(name, settings).Rank));
    }

    [Fact]
    public void A_role_without_a_rank_brings_the_usual_rank_of_that_role() =>
        Assert.Equal(7, MetricGuesser.Resolve("exports", [new MetricSetting("exports", Role: MetricRole.Key)]).Rank);
}
