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
    [
        "account-quiet", "adoption-stuck", "champion-silent", "multi-department-growth", "power-user-deactivated", "renewal-at-risk", "seat-limit-near",
        "usage-drop",
    ];

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
            Assert.Superset(new HashSet<TriggerState> { TriggerState.Firing, TriggerState.Clear, TriggerState.Unknown }, states);
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
            Assert.True(Regex.IsMatch(words.Title, @"\d") || name == "power-user-deactivated", $"{name}: what changed, with a number");
            Assert.StartsWith("Amber Health: ", words.Title, StringComparison.Ordinal);
            var paragraphs = words.Body.OfType<Paragraph>().Select(p => string.Concat(p.Spans.Select(s => s.Text))).ToList();
            Assert.True(paragraphs.Count >= 2, $"{name}: what changed, and why it matters");
            Assert.Matches(@"\d", paragraphs[0]);
            Assert.StartsWith("Why it matters: ", paragraphs[1], StringComparison.Ordinal);
            Assert.StartsWith("Dana Reyes ", words.NextStep, StringComparison.Ordinal);
            Assert.Contains(ReadableValue.NearDate(words.DueOn), words.NextStep, StringComparison.Ordinal);
            Assert.True(words.Steps.Count >= 3, $"{name}: a playbook");
            Assert.NotEmpty(words.Evidence);
            Assert.False(string.IsNullOrWhiteSpace(words.Say), $"{name}: a draft to the customer");
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

    private static readonly string Everything = string.Join(' ',
        "account.segment=enterprise account.arr=48000 account.seats=120 account.age_days=400 renewal.days_left=42 champion.named=true champion.days_silent=9",
        "champion.silent_workdays=8 champion.silence_vs_usual=2.5 champion.thin_history=false people.colleagues_steady=true people.active_7d=12 people.active_28d=40",
        "adoption.ratio=0.33 seats.used=110 seats.used_ratio=0.92 usage.recent_14d=71 usage.expected_14d=120 usage.change_14d=-0.41 usage.silent_workdays=11",
        "usage.active_weeks_8=7 departments.new_60d=2 departments.active_28d=4 tickets.open_p1=1 health.score=44 person.deactivated=true",
        "person.deactivated_days=2 person.value_share_90d=0.31");

    private AlertTemplate Template(string name) => Assert.IsType<AlertTemplate>(_set.Find(name));

    private static TriggerResult Judge(AlertTemplate template, FakeReader reader) =>
        new TriggerEvaluator(SignalVocabulary.Catalogue).Judge(template.Trigger, SubjectOf(template), reader, _ => null);

    private static CauseWords Render(AlertTemplate template, string? owner, FakeReader? reader = null)
    {
        reader ??= Reader(Everything).With("champion.days_silent", 9, "Ines Ortega");
        var day = new DateOnly(2026, 6, 5);
        return new AlertWords(SignalVocabulary.Catalogue).Render(
            template, Judge(template, reader), new AlertContext(reader, "Amber Health", "EUR", owner, day, day));
    }

    private static Subject SubjectOf(AlertTemplate template) => template.Trigger.Each == SubjectKind.Person
        ? new Subject(SubjectKind.Person, "ines", "Ines Ortega")
        : new Subject(SubjectKind.Account, "amber-health", "Amber Health");

    private static FakeReader Reader(string signals)
    {
        var reader = new FakeReader();
        foreach (var pair in signals.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = (pair.Split('=')[0], pair.Split('=')[1]);
            Assert.NotNull(SignalVocabulary.Catalogue.Find(name));
            if (bool.TryParse(value, out var flag))
                reader.With(name, flag);
            else if (double.TryParse(value, out var number))
                reader.With(name, number);
            else
                reader.With(name, value);
        }

        return reader;
    }
}
