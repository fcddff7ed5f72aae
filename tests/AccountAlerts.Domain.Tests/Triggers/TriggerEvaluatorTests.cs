using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Domain.Triggers.Conditions;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Domain.Tests.Triggers;

public sealed class TriggerEvaluatorTests
{
    private static readonly TriggerEvaluator Evaluator = new(SignalVocabulary.Catalogue);

    private static readonly DateOnly Today = AccountBuilder.Today;

    private static readonly Trigger Quiet = Make("usage.silent_workdays >= 3d");

    private static readonly Trigger PersonQuiet = Make("person.days_silent >= 7d", SubjectKind.Person);

    [Fact]
    public void A_trigger_about_people_lists_those_for_whom_it_holds()
    {
        var view = Story().UsesDaily("ines", "reports", Today.AddDays(-90), Today.AddDays(-10)).UsesDaily("noor", "reports", Today.AddDays(-90), Today).View();
        var result = Assert.Single(Evaluate(PersonQuiet, view));
        Assert.Equal(new Subject(SubjectKind.Person, "ines", "ines"), result.Subject);
        Assert.Equal(TriggerState.Firing, result.State);
        Assert.Equal(10, Assert.Single(result.Evidence).Value.Number);
    }

    [Fact]
    public void Where_it_holds_for_nobody_one_line_about_the_account_says_so()
    {
        var result = Assert.Single(Evaluate(PersonQuiet, Story().UsesDaily("ines", "reports", Today.AddDays(-90), Today).View()));
        Assert.Equal((SubjectKind.Account, TriggerState.Clear, Truth.True), (result.Subject.Kind, result.State, result.MayClose));
    }

    [Fact]
    public void Customers_who_have_left_are_skipped_unless_the_condition_names_the_lifecycle()
    {
        var view = Story().UsesDaily("ines", "reports", Today.AddDays(-90), Today.AddDays(-10)).Says(lifecycle: Lifecycle.Churned).View();
        Assert.Equal(TriggerState.Clear, Evaluate(Quiet, view)[0].State);
        Assert.Equal(TriggerState.Firing, Evaluate(Make("usage.silent_workdays >= 3d and account.lifecycle is \"churned\""), view)[0].State);
    }

    [Fact]
    public void Other_segments_are_clear_and_an_unknown_one_is_unknown()
    {
        var trigger = Quiet with { Segments = ["Enterprise"] };
        AccountBuilder Silent() => Story().UsesDaily("ines", "reports", Today.AddDays(-90), Today.AddDays(-10));
        Assert.Equal(TriggerState.Firing, Evaluate(trigger, Silent().Segment("enterprise").View())[0].State);
        Assert.Equal(TriggerState.Clear, Evaluate(trigger, Silent().Segment("smb").View())[0].State);
        Assert.Equal(TriggerState.Unknown, Evaluate(trigger, Silent().View())[0].State);
    }

    [Fact]
    public void A_trigger_that_is_off_says_nothing_and_one_that_is_observed_is_judged()
    {
        var view = Story().UsesDaily("ines", "reports", Today.AddDays(-90), Today).View();
        Assert.Empty(Evaluate(Quiet with { Mode = TriggerMode.Off }, view));
        Assert.Single(Evaluate(Quiet with { Mode = TriggerMode.Observe }, view));
    }

    [Fact]
    public void How_long_it_has_held_comes_from_the_facts_of_the_earlier_days()
    {
        // Last active on a Monday: three working days of silence on Thursday and Friday.
        var story = Story().UsesDaily("ines", "reports", Today.AddDays(-90), Today.AddDays(-4));
        TriggerState On(int forDays) => Evaluator.Evaluate([Quiet with { For = forDays }], story.View(), back => story.View(Today.AddDays(-back)))[0].State;
        Assert.Equal(TriggerState.Firing, On(1));
        Assert.Equal(TriggerState.Firing, On(2));
        Assert.Equal(TriggerState.Pending, On(3));
    }

    [Fact]
    public void Evidence_of_what_is_clear_is_written_down_only_on_request()
    {
        var view = Story().UsesDaily("ines", "reports", Today.AddDays(-90), Today).View();
        Assert.Empty(Evaluate(Quiet, view)[0].Evidence);
        Assert.False(Assert.Single(Evaluator.Evaluate([Quiet], view, _ => null, EvidenceDetail.Always)[0].Evidence).Held);
    }

    private static AccountBuilder Story() => new();

    private static IReadOnlyList<TriggerResult> Evaluate(Trigger trigger, AccountView view) => Evaluator.Evaluate([trigger], view, _ => null);

    private static Trigger Make(string when, SubjectKind each = SubjectKind.Account) => new()
    {
        Name = "example",
        Kind = TriggerKind.Risk,
        Severities = [new SeverityRule(null, Severity.High)],
        When = Assert.IsType<ParsedCondition.Valid>(ConditionParser.Parse(
            when, SignalVocabulary.Catalogue, each == SubjectKind.Person ? SignalScope.Person : SignalScope.Account)).Condition,
        Each = each,
        Due = new Due(2, Working: false),
    };
}
