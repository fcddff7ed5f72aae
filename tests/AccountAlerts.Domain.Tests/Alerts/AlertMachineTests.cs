using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;

namespace AccountAlerts.Domain.Tests.Alerts;

public sealed class AlertMachineTests
{
    private static readonly DateTimeOffset Monday = new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly AlertKey Key = new(7, "usage-drop", SubjectKind.Account, "brightline");

    [Fact]
    public void What_fires_opens_and_is_announced()
    {
        var opened = Changed(AlertMachine.Decide(null, Seen(), Monday));

        Assert.Equal((AlertState.Open, AlertReasons.Fired, true, 1), (opened.After.State, opened.Reason, opened.Announce, opened.After.Version));
        Assert.Equal(0, opened.ExpectedVersion);
    }

    [Fact]
    public void What_held_at_the_first_evaluation_stands_and_is_not_announced_until_it_gets_worse()
    {
        var standing = Changed(AlertMachine.Decide(null, Seen(score: 60) with { Baseline = true }, Monday));
        Assert.Equal((AlertState.Standing, false), (standing.After.State, standing.Announce));

        Assert.IsType<Decision.Nothing>(AlertMachine.Decide(standing.After, Seen(score: 51), Monday.AddDays(1)));

        var worse = Changed(AlertMachine.Decide(standing.After, Seen(score: 50), Monday.AddDays(1)));
        Assert.Equal((AlertState.Open, AlertReasons.GotWorse, true), (worse.After.State, worse.Reason, worse.Announce));
    }

    [Theory]
    [InlineData(AlertState.Open)]
    [InlineData(AlertState.Acknowledged)]
    [InlineData(AlertState.Snoozed)]
    [InlineData(AlertState.Standing)]
    public void Unknown_neither_clears_nor_fires(AlertState state)
    {
        var unknown = Seen() with { State = TriggerState.Unknown };

        Assert.Equal(AlertReasons.Unknown, AlertMachine.Decide(In(state), unknown, Monday.AddDays(200)).Reason);
        Assert.Equal(AlertReasons.Unknown, AlertMachine.Decide(null, unknown, Monday).Reason);
    }

    [Theory]
    [InlineData(AlertState.Open)]
    [InlineData(AlertState.Acknowledged)]
    [InlineData(AlertState.Snoozed)]
    [InlineData(AlertState.Standing)]
    public void Recovery_resolves_at_once_whatever_the_state(AlertState state)
    {
        var over = Changed(AlertMachine.Decide(In(state), Seen() with { State = TriggerState.Clear }, Monday.AddHours(1)));

        Assert.Equal((AlertState.Resolved, AlertReasons.Recovered), (over.After.State, over.After.Status.Outcome));
    }

    [Fact]
    public void A_refire_is_a_new_episode_and_waits_for_the_cooldown_since_the_last_resolve()
    {
        var over = Changed(AlertMachine.Decide(In(AlertState.Open), Seen() with { State = TriggerState.Clear }, Monday)).After;
        var again = Seen() with { Cooldown = TimeSpan.FromDays(7) };

        Assert.Equal(AlertReasons.Cooldown, AlertMachine.Decide(over, again, Monday.AddDays(7).AddMilliseconds(-1)).Reason);
        var refired = Changed(AlertMachine.Decide(over, again, Monday.AddDays(7)));
        Assert.Equal((2, AlertReasons.Refired, true), (refired.After.Episode, refired.Reason, refired.Announce));
    }

    [Fact]
    public void When_a_snooze_ends_what_still_holds_is_announced_and_unknown_waits()
    {
        var asleep = Did(In(AlertState.Open), new AlertAct.Sleep(Monday.AddDays(7), WakeOn.None, "on holiday"));

        Assert.Equal(AlertReasons.Unchanged, AlertMachine.Decide(asleep, Seen(), Monday.AddDays(7).AddMilliseconds(-1)).Reason);
        Assert.Equal(AlertReasons.Unknown, AlertMachine.Decide(asleep, Seen() with { State = TriggerState.Unknown }, Monday.AddDays(8)).Reason);
        var awake = Changed(AlertMachine.Decide(asleep, Seen(), Monday.AddDays(8)));
        Assert.Equal((AlertState.Open, AlertReasons.SnoozeEnded, true), (awake.After.State, awake.Reason, awake.Announce));
    }

