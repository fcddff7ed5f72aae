using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Digests;
using AccountAlerts.Domain.Triggers;

namespace AccountAlerts.Domain.Tests.Digests;

public sealed class ReviewFiguresTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_alert_counts_once_and_wrong_data_outweighs_that_somebody_took_it()
    {
        var use = ReviewFigures.UseOf(
        [
            Happened(1, AlertReasons.Acknowledged), Happened(1, AlertReasons.Done), Happened(2, AlertReasons.Acknowledged), Happened(2, AlertReasons.WrongData),
            Happened(3, AlertReasons.Muted), Happened(4, AlertReasons.Fired), Happened(5, AlertReasons.Snoozed), Happened(6, AlertReasons.Known),
            Happened(7, AlertReasons.HandedOver, "drop"),
        ]);

        Assert.Equal([new TriggerUse("quiet", 1, 2), new TriggerUse("drop", 1, 0)], use);
        Assert.Equal(1 / 3d, use[0].Share, 9);
    }

    [Fact]
    public void The_noisiest_are_those_most_often_called_useless_and_none_that_never_was()
    {
        TriggerUse[] all = [new("a", 9, 3), new("b", 0, 3), new("c", 5, 0), new("d", 1, 1)];

        Assert.Equal(["b", "a"], ReviewFigures.Noisiest(all, 2).Select(one => one.Trigger));
        Assert.Equal(["b", "a", "d"], ReviewFigures.Noisiest(all, 9).Select(one => one.Trigger));
    }

    [Fact]
    public void The_wait_is_from_the_announcement_to_whoever_takes_it_first()
    {
        var taken = ReviewFigures.TakenIn(
        [
            Happened(1, AlertReasons.Fired), Happened(1, AlertReasons.EvidenceChanged, hours: 1), Happened(1, AlertReasons.Acknowledged, hours: 3),
            Happened(1, AlertReasons.Done, hours: 9), Happened(2, AlertReasons.Acknowledged, hours: 1),
        ]);

        var one = Assert.Single(taken);
        Assert.Equal((1, TimeSpan.FromHours(3)), (one.Key.AccountId, one.TakenAt - one.OpenedAt));
    }

    [Theory]
    [InlineData(new[] { 3 }, 3)]
    [InlineData(new[] { 9, 1, 2 }, 2)]
    [InlineData(new[] { 9, 1, 2, 4 }, 3)]
    public void The_median_is_the_middle_or_between_both(int[] hours, int expected)
    {
        Assert.Equal(TimeSpan.FromHours(expected), ReviewFigures.Median([.. hours.Select(hour => TimeSpan.FromHours(hour))]));
        Assert.Null(ReviewFigures.Median([]));
    }

    private static AlertEvent Happened(int account, string reason, string trigger = "quiet", int hours = 0) => new(
        new AlertKey(account, trigger, SubjectKind.Account, "x"), 1, 1, Start.AddHours(hours), "inbox:dana@example.com", reason,
        new AlertStatus { State = AlertState.Open, Severity = Severity.High, Mark = new Mark(Severity.High, null) });
}
