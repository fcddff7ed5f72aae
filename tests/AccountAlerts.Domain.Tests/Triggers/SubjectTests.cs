using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Domain.Triggers.Conditions;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Domain.Tests.Triggers;

/// <summary>Triggers about one feature, ticket or invoice of an account.</summary>
public sealed class SubjectTests
{
    private static readonly DateOnly Today = AccountBuilder.Today;

    [Fact]
    public void A_feature_that_three_people_used_and_nobody_does_any_more_is_told_by_its_label()
    {
        var account = new AccountBuilder();
        foreach (string person in new[] { "ines", "maria", "tom" })
            account.UsesDaily(person, "feature.reports", Today.AddDays(-100), Today.AddDays(-31)).Uses(person, "feature.boards", Today);

        var results = Evaluate(account, SubjectKind.Feature, "feature.days_unused >= 30d and feature.people_before >= 3");

        Assert.Equal(new Subject(SubjectKind.Feature, "feature.reports", "reports"), Assert.Single(results, result => result.State == TriggerState.Firing).Subject);
    }

    [Fact]
    public void A_feature_is_discovered_when_the_third_person_begins()
    {
        var account = new AccountBuilder().Uses("ines", "feature.reports", Today.AddDays(-40)).Uses("maria", "feature.reports", Today.AddDays(-20))
            .Uses("tom", "feature.reports", Today.AddDays(-3)).Uses("ines", "feature.boards", Today);
        var view = account.View();

        Assert.Equal(3, view.ForSubject(new Subject(SubjectKind.Feature, "feature.reports", "")).Number("feature.third_person_days"));
        Assert.Equal("too few people used boards so far", view.ForSubject(new Subject(SubjectKind.Feature, "feature.boards", "")).WhyMissing("feature.third_person_days"));
        Assert.Single(Evaluate(account, SubjectKind.Feature, "feature.third_person_days <= 7d"), result => result.State == TriggerState.Firing);
    }

    [Fact]
    public void An_unhappy_customer_after_a_ticket_is_one_alert_for_each_ticket()
    {
        var account = new AccountBuilder().Ticket(Today.AddDays(-9), Today.AddDays(-2), csat: 1).Ticket(Today.AddDays(-8), Today.AddDays(-1), csat: 2)
            .Ticket(Today.AddDays(-8), Today, csat: 5).Ticket(Today.AddDays(-8));

        var results = Evaluate(account, SubjectKind.Ticket, "ticket.csat <= 2 and ticket.closed_days <= 7d");

        Assert.Equal(["T-1", "T-2"], results.Where(result => result.State == TriggerState.Firing).Select(result => result.Subject.Key));

        // An open ticket is not rated yet: nothing is known of it, and it is not called clear.
        Assert.Equal("T-4", Assert.Single(results, result => result.State == TriggerState.Unknown).Subject.Key);
    }

    [Fact]
    public void An_overdue_invoice_is_one_alert_and_closes_when_it_is_paid()
    {
        var account = new AccountBuilder().Invoice(Today.AddDays(-20), amount: 900).Invoice(Today.AddDays(-20), paid: Today).Invoice(Today.AddDays(20));

        Assert.Equal("I-1", Assert.Single(Evaluate(account, SubjectKind.Invoice, "invoice.overdue_days > 15d"), result => result.State == TriggerState.Firing).Subject.Key);
        Assert.Equal(2, Evaluate(account, SubjectKind.Invoice, "invoice.overdue_days > 15d", Today.AddDays(-1)).Count(result => result.State == TriggerState.Firing));
    }

    [Fact]
    public void A_late_source_makes_every_subject_unknown_and_none_clear()
    {
        var account = new AccountBuilder().Invoice(Today.AddDays(-20)).Stale(FactStream.Invoices, Today.AddDays(-40));

        Assert.All(Evaluate(account, SubjectKind.Invoice, "invoice.overdue_days > 15d"), result => Assert.Equal(TriggerState.Unknown, result.State));
    }

    [Fact]
    public void Signals_of_one_kind_of_subject_cannot_be_asked_of_another()
    {
        var error = Assert.IsType<ParsedCondition.Invalid>(ConditionParser.Parse("ticket.csat <= 2", SignalVocabulary.Catalogue, SignalScope.Invoice)).Errors[0];

        Assert.Equal((1, "ticket.csat is about one ticket; it needs 'each: ticket'"), (error.Column, error.Message));
    }

    [Fact]
    public void The_change_of_the_score_is_told_where_the_earlier_day_was_prepared()
    {
        var account = new AccountBuilder().Seats(2).UsesDaily("ines", "reports", Today.AddDays(-300), Today.AddDays(-20), 10);
        var facts = account.Build();
        var days = new Days(account);
        var view = new AccountView(facts, account.Frame(Today), DefaultHealthModels.All) { Days = days };

        Assert.Equal(view.Health.Score - days.View(facts, Today.AddDays(-14))!.Health.Score, view.Number("health.change_14d"));
        Assert.True(view.Number("health.change_14d") < 0);
        Assert.NotNull(view.Word("health.band_14d_ago"));
        Assert.Equal("no score of 14 days ago", account.View().WhyMissing("health.change_14d"));
    }

    private static IReadOnlyList<TriggerResult> Evaluate(AccountBuilder account, SubjectKind each, string when, DateOnly? asOf = null)
    {
        var condition = Assert.IsType<ParsedCondition.Valid>(ConditionParser.Parse(when, SignalVocabulary.Catalogue, Subjects.ScopeOf(each))).Condition;
        var trigger = new Trigger
        {
            Name = "example", Kind = TriggerKind.Risk, When = condition, Each = each, Due = new Due(2, false), Severities = [new SeverityRule(null, Severity.High)],
        };
        return new TriggerEvaluator(SignalVocabulary.Catalogue).Evaluate([trigger], account.View(asOf), _ => null);
    }

    private sealed class Days(AccountBuilder account) : IEarlierViews
    {
        public AccountView? View(AccountFacts facts, DateOnly day) => new(facts, account.Frame(day), DefaultHealthModels.All);
    }
}