    [Fact]
    public void A_snooze_wakes_when_it_is_ten_points_worse_only_if_it_was_asked_to()
    {
        var deaf = Did(In(AlertState.Open, score: 60), new AlertAct.Sleep(Monday.AddDays(30), WakeOn.None, null), score: 60);
        var alert = Did(In(AlertState.Open, score: 60), new AlertAct.Sleep(Monday.AddDays(30), WakeOn.Worse, null), score: 60);

        Assert.IsType<Decision.Nothing>(AlertMachine.Decide(deaf, Seen(score: 40), Monday.AddDays(1)));
        Assert.IsType<Decision.Nothing>(AlertMachine.Decide(alert, Seen(score: 51), Monday.AddDays(1)));
        Assert.Equal(AlertReasons.WokeWorse, AlertMachine.Decide(alert, Seen(score: 50), Monday.AddDays(1)).Reason);
    }

    [Theory]
    [InlineData(30, AlertReasons.Unchanged)]
    [InlineData(29, AlertReasons.WokeRenewal)]
    [InlineData(-1, AlertReasons.Unchanged)]
    public void A_snooze_wakes_when_the_decision_is_near(int daysLeft, string reason)
    {
        var asleep = Did(In(AlertState.Open), new AlertAct.Sleep(null, WakeOn.RenewalNear, null));

        Assert.Equal(reason, AlertMachine.Decide(asleep, Seen() with { DaysToDecision = daysLeft }, Monday.AddDays(1)).Reason);
    }

    [Fact]
    public void A_higher_severity_reopens_what_was_acknowledged_or_snoozed_and_is_announced_once()
    {
        var taken = Did(In(AlertState.Open), new AlertAct.Acknowledge());

        var raised = Changed(AlertMachine.Decide(taken, Seen(Severity.Critical), Monday.AddDays(1)));
        Assert.Equal((AlertState.Open, true, AlertReasons.SeverityRaised), (raised.After.State, raised.Announce, raised.Reason));

        var lowered = Changed(AlertMachine.Decide(raised.After, Seen(Severity.High), Monday.AddDays(2)));
        Assert.Equal((AlertReasons.SeverityLowered, false), (lowered.Reason, lowered.Announce));
        Assert.False(Changed(AlertMachine.Decide(lowered.After, Seen(Severity.Critical), Monday.AddDays(3))).Announce);
    }

    [Fact]
    public void Other_numbers_edit_in_place()
    {
        var edited = Changed(AlertMachine.Decide(In(AlertState.Acknowledged), Seen() with { Evidence = "other" }, Monday.AddDays(1)));

        Assert.Equal((AlertState.Acknowledged, AlertReasons.EvidenceChanged, false), (edited.After.State, edited.Reason, edited.Announce));
    }

    [Fact]
    public void A_new_owner_ends_the_former_ones_acknowledgement_but_no_snooze()
    {
        var moved = Seen() with { Owner = "lee@example.com" };

        Assert.Equal(AlertState.Open, Changed(AlertMachine.Decide(In(AlertState.Acknowledged), moved, Monday)).After.State);
        Assert.Equal(AlertState.Snoozed, Changed(AlertMachine.Decide(In(AlertState.Snoozed), moved, Monday)).After.State);
    }

    [Fact]
    public void Done_holds_back_until_once_clear_or_thirty_days_or_worse()
    {
        var done = Did(In(AlertState.Open, score: 60), new AlertAct.Finish("called Ines"), score: 60);

        Assert.Equal(AlertReasons.HeldBack, AlertMachine.Decide(done, Seen(score: 60), Monday.AddDays(29)).Reason);
        Assert.Equal(AlertReasons.Refired, AlertMachine.Decide(done, Seen(score: 60), Monday.AddDays(30)).Reason);
        Assert.Equal(AlertReasons.GotWorse, AlertMachine.Decide(done, Seen(score: 50), Monday.AddDays(2)).Reason);

        var cleared = Changed(AlertMachine.Decide(done, Seen() with { State = TriggerState.Clear }, Monday.AddDays(2)));
        Assert.Equal(AlertReasons.HoldCleared, cleared.Reason);
        Assert.Equal(AlertReasons.Refired, AlertMachine.Decide(cleared.After, Seen(score: 60), Monday.AddDays(3)).Reason);
    }

