using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using FsCheck;
using FsCheck.Fluent;

namespace AccountAlerts.Domain.Tests.Alerts;

/// <summary>Laws that hold over any interleaving of observations and acts.</summary>
public sealed class AlertPropertyTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
    private static readonly Actor Dana = new("inbox:dana@example.com", "dana@example.com");

    [Fact]
    public void Versions_grow_by_one_and_the_audit_trail_replays_to_the_alert() => ForAnyLife(life =>
    {
        foreach (var episode in life.Events.GroupBy(e => e.Episode))
        {
            var (version, changedAt, status) = AlertHistory.Replay([.. episode]);
            var alert = life.Episodes[episode.Key];
            Assert.Equal((alert.Version, alert.ChangedAt, alert.Status), (version, changedAt, status));
        }
    });

    [Fact]
    public void Only_the_newest_episode_of_a_key_lives() => ForAnyLife(life =>
    {
        Assert.All(life.Episodes.Where(e => e.Key < life.Episodes.Count), e => Assert.False(e.Value.IsLive));
        Assert.Equal(Enumerable.Range(1, life.Episodes.Count), life.Episodes.Keys.Order());
    });

    [Fact]
    public void A_resolved_episode_never_lives_again() => ForAnyLife(life =>
    {
        foreach (var episode in life.Events.GroupBy(e => e.Episode))
            Assert.All(episode.SkipWhile(e => e.Status.State != AlertState.Resolved), e => Assert.Equal(AlertState.Resolved, e.Status.State));
    });

    [Fact]
    public void The_same_click_twice_changes_nothing_the_second_time() => ForAnyLife(life => Assert.Equal(0, life.RepeatsThatChanged));

    [Fact]
    public void Clicks_never_announce_and_observations_never_announce_what_they_close() => ForAnyLife(life =>
        Assert.All(life.Transitions.Where(t => t.Announce), t =>
        {
            Assert.Equal(Transition.Evaluation, t.Actor);
            Assert.Equal(AlertState.Open, t.After.State);
        }));

    [Fact]
    public void The_same_observation_twice_changes_nothing_the_second_time() =>
        ForAnyLife(life => Assert.Equal(0, life.ObservationsThatChangedTwice));

    private static void ForAnyLife(Action<Life> law) => Prop.ForAll(
        Gen.Choose(0, 1_000_000).ArrayOf().ToArbitrary(),
        steps => law(Live(steps))).QuickCheckThrowOnFailure();

    private static Life Live(int[] steps)
    {
        var life = new Life();
        var now = Start;
        foreach (int step in steps)
        {
            now = now.AddHours(step % 97);
            if (step % 3 == 0)
                life.Click(ActOf(step, now), now);
            else
                life.Observe(Seen(step), now);
        }

        return life;
    }

    private static Observation Seen(int step) => new()
    {
        Key = new AlertKey(1, "account-quiet", SubjectKind.Account, "fernway"),
        Kind = TriggerKind.Risk,
        SubjectLabel = "Fernway",
        State = (TriggerState)(step / 7 % 4),
        Severity = (Severity)(step / 31 % 4),
        Evidence = (step / 11 % 3).ToString(),
        Score = step / 13 % 5 == 0 ? null : step / 17 % 101,
        DaysToDecision = step / 19 % 200,
        Owner = step / 23 % 10 == 0 ? "lee@example.com" : "dana@example.com",
        Baseline = step / 29 % 6 == 0,
        Cooldown = TimeSpan.FromDays(step / 37 % 9),
    };

    private static AlertAct ActOf(int step, DateTimeOffset now) => (step / 5 % 13) switch
    {
        0 or 1 => new AlertAct.Acknowledge(),
        2 => new AlertAct.Sleep(now.AddDays(step / 41 % 95), (WakeOn)(step / 43 % 4), "later"),
        3 => new AlertAct.Finish("called"),
        4 => new AlertAct.Known("they told us"),
        5 => new AlertAct.AwayUntil(now.AddDays(step / 47 % 20), null),
        6 => new AlertAct.Mute(null),
        7 => new AlertAct.Claim(),
        8 => new AlertAct.StartPlaybook(["Call", "Write"], new DateOnly(2026, 6, 3)),
        9 => new AlertAct.TickStep(step / 53 % 3, step / 59 % 2 == 0),
        10 => new AlertAct.Unmute(),
        11 => step / 61 % 3 == 0 ? new AlertAct.AskSponsor() : step / 61 % 3 == 1 ? new AlertAct.NoteForSponsor("call them") : new AlertAct.HoldFromSponsor("not now"),
        _ => new AlertAct.HandTo("noor@example.com", null),
    };

    private sealed class Life
    {
        private Alert? _latest;

        public Dictionary<int, Alert> Episodes { get; } = [];

        public List<Transition> Transitions { get; } = [];

        public IEnumerable<AlertEvent> Events => Transitions.Select(t => t.Event);

        public int RepeatsThatChanged { get; private set; }

        public int ObservationsThatChangedTwice { get; private set; }

        public void Observe(Observation seen, DateTimeOffset now)
        {
            Take(AlertMachine.Decide(_latest, seen, now));
            if (AlertMachine.Decide(_latest, seen, now) is Decision.Change { Transition.After.Episode: var episode } && episode == _latest?.Episode)
                ObservationsThatChangedTwice++;
        }

        public void Click(AlertAct act, DateTimeOffset now)
        {
            if (_latest is null)
                return;
            bool changed = Take(AlertActs.Act(_latest, act, Dana, 50, now));
            if (changed && AlertActs.Act(_latest, act, Dana, 50, now) is Decision.Change)
                RepeatsThatChanged++;
        }

        private bool Take(Decision decision)
        {
            if (decision is not Decision.Change { Transition: var transition })
                return false;
            _latest = Episodes[transition.After.Episode] = transition.After;
            Transitions.Add(transition);
            return true;
        }
    }
}
