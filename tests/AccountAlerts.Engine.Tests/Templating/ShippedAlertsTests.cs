using System.Text.RegularExpressions;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Domain.Triggers.Conditions;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Templating;
using AccountAlerts.TestKit.Fakes;
using AccountAlerts.TestKit.Signals;
using Microsoft.Extensions.Logging.Abstractions;

namespace AccountAlerts.Engine.Tests.Templating;

/// <summary>The files in <c>templates/alerts</c>: each fires, does not, and says "unknown" where its inputs are missing; and how they speak.</summary>
public sealed class ShippedAlertsTests : IAsyncLifetime
{
    private static readonly string[] Names =
        [.. Directory.EnumerateFiles(Path.Combine(AlertFolder.Shipped, "alerts"), "*.md").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    private AlertSet _set = AlertSet.Empty;

    public static TheoryData<string, string, TriggerState, Severity, string> Cases => new()
    {
        { "account-quiet", "usage.silent_workdays=10 usage.active_weeks_8=4", TriggerState.Firing, Severity.High, "ten working days after regular use" },
        { "account-quiet", "usage.silent_workdays=9 usage.active_weeks_8=8", TriggerState.Clear, Severity.High, "not yet ten" },
        { "account-quiet", "usage.silent_workdays=40 usage.active_weeks_8=3", TriggerState.Clear, Severity.High, "it was never regular" },
        { "account-quiet", "", TriggerState.Unknown, Severity.High, "no use connected" },
        { "account-quiet", "usage.silent_workdays=40 usage.active_weeks_8=8 account.lifecycle=churned", TriggerState.Clear, Severity.High, "they have left" },

        { "adoption-stuck", "account.age_days=91 adoption.ratio=0.59", TriggerState.Firing, Severity.Medium, "after day 90" },
        { "adoption-stuck", "account.age_days=90 adoption.ratio=0.2", TriggerState.Clear, Severity.Medium, "still in the first 90 days" },
        { "adoption-stuck", "account.age_days=400 adoption.ratio=0.6", TriggerState.Clear, Severity.Medium, "60 % is enough" },
        { "adoption-stuck", "account.age_days=400", TriggerState.Unknown, Severity.Medium, "seats not known" },

        { "champion-silent", "champion.silence_vs_usual=2 champion.silent_workdays=7 account.seats=50 champion.thin_history=false champion.named=true people.colleagues_steady=false", TriggerState.Firing, Severity.High, "a week in a large account" },
        { "champion-silent", "champion.silence_vs_usual=2 champion.silent_workdays=7 account.seats=49 champion.thin_history=false champion.named=true", TriggerState.Clear, Severity.High, "a small account waits for two weeks" },
        { "champion-silent", "champion.silence_vs_usual=2 champion.silent_workdays=13 account.seats=500 champion.thin_history=true champion.named=true", TriggerState.Clear, Severity.High, "little is known of their habits" },
        { "champion-silent", "champion.silence_vs_usual=3 champion.silent_workdays=14 account.seats=5 champion.thin_history=true champion.named=true people.colleagues_steady=true", TriggerState.Firing, Severity.Medium, "perhaps on leave" },
        { "champion-silent", "champion.silence_vs_usual=3 champion.silent_workdays=14 champion.named=false people.colleagues_steady=false", TriggerState.Firing, Severity.Medium, "only inferred; seats do not matter any more" },
        { "champion-silent", "champion.silence_vs_usual=3 champion.silent_workdays=14 champion.named=true", TriggerState.Firing, Severity.High, "colleagues unknown: not said to be steady" },
        { "champion-silent", "champion.silence_vs_usual=1.9 champion.silent_workdays=30 champion.named=true", TriggerState.Clear, Severity.High, "their usual gaps are long" },
        { "champion-silent", "champion.silence_vs_usual=3 champion.silent_workdays=8 champion.thin_history=false champion.named=true", TriggerState.Unknown, Severity.High, "seats decide and are not known" },
        { "champion-silent", "", TriggerState.Unknown, Severity.High, "nothing connected" },

        { "multi-department-growth", "departments.new_60d=2", TriggerState.Firing, Severity.Low, "two new ones" },
        { "multi-department-growth", "departments.new_60d=1", TriggerState.Clear, Severity.Low, "one is chance" },
        { "multi-department-growth", "", TriggerState.Unknown, Severity.Low, "no departments given" },

        { "power-user-deactivated", "person.deactivated=true person.deactivated_days=3 person.value_share_90d=0.2", TriggerState.Firing, Severity.High, "made a fifth" },
        { "power-user-deactivated", "person.deactivated=true person.deactivated_days=3 person.value_share_90d=0.19", TriggerState.Clear, Severity.High, "made less" },
        { "power-user-deactivated", "person.deactivated=true person.deactivated_days=31 person.value_share_90d=0.5", TriggerState.Clear, Severity.High, "long ago" },
        { "power-user-deactivated", "person.deactivated=false person.value_share_90d=0.9", TriggerState.Clear, Severity.High, "still there" },
        { "power-user-deactivated", "person.deactivated=true person.deactivated_days=3", TriggerState.Unknown, Severity.High, "their use is not known" },

        { "renewal-at-risk", "health.score=49 renewal.days_left=90", TriggerState.Firing, Severity.Critical, "any customer: 90 days" },
        { "renewal-at-risk", "health.score=49 renewal.days_left=91 account.segment=smb", TriggerState.Clear, Severity.Critical, "and not more" },
        { "renewal-at-risk", "health.score=49 renewal.days_left=120 account.segment=mid-market", TriggerState.Firing, Severity.Critical, "mid-market: 120" },
        { "renewal-at-risk", "health.score=49 renewal.days_left=121 account.segment=mid-market", TriggerState.Clear, Severity.Critical, "and not more" },
        { "renewal-at-risk", "health.score=49 renewal.days_left=180 account.segment=Enterprise", TriggerState.Firing, Severity.Critical, "enterprise: 180" },
        { "renewal-at-risk", "health.score=50 renewal.days_left=10", TriggerState.Clear, Severity.Critical, "50 is at risk, not critical" },
        { "renewal-at-risk", "health.score=10 renewal.days_left=-1", TriggerState.Clear, Severity.Critical, "the date has passed" },
        { "renewal-at-risk", "health.score=49 renewal.days_left=100", TriggerState.Unknown, Severity.Critical, "the tier decides and is not known" },
        { "renewal-at-risk", "renewal.days_left=10", TriggerState.Unknown, Severity.Critical, "no score" },
        { "renewal-at-risk", "health.score=10", TriggerState.Unknown, Severity.Critical, "no renewal date" },

        { "seat-limit-near", "seats.used_ratio=0.9", TriggerState.Firing, Severity.Low, "90 %" },
        { "seat-limit-near", "seats.used_ratio=0.89", TriggerState.Clear, Severity.Low, "below" },
        { "seat-limit-near", "", TriggerState.Unknown, Severity.Low, "seats not known" },

        { "usage-drop", "usage.change_14d=-0.4", TriggerState.Firing, Severity.High, "40 % less" },
        { "usage-drop", "usage.change_14d=-0.39", TriggerState.Clear, Severity.High, "less than that" },
        { "usage-drop", "", TriggerState.Unknown, Severity.High, "too few events to tell, or nothing connected" },

        { "champion-left", "champion.changed_days=30 renewal.days_left=179", TriggerState.Firing, Severity.Critical, "half a year before the decision" },
        { "champion-left", "champion.changed_days=3 renewal.days_left=180", TriggerState.Firing, Severity.High, "time enough" },
        { "champion-left", "champion.changed_days=3", TriggerState.Firing, Severity.High, "nobody knows when it is decided" },
        { "champion-left", "champion.changed_days=31", TriggerState.Clear, Severity.High, "long ago" },
        { "champion-left", "", TriggerState.Unknown, Severity.High, "nobody ever left" },

        { "no-champion", "champion.exists=false account.age_days=90", TriggerState.Pending, Severity.Medium, "today alone is not a month" },
        { "no-champion", "champion.exists=true account.age_days=90", TriggerState.Clear, Severity.Medium, "somebody is" },
        { "no-champion", "champion.exists=false account.age_days=59", TriggerState.Clear, Severity.Medium, "too young to have one" },
        { "no-champion", "account.age_days=90", TriggerState.Unknown, Severity.Medium, "use not connected" },

        { "one-person-carries", "people.top_share_90d=0.5 people.active_90d=5", TriggerState.Firing, Severity.Medium, "half of it, among five" },
        { "one-person-carries", "people.top_share_90d=0.9 people.active_90d=4", TriggerState.Clear, Severity.Medium, "a small team" },
        { "one-person-carries", "people.top_share_90d=0.49 people.active_90d=50", TriggerState.Clear, Severity.Medium, "less than half" },
        { "one-person-carries", "", TriggerState.Unknown, Severity.Medium, "use not by person" },

        { "slow-decline", "usage.falling_weeks=4 usage.fall=-0.1", TriggerState.Firing, Severity.Medium, "four weeks, a tenth" },
        { "slow-decline", "usage.falling_weeks=3 usage.fall=-0.5", TriggerState.Clear, Severity.Medium, "three weeks" },
        { "slow-decline", "usage.falling_weeks=8 usage.fall=-0.09", TriggerState.Clear, Severity.Medium, "hardly less" },
        { "slow-decline", "usage.falling_weeks=5", TriggerState.Unknown, Severity.Medium, "too few events to tell" },

        { "logins-down-open-p1", "tickets.open_p1=1 usage.logins_change_14d=-0.2", TriggerState.Firing, Severity.Critical, "both" },
        { "logins-down-open-p1", "tickets.open_p1=0 usage.logins_change_14d=-0.9", TriggerState.Clear, Severity.Critical, "no urgent ticket" },
        { "logins-down-open-p1", "tickets.open_p1=3 usage.logins_change_14d=-0.19", TriggerState.Clear, Severity.Critical, "they still come" },
        { "logins-down-open-p1", "tickets.open_p1=1", TriggerState.Unknown, Severity.Critical, "nobody knows who comes" },
        { "logins-down-open-p1", "usage.logins_change_14d=-0.5", TriggerState.Unknown, Severity.Critical, "tickets not connected" },

        { "shrank-to-one-department", "departments.active_28d=1 departments.usual=2", TriggerState.Firing, Severity.High, "one of two" },
        { "shrank-to-one-department", "departments.active_28d=1 departments.usual=1", TriggerState.Clear, Severity.High, "it always was one" },
        { "shrank-to-one-department", "departments.active_28d=2 departments.usual=5", TriggerState.Clear, Severity.High, "two are left" },
        { "shrank-to-one-department", "", TriggerState.Unknown, Severity.High, "no departments given" },

        { "seat-growth", "seats.growth_30d=0.25 seats.used=10", TriggerState.Firing, Severity.Low, "a quarter more" },
        { "seat-growth", "seats.growth_30d=0.24 seats.used=100", TriggerState.Clear, Severity.Low, "less" },
        { "seat-growth", "seats.growth_30d=1 seats.used=9", TriggerState.Clear, Severity.Low, "a handful" },
        { "seat-growth", "seats.used=50", TriggerState.Unknown, Severity.Low, "nothing to compare with" },

        { "feature-discovered", "feature.third_person_days=30 account.age_days=60", TriggerState.Firing, Severity.Low, "a third person came" },
        { "feature-discovered", "feature.third_person_days=31 account.age_days=600", TriggerState.Clear, Severity.Low, "known for long" },
        { "feature-discovered", "feature.third_person_days=3 account.age_days=59", TriggerState.Clear, Severity.Low, "everything is new" },
        { "feature-discovered", "account.age_days=100", TriggerState.Unknown, Severity.Low, "fewer than three people" },

        { "feature-abandoned", "feature.days_unused=30 feature.people_before=2", TriggerState.Firing, Severity.Medium, "a month" },
        { "feature-abandoned", "feature.days_unused=60 feature.people_before=9", TriggerState.Clear, Severity.Medium, "long over" },
        { "feature-abandoned", "feature.days_unused=29 feature.people_before=9", TriggerState.Clear, Severity.Medium, "not yet" },
        { "feature-abandoned", "feature.days_unused=40 feature.people_before=1", TriggerState.Clear, Severity.Medium, "one person tried it" },
        { "feature-abandoned", "feature.days_unused=40", TriggerState.Unknown, Severity.Medium, "use not by person" },

        { "support-spike", "tickets.opened_7d=3 tickets.opened_vs_usual=3", TriggerState.Firing, Severity.High, "three times the usual" },
        { "support-spike", "tickets.opened_7d=9 tickets.opened_vs_usual=2.9", TriggerState.Clear, Severity.High, "they often write" },
        { "support-spike", "tickets.opened_7d=2 tickets.opened_vs_usual=3", TriggerState.Clear, Severity.High, "two are no spike" },
        { "support-spike", "tickets.opened_7d=5", TriggerState.Unknown, Severity.High, "their usual is not known" },

        { "negative-sentiment", "tickets.sentiment_count_30d=3 tickets.sentiment_30d=-0.31", TriggerState.Firing, Severity.High, "angry" },
        { "negative-sentiment", "tickets.sentiment_count_30d=3 tickets.sentiment_30d=-0.3", TriggerState.Clear, Severity.High, "not quite" },
        { "negative-sentiment", "tickets.sentiment_count_30d=2", TriggerState.Clear, Severity.High, "too few" },
        { "negative-sentiment", "", TriggerState.Unknown, Severity.High, "tickets not connected" },

        { "detractor", "nps.latest=6 nps.answered_days=30", TriggerState.Firing, Severity.High, "6 is a detractor" },
        { "detractor", "nps.latest=7 nps.answered_days=1", TriggerState.Clear, Severity.High, "7 is not" },
        { "detractor", "nps.latest=0 nps.answered_days=31", TriggerState.Clear, Severity.High, "long ago" },
        { "detractor", "", TriggerState.Unknown, Severity.High, "nobody answered" },

        { "unhappy-after-ticket", "ticket.csat=2 ticket.closed_days=7", TriggerState.Firing, Severity.High, "rated 2" },
        { "unhappy-after-ticket", "ticket.csat=3 ticket.closed_days=1", TriggerState.Clear, Severity.High, "rated 3" },
        { "unhappy-after-ticket", "ticket.csat=1 ticket.closed_days=8", TriggerState.Clear, Severity.High, "long ago" },
        { "unhappy-after-ticket", "ticket.closed_days=1", TriggerState.Unknown, Severity.High, "not rated" },

        { "invoice-overdue", "invoices.overdue_days=16", TriggerState.Firing, Severity.Medium, "more than two weeks" },
        { "invoice-overdue", "invoices.overdue_days=46", TriggerState.Firing, Severity.High, "more than six" },
        { "invoice-overdue", "invoices.overdue_days=15", TriggerState.Clear, Severity.Medium, "not yet" },
        { "invoice-overdue", "", TriggerState.Unknown, Severity.Medium, "no invoices" },

        { "revenue-per-user-dip", "account.arpu_change_90d=-0.1 account.arr_change_365d=-0.01", TriggerState.Firing, Severity.Medium, "a tenth less" },
        { "revenue-per-user-dip", "account.arpu_change_90d=-0.5 account.arr_change_365d=0", TriggerState.Clear, Severity.Medium, "more people at the same price" },
        { "revenue-per-user-dip", "account.arpu_change_90d=-0.09 account.arr_change_365d=-0.09", TriggerState.Clear, Severity.Medium, "less than a tenth" },
        { "revenue-per-user-dip", "account.arr_change_365d=-0.2", TriggerState.Unknown, Severity.Medium, "nobody active, or no use" },

        { "renewal-untouched", "renewal.days_left=90 touch.untouched_days=30", TriggerState.Firing, Severity.High, "nobody called" },
        { "renewal-untouched", "renewal.days_left=91 touch.untouched_days=300", TriggerState.Clear, Severity.High, "far ahead" },
        { "renewal-untouched", "renewal.days_left=10 touch.untouched_days=29", TriggerState.Clear, Severity.High, "somebody called" },
        { "renewal-untouched", "renewal.days_left=-1 touch.untouched_days=300", TriggerState.Clear, Severity.High, "it is past" },
        { "renewal-untouched", "renewal.days_left=10", TriggerState.Unknown, Severity.High, "contacts are hardly recorded" },

        { "renewal-lapsed", "renewal.unrecorded_days=7", TriggerState.Firing, Severity.Medium, "a week" },
        { "renewal-lapsed", "renewal.unrecorded_days=6", TriggerState.Clear, Severity.Medium, "not yet" },
        { "renewal-lapsed", "", TriggerState.Unknown, Severity.Medium, "no renewal date" },

        { "executive-touch-stale", "touch.executive_days=90 account.segment=enterprise", TriggerState.Firing, Severity.Medium, "a quarter" },
        { "executive-touch-stale", "touch.executive_days=89 account.segment=enterprise", TriggerState.Clear, Severity.Medium, "not yet" },
        { "executive-touch-stale", "account.segment=enterprise", TriggerState.Unknown, Severity.Medium, "never recorded" },

        { "review-missed", "touch.review_missed_days=1", TriggerState.Firing, Severity.Medium, "yesterday" },
        { "review-missed", "touch.review_missed_days=0", TriggerState.Clear, Severity.Medium, "none missed" },
        { "review-missed", "touch.review_missed_days=31", TriggerState.Clear, Severity.Medium, "long ago" },
        { "review-missed", "", TriggerState.Unknown, Severity.Medium, "no reviews recorded" },

        { "onboarding-stuck", "onboarding.days_late=3", TriggerState.Firing, Severity.High, "three days" },
        { "onboarding-stuck", "onboarding.days_late=2", TriggerState.Clear, Severity.High, "two" },
        { "onboarding-stuck", "", TriggerState.Unknown, Severity.High, "no milestones" },

        { "first-value-late", "onboarding.first_value_days=31 onboarding.first_value_reached=false", TriggerState.Firing, Severity.High, "day 31" },
        { "first-value-late", "onboarding.first_value_days=30 onboarding.first_value_reached=false", TriggerState.Clear, Severity.High, "day 30" },
        { "first-value-late", "onboarding.first_value_days=90 onboarding.first_value_reached=true", TriggerState.Clear, Severity.High, "late, but reached" },
        { "first-value-late", "", TriggerState.Unknown, Severity.High, "no such milestone" },

        { "score-dropped", "health.change_14d=-10 health.band=critical health.band_14d_ago=critical", TriggerState.Firing, Severity.High, "ten points within critical" },
        { "score-dropped", "health.change_14d=-12 health.band=healthy health.band_14d_ago=healthy", TriggerState.Firing, Severity.Low, "at the top" },
        { "score-dropped", "health.change_14d=-30 health.band=critical health.band_14d_ago=healthy", TriggerState.Clear, Severity.High, "that is another alert" },
        { "score-dropped", "health.change_14d=-9 health.band=critical health.band_14d_ago=critical", TriggerState.Clear, Severity.High, "nine" },
        { "score-dropped", "", TriggerState.Unknown, Severity.Low, "no score" },

        { "band-lost", "health.change_14d=-3 health.band_14d_ago=healthy health.band=critical", TriggerState.Pending, Severity.High, "today alone" },
        { "band-lost", "health.change_14d=0 health.band_14d_ago=healthy health.band=critical", TriggerState.Clear, Severity.High, "they did nothing" },
        { "band-lost", "health.change_14d=-9 health.band_14d_ago=healthy health.band=healthy", TriggerState.Clear, Severity.Medium, "still in it" },
        { "band-lost", "", TriggerState.Unknown, Severity.Medium, "no score" },

        { "expansion-ready", "health.score=80 departments.active_28d=2 seats.used_ratio=0.8 tickets.open_p1=0", TriggerState.Firing, Severity.Low, "all of it" },
        { "expansion-ready", "health.score=80 departments.active_28d=2 seats.used_ratio=0.8 tickets.open_p1=1", TriggerState.Clear, Severity.Low, "an urgent ticket" },
        { "expansion-ready", "health.score=79 departments.active_28d=9 seats.used_ratio=1 tickets.open_p1=0", TriggerState.Clear, Severity.Low, "not healthy" },
        { "expansion-ready", "health.score=90 departments.active_28d=2 seats.used_ratio=0.9", TriggerState.Unknown, Severity.Low, "tickets not connected" },

        { "advocate-ready", "nps.latest=9 features.used_28d=2 tickets.open_p1=0", TriggerState.Firing, Severity.Low, "glad" },
        { "advocate-ready", "nps.latest=8 features.used_28d=9 tickets.open_p1=0", TriggerState.Clear, Severity.Low, "nearly" },
        { "advocate-ready", "nps.latest=10 features.used_28d=1 tickets.open_p1=0", TriggerState.Clear, Severity.Low, "one feature" },
        { "advocate-ready", "features.used_28d=4 tickets.open_p1=0", TriggerState.Unknown, Severity.Low, "nobody was asked" },

        { "competitor-named", "context.competitor_days=30", TriggerState.Firing, Severity.High, "this month" },
        { "competitor-named", "context.competitor_days=31", TriggerState.Clear, Severity.High, "before" },
        { "competitor-named", "", TriggerState.Unknown, Severity.High, "never" },

        { "customer-shakeup", "context.shakeup_days=30", TriggerState.Firing, Severity.High, "this month" },
        { "customer-shakeup", "context.shakeup_days=31", TriggerState.Clear, Severity.High, "before" },
        { "customer-shakeup", "", TriggerState.Unknown, Severity.High, "never" },

        { "trial-ready", "account.lifecycle=trial sum(projects_created,30d)=3 sum(invites_sent,30d)=2 sum(integration_enabled,30d)=1", TriggerState.Firing, Severity.Low, "built, invited, connected" },
        { "trial-ready", "account.lifecycle=active", TriggerState.Clear, Severity.Low, "no trial" },
        { "trial-ready", "account.lifecycle=trial", TriggerState.Unknown, Severity.Low, "such use was never told" },

        { "unowned-account", "account.owned=false account.age_days=1", TriggerState.Firing, Severity.Medium, "nobody" },
        { "unowned-account", "account.owned=true account.age_days=100", TriggerState.Clear, Severity.Medium, "somebody" },
        { "unowned-account", "account.owned=false", TriggerState.Unknown, Severity.Medium, "its age is not known" },
    };

    public async Task InitializeAsync()
    {
        using var catalogue = new AlertCatalogue(
            new TemplateFolder(AlertFolder.Shipped), SignalVocabulary.Catalogue, new MemoryTriggerTexts(), NullLogger<AlertCatalogue>.Instance);
        _set = await catalogue.RefreshAsync(remember: false, default);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_says_what_it_should(string trigger, string signals, TriggerState state, Severity severity, string why)
    {
        var result = Judge(Template(trigger), Reader(signals));
        Assert.True(state == result.State, $"{why}: {result.State}");
        Assert.Equal(severity, result.Severity);
    }

    [Fact]
    public void All_load_and_each_has_cases_that_fire_that_do_not_and_that_miss_inputs()
    {
        Assert.Empty(_set.Faults);
        Assert.Equal(Names, _set.Triggers.Select(trigger => trigger.Name));
        foreach (var name in Names)
        {
            var states = Cases.Where(row => (string)row[0] == name).Select(row => (TriggerState)row[2]).ToHashSet();
            // What has to hold for days is pending on the first.
            var yes = _set.Find(name)!.Trigger.For > 1 ? TriggerState.Pending : TriggerState.Firing;
            Assert.Superset(new HashSet<TriggerState> { yes, TriggerState.Clear, TriggerState.Unknown }, states);
        }
    }

    [Theory]
    [InlineData("usage-drop", "usage.change_14d=-0.3", Truth.False, "not half of the way back")]
    [InlineData("usage-drop", "usage.change_14d=-0.2", Truth.True, "well on the way back")]
    [InlineData("usage-drop", "", Truth.Unknown, "nobody knows")]
    [InlineData("usage-drop", "usage.change_14d=-0.5", Truth.False, "it still holds")]
    [InlineData("account-quiet", "usage.silent_workdays=0 usage.active_weeks_8=8", Truth.True, "they are back")]
    public void An_alert_may_close_once_its_recovery_is_known(string trigger, string signals, Truth mayClose, string why) =>
        Assert.True(mayClose == Judge(Template(trigger), Reader(signals)).MayClose, why);

    [Fact]
    public void Each_has_the_six_things_that_make_a_finding()
    {
        foreach (var template in _set.Templates)
        {
            var name = template.Trigger.Name;
            var words = Render(template, owner: "Dana Reyes");
            Assert.True(Regex.IsMatch(words.Title, @"\d"), $"{name}: what changed, with a number: {words.Title}");
            Assert.StartsWith("Amber Health: ", words.Title, StringComparison.Ordinal);
            var paragraphs = words.Body.OfType<Paragraph>().Select(p => string.Concat(p.Spans.Select(s => s.Text))).ToList();
            Assert.True(paragraphs.Count >= 2, $"{name}: what changed, and why it matters");
            Assert.Matches(@"\d", paragraphs[0]);
            Assert.StartsWith("Why it matters: ", paragraphs[1], StringComparison.Ordinal);
            Assert.StartsWith("Dana Reyes ", words.NextStep, StringComparison.Ordinal);
            Assert.Contains(ReadableValue.NearDate(words.DueOn), words.NextStep, StringComparison.Ordinal);
            Assert.True(words.Steps.Count >= 3, $"{name}: a playbook");
            Assert.True(words.Evidence.Count > 0, $"{name}: what we saw");
            // What is about our own records is nothing to write to a customer about.
            Assert.Equal(template.Trigger.Kind == TriggerKind.Data, string.IsNullOrWhiteSpace(words.Say));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void None_uses_our_words_or_shouts(bool everythingKnown)
    {
        foreach (var template in _set.Templates)
        {
            var words = Render(template, everythingKnown ? "Dana Reyes" : null, everythingKnown ? null : new FakeReader());
            var text = string.Join('\n', [words.Title, words.Say ?? "", .. words.Steps,
                .. words.Body.OfType<Paragraph>().Select(p => string.Concat(p.Spans.Select(s => s.Text)))]);
            Assert.DoesNotMatch(new Regex(@"\b(trigger|fires?|firing|components?|generation|kind|audience|subject|ids?|threshold|severity|stale|standing)\b", RegexOptions.IgnoreCase), text);
            Assert.DoesNotContain("!", text, StringComparison.Ordinal);
            Assert.DoesNotContain("{{", text, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"(?:  |\s[.,;])", text.Replace("\n", " ", StringComparison.Ordinal).Replace("  ", " ", StringComparison.Ordinal));
        }
    }

    /// <summary>What cannot hold for the customer of whom everything else holds.</summary>
    private static readonly Dictionary<string, string> Otherwise = new()
    {
        ["no-champion"] = "champion.exists=false",
        ["trial-ready"] = "account.lifecycle=trial",
        ["score-dropped"] = "health.band_14d_ago=critical",
        ["shrank-to-one-department"] = "departments.active_28d=1",
        ["expansion-ready"] = "health.score=88 tickets.open_p1=0",
        ["advocate-ready"] = "nps.latest=10 tickets.open_p1=0",
    };

    private AlertTemplate Template(string name) => Assert.IsType<AlertTemplate>(_set.Find(name));

    private static TriggerResult Judge(AlertTemplate template, FakeReader reader) =>
        new TriggerEvaluator(SignalVocabulary.Catalogue).Judge(template.Trigger, SubjectOf(template), reader, _ => null);

    private static CauseWords Render(AlertTemplate template, string? owner, FakeReader? reader = null)
    {
        reader ??= ShippedSignals.Known(Otherwise.GetValueOrDefault(template.Trigger.Name));
        var day = new DateOnly(2026, 6, 5);
        return new AlertWords(SignalVocabulary.Catalogue).Render(
            template, Judge(template, reader), new AlertContext(reader, "Amber Health", "EUR", owner, day, day));
    }

    private static Subject SubjectOf(AlertTemplate template) => template.Trigger.Each == SubjectKind.Person
        ? new Subject(SubjectKind.Person, "ines", "Ines Ortega")
        : new Subject(SubjectKind.Account, "amber-health", "Amber Health");

    private static FakeReader Reader(string signals) => ShippedSignals.Reader(signals);
}