    [Fact]
    public void A_mute_lasts_ninety_days_even_if_it_clears_or_gets_worse_meanwhile()
    {
        var muted = Did(In(AlertState.Open, score: 60), new AlertAct.Mute("internal account"), score: 60);

        Assert.IsType<Decision.Nothing>(AlertMachine.Decide(muted, Seen() with { State = TriggerState.Clear }, Monday.AddDays(2)));
        Assert.IsType<Decision.Nothing>(AlertMachine.Decide(muted, Seen(Severity.Critical, 10), Monday.AddDays(89)));
        Assert.Equal(AlertReasons.Refired, AlertMachine.Decide(muted, Seen(), Monday.AddDays(90)).Reason);
    }

    [Theory]
    [InlineData(91, AlertReasons.SnoozeTooLong)]
    [InlineData(90, AlertReasons.Snoozed)]
    [InlineData(0, AlertReasons.SnoozeInThePast)]
    public void A_snooze_lasts_ninety_days_at_most(int days, string reason) =>
        Assert.Equal(reason, Act(In(AlertState.Open), new AlertAct.Sleep(Monday.AddDays(days), WakeOn.None, null)).Reason);

    [Fact]
    public void A_second_acknowledgement_changes_nothing_and_one_after_the_end_never_reopens()
    {
        Assert.Equal(AlertReasons.AlreadyAcknowledged, Act(In(AlertState.Acknowledged), new AlertAct.Acknowledge()).Reason);
        Assert.Equal(AlertReasons.AlreadyResolved, Act(In(AlertState.Resolved), new AlertAct.Acknowledge()).Reason);
    }

    [Fact]
    public void A_snooze_has_a_day_or_something_that_wakes_it()
    {
        Assert.Equal(AlertReasons.SnoozeWithoutEnd, Act(In(AlertState.Open), new AlertAct.Sleep(null, WakeOn.None, null)).Reason);
        Assert.Equal(Monday.AddDays(90), Did(In(AlertState.Open), new AlertAct.Sleep(null, WakeOn.Worse, null)).Status.Snooze?.Until);
    }

    [Fact]
    public void A_snooze_that_ended_wakes_what_is_not_over_although_it_would_not_open_anew()
    {
        var asleep = Did(In(AlertState.Open), new AlertAct.Sleep(Monday.AddDays(1), WakeOn.None, null));
        var pending = Seen() with { State = TriggerState.Pending };

        Assert.IsType<Decision.Nothing>(AlertMachine.Decide(asleep, pending, Monday.AddHours(23)));
        var woken = Changed(AlertMachine.Decide(asleep, pending, Monday.AddDays(1)));
        Assert.Equal((AlertReasons.SnoozeEnded, true, "dana@example.com"), (woken.Reason, woken.Announce, woken.After.Status.SnoozedBy));
    }

    [Fact]
    public void Up_again_to_what_people_were_told_is_no_news_but_beyond_what_was_acknowledged_is()
    {
        var critical = Changed(AlertMachine.Decide(In(AlertState.Open), Seen(Severity.Critical), Monday)).After;
        var high = Changed(AlertMachine.Decide(critical, Seen(Severity.High), Monday.AddHours(1))).After;

        var again = Changed(AlertMachine.Decide(high, Seen(Severity.Critical), Monday.AddHours(2)));
        Assert.Equal((AlertReasons.SeverityRaised, false), (again.Reason, again.Announce));

        // Who took it when it was high has not seen it critical.
        var taken = Did(high, new AlertAct.Acknowledge());
        var beyond = Changed(AlertMachine.Decide(taken, Seen(Severity.Critical), Monday.AddHours(2)));
        Assert.Equal((AlertReasons.SeverityRaised, true, new Taken("dana@example.com", Monday)), (beyond.Reason, beyond.Announce, beyond.After.Status.TakenBefore));
    }

    [Fact]
    public void A_new_owner_who_hears_of_worse_at_once_has_nothing_left_of_the_former_ones_hand_over()
    {
        var handed = Did(In(AlertState.Open), new AlertAct.HandTo("noor@example.com", null));

        var moved = Changed(AlertMachine.Decide(handed, Seen(Severity.Critical) with { Owner = "lee@example.com" }, Monday)).After.Status;

        Assert.Equal(("lee@example.com", null, null, Monday), (moved.Owner, moved.Assignee, moved.HandedBy, moved.OwnerSince));
    }

