using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Digests;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Triggers;
using FsCheck;
using FsCheck.Fluent;

namespace AccountAlerts.Domain.Tests.Digests;

public sealed class DigestPlanTests
{
    private static readonly DateOnly Today = new(2026, 6, 3);

    [Fact]
    public void What_is_urgent_due_or_back_from_a_snooze_is_to_do_today()
    {
        Assert.Equal(DigestPart.Today, Alert(1, severity: Severity.Critical).PartOn(Today));
        Assert.Equal(DigestPart.Today, Alert(1, due: 0).PartOn(Today));
        Assert.Equal(DigestPart.Today, Alert(1, due: -3, state: AlertState.Acknowledged).PartOn(Today));
        Assert.Equal(DigestPart.Today, (Alert(1, state: AlertState.Snoozed) with { WakesToday = true }).PartOn(Today));
        Assert.Equal(DigestPart.Today, Alert(1, snoozedBy: "dana@example.com").PartOn(Today));
    }

    [Fact]
    public void What_somebody_is_on_or_put_to_sleep_needs_no_line()
    {
        Assert.Null(Alert(1, state: AlertState.Acknowledged).PartOn(Today));
        Assert.Null(Alert(1, state: AlertState.Snoozed).PartOn(Today));
        Assert.Null(Alert(1, state: AlertState.Resolved).PartOn(Today));
    }

    [Fact]
    public void The_rest_is_news_or_still_open_or_growth_or_from_the_beginning_and_told_once()
    {
        Assert.Equal(DigestPart.Changed, Alert(1, news: true).PartOn(Today));
        Assert.Equal(DigestPart.Risks, Alert(1).PartOn(Today));
        Assert.Equal(DigestPart.Growth, Alert(1, kind: TriggerKind.Expansion, news: true).PartOn(Today));
        Assert.Equal(DigestPart.Standing, Alert(1, state: AlertState.Standing, news: true).PartOn(Today));
        Assert.Null(Alert(1, state: AlertState.Standing).PartOn(Today));
    }

    [Fact]
    public void Changed_bands_come_first_and_the_bad_ones_before_the_good()
    {
        var rows = Rows(DigestPart.Changed,
        [
            Alert(1, news: true, severity: Severity.High, money: 900), new DigestItem.OfBand(2, Band.AtRisk, Band.Healthy, 500),
            new DigestItem.OfBand(3, Band.Healthy, Band.Critical, null),
        ]);

        Assert.Equal([3, 2, 1], rows.Select(AccountOf));
    }

    [Fact]
    public void Open_risks_go_by_money_and_those_without_come_last()
    {
        Assert.Equal([2, 3, 1], Rows(DigestPart.Risks, [Alert(1), Alert(2, money: 900, severity: Severity.Low), Alert(3, money: 10, severity: Severity.High)]).Select(AccountOf));
    }

    [Fact]
    public void What_is_to_do_today_goes_by_urgency_then_money()
    {
        Assert.Equal(
            [3, 2, 1], Rows(DigestPart.Today, [Alert(1, due: 0, money: 10), Alert(2, due: 0, money: 900), Alert(3, severity: Severity.Critical, money: 1)]).Select(AccountOf));
    }

    [Fact]
    public void Eleven_lines_are_ten_and_one_more()
    {
        var part = Assert.Single(DigestPlan.Of(Enumerable.Range(1, 11).Select(id => Alert(id, money: 100 - id)), Today, 10));

        Assert.Equal(10, part.Rows.Count);
        Assert.Equal(11, AccountOf(Assert.Single(part.Folded)));
    }

    [Fact]
    public void Whatever_else_there_is_every_part_keeps_a_line()
    {
        var plan = DigestPlan.Of(
            [.. Enumerable.Range(1, 30).Select(id => Alert(id, severity: Severity.Critical)), Alert(40, kind: TriggerKind.Advocacy), Alert(41), Alert(42, news: true)],
            Today, 10);

        Assert.Equal([DigestPart.Changed, DigestPart.Today, DigestPart.Risks, DigestPart.Growth], plan.Select(part => part.Part));
        Assert.Equal([1, 7, 1, 1], plan.Select(part => part.Rows.Count));
    }

    [Fact]
    public void What_held_from_the_beginning_comes_three_a_day_and_the_rest_is_no_more()
    {
        var part = Assert.Single(DigestPlan.Of(Enumerable.Range(1, 9).Select(id => Alert(id, state: AlertState.Standing, news: true, money: id)), Today, 10));

        Assert.Equal([9, 8, 7], part.Rows.Select(AccountOf));
        Assert.Empty(part.Folded);
    }

    [Fact]
    public void No_line_is_lost_or_doubled_and_never_more_are_written_than_allowed() => Prop.ForAll(
        Gen.Choose(0, 40).Two().SelectMany(pair => Gen.Choose(0, 3).ArrayOf(pair.Item1).SelectMany(kinds => Gen.Choose(1, 12).Select(most => (kinds, most)))).ToArbitrary(),
        scene =>
        {
            DigestItem[] items = [.. scene.kinds.Select((kind, id) => kind switch
            {
                0 => Alert(id, severity: Severity.Critical),
                1 => Alert(id, news: true),
                2 => Alert(id, kind: TriggerKind.Expansion),
                _ => (DigestItem)Alert(id),
            })];

            var plan = DigestPlan.Of(items, Today, scene.most);

            Assert.Equal(items.Select(AccountOf).Order(), plan.SelectMany(part => part.Rows.Concat(part.Folded)).Select(AccountOf).Order());
            Assert.True(plan.Sum(part => part.Rows.Count) <= scene.most);
            Assert.True(plan.Sum(part => part.Rows.Count) == Math.Min(scene.most, items.Length));
        }).QuickCheckThrowOnFailure();

    private static IReadOnlyList<DigestItem> Rows(DigestPart part, DigestItem[] items) => DigestPlan.Of(items, Today, 10).Single(rows => rows.Part == part).Rows;

    private static int AccountOf(DigestItem item) => item is DigestItem.OfAlert alert ? alert.Alert.Key.AccountId : ((DigestItem.OfBand)item).AccountId;

    private static DigestItem.OfAlert Alert(
        int account, AlertState state = AlertState.Open, Severity severity = Severity.Medium, TriggerKind kind = TriggerKind.Risk, int due = 2, bool news = false,
        double? money = null, string? snoozedBy = null) => new(
        new Alert
        {
            Key = new AlertKey(account, "quiet", SubjectKind.Account, "x"),
            Episode = 1,
            Kind = kind,
            SubjectLabel = "x",
            OpenedAt = new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.Zero),
            ChangedAt = new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.Zero),
            Status = new AlertStatus { State = state, Severity = severity, Mark = new Mark(severity, null), SnoozedBy = snoozedBy },
        },
        Today.AddDays(due), news, money);
}
