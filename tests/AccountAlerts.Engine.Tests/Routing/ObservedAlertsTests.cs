using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Tests.Routing;

public sealed class ObservedAlertsTests
{
    [Fact]
    public void Each_announcement_counts_once_whoever_would_have_heard_of_it()
    {
        Telling[] tellings =
        [
            Of("watched", 1, 1, "dana@example.com"), Of("watched", 1, 1, "mia@example.com"), Of("watched", 1, 2, "dana@example.com"),
            Of("watched", 2, 1, "dana@example.com"), Of("other", 3, 1, "dana@example.com"),
            Of("live", 1, 1, "dana@example.com") with { Way = TellingWay.Card, Reason = TellingReasons.Urgent },
        ];

        Assert.Equal([new ObservedAlert("other", 1, 1, 1), new ObservedAlert("watched", 3, 2, 2)], ObservedAlerts.Of(tellings));
    }

    [Theory]
    [InlineData(TellingWay.Silent, TellingReasons.Observed, "Watched only: nobody is told")]
    [InlineData(TellingWay.Held, TellingReasons.Guard, "Not told yet: many customers at once, the data is checked first")]
    [InlineData(TellingWay.Held, TellingReasons.Stale, "Not told yet: its source has no new data")]
    [InlineData(TellingWay.Digest, TellingReasons.Guard, null)]
    [InlineData(TellingWay.Card, TellingReasons.Urgent, null)]
    public void Why_nobody_is_told_is_said_in_words(TellingWay way, string reason, string? words) =>
        Assert.Equal(words, TellingWords.WhyQuiet(Of("x", 1, 1, "dana@example.com") with { Way = way, Reason = reason }));

    private static Telling Of(string trigger, int account, int news, string reader) => new(
        new AlertKey(account, trigger, SubjectKind.Account, $"a{account}"), 1, news, reader, TellingWay.Silent, TellingReasons.Observed,
        DateTimeOffset.UnixEpoch, null, null, null, TriggerKind.Risk, Severity.High, null);
}