    [Fact]
    public void The_first_claim_wins_and_what_somebody_owns_cannot_be_claimed()
    {
        var pool = Changed(AlertMachine.Decide(null, Seen() with { Owner = null }, Monday)).After;
        var claimed = Did(pool, new AlertAct.Claim());

        Assert.Equal("dana@example.com", claimed.Status.Assignee);
        Assert.Equal(AlertReasons.AlreadyTheirs, Act(claimed, new AlertAct.Claim()).Reason);
        Assert.Equal(AlertReasons.AlreadyClaimed, AlertActs.Act(claimed, new AlertAct.Claim(), new Actor("inbox:lee@example.com", "lee@example.com"), 60, Monday).Reason);
        Assert.Equal(AlertReasons.AlreadyClaimed, AlertActs.Act(In(AlertState.Open), new AlertAct.Claim(), new Actor("inbox:lee@example.com", "lee@example.com"), 60, Monday).Reason);
    }

    [Fact]
    public void A_step_is_ticked_by_name_and_the_tick_can_be_taken_back()
    {
        var begun = Did(In(AlertState.Open), new AlertAct.StartPlaybook(["Call", "Write"], new DateOnly(2026, 6, 3)));
        Assert.Equal((AlertState.Acknowledged, false), (begun.State, begun.Status.Playbook!.IsDone));

        var ticked = Did(begun, new AlertAct.TickStep(1, Done: true));
        Assert.Equal(new PlaybookStep("Write", "dana@example.com", Monday), ticked.Status.Playbook!.Steps[1]);
        Assert.Equal(AlertReasons.AlreadyTicked, Act(ticked, new AlertAct.TickStep(1, Done: true)).Reason);
        Assert.Equal(AlertReasons.NoSuchStep, Act(ticked, new AlertAct.TickStep(2, Done: true)).Reason);
        Assert.Equal(begun.Status, Did(ticked, new AlertAct.TickStep(1, Done: false)).Status);
    }

    [Fact]
    public void What_was_said_for_the_sponsor_belongs_to_one_announcement()
    {
        var noted = Did(Did(In(AlertState.Open), new AlertAct.HoldFromSponsor("they sign tomorrow")), new AlertAct.NoteForSponsor("Will you call?"));
        Assert.Equal(new SponsorWord(null, null, "Will you call?", null, null), noted.Status.Sponsor);
        Assert.Equal(AlertReasons.AlreadySaid, Act(noted, new AlertAct.NoteForSponsor("Will you call?")).Reason);

        Assert.Null(Changed(AlertMachine.Decide(noted, Seen(Severity.Critical), Monday)).After.Status.Sponsor);
    }

    [Theory]
    [InlineData(AlertState.Open, AlertState.Snoozed, AlertState.Open)]
    [InlineData(AlertState.Acknowledged, AlertState.Snoozed, AlertState.Acknowledged)]
    [InlineData(AlertState.Resolved, AlertState.Snoozed, AlertState.Snoozed)]
    [InlineData(AlertState.Resolved, AlertState.Standing, AlertState.Resolved)]
    public void A_card_is_open_if_any_cause_is_else_acknowledged_else_snoozed(AlertState one, AlertState other, AlertState card) =>
        Assert.Equal(card, CardState.Of([one, other]));

    private static Observation Seen(Severity severity = Severity.High, int? score = 60) => new()
    {
        Key = Key,
        Kind = TriggerKind.Risk,
        SubjectLabel = "Brightline",
        State = TriggerState.Firing,
        Severity = severity,
        Evidence = "e1",
        Score = score,
        Owner = "dana@example.com",
    };

    private static Alert In(AlertState state, int? score = 60)
    {
        var open = Changed(AlertMachine.Decide(null, Seen(score: score) with { Baseline = state == AlertState.Standing }, Monday.AddDays(-3))).After;
        return state switch
        {
            AlertState.Acknowledged => Did(open, new AlertAct.Acknowledge()),
            AlertState.Snoozed => Did(open, new AlertAct.Sleep(Monday.AddDays(Snooze.MaxDays), WakeOn.None, null)),
            AlertState.Resolved => Changed(AlertMachine.Decide(open, Seen() with { State = TriggerState.Clear }, Monday.AddDays(-2))).After,
            _ => open,
        };
    }

    private static Decision Act(Alert alert, AlertAct act, int? score = 60) =>
        AlertActs.Act(alert, act, new Actor("inbox:dana@example.com", "dana@example.com"), score, Monday);

    private static Alert Did(Alert alert, AlertAct act, int? score = 60) => Changed(Act(alert, act, score)).After;

    private static Transition Changed(Decision decision) => Assert.IsType<Decision.Change>(decision).Transition;
}
