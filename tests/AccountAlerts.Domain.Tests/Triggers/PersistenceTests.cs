using AccountAlerts.Domain.Triggers;
using AccountAlerts.Domain.Triggers.Conditions;
using AccountAlerts.TestKit.Signals;
using FsCheck;
using FsCheck.Fluent;

namespace AccountAlerts.Domain.Tests.Triggers;

public sealed class PersistenceTests
{
    private static readonly TriggerEvaluator Evaluator = new(TestSignals.Vocabulary);

    /// <param name="days">Newest first: T true, F false, ? unknown; before the last the account did not exist.</param>
    [Theory]
    [InlineData("T", 1, 0, TriggerState.Firing, "one day is enough by default")]
    [InlineData("F", 1, 0, TriggerState.Clear, "false is clear")]
    [InlineData("?TTT", 1, 0, TriggerState.Unknown, "unknown today is unknown, whatever was before")]
    [InlineData("?TTT", 2, 5, TriggerState.Unknown, "keep does not bridge an unknown today either")]
    [InlineData("TT", 3, 0, TriggerState.Pending, "the account is too young to have shown it three times")]
    [InlineData("TTT", 3, 0, TriggerState.Firing, "three day-ends")]
    [InlineData("TTFT", 3, 0, TriggerState.Pending, "a false day breaks the row")]
    [InlineData("T?T?T", 3, 0, TriggerState.Firing, "unknown days neither count nor break")]
    [InlineData("T??T", 3, 0, TriggerState.Pending, "unknown days do not count")]
    [InlineData("FT", 1, 1, TriggerState.Firing, "kept for a day")]
    [InlineData("FFT", 1, 1, TriggerState.Clear, "and not for two")]
    [InlineData("F?FT", 1, 2, TriggerState.Firing, "unknown days use up no keep")]
    [InlineData("FTT", 3, 5, TriggerState.Clear, "what never held is not kept")]
    [InlineData("TFTTT", 3, 2, TriggerState.Firing, "back within the days it is kept")]
    [InlineData("TFFTTT", 3, 1, TriggerState.Pending, "back too late: it starts anew")]
    public void The_last_days_decide(string days, int forDays, int keepDays, TriggerState expected, string why) =>
        Assert.True(expected == Decide(days, forDays, keepDays), why);

    [Fact]
    public void The_rule_agrees_with_its_definition_over_the_known_days()
    {
        var days = Gen.ArrayOf(Gen.Frequency((3, Gen.Constant('T')), (3, Gen.Constant('F')), (1, Gen.Constant('?'))), 12).Select(c => new string(c));
        var spans = Gen.Choose(1, 4).SelectMany(f => Gen.Choose(0, 4).Select(k => (For: f, Keep: k)));
        Prop.ForAll(days.ToArbitrary(), spans.ToArbitrary(), (history, span) =>
            Decide(history, span.For, span.Keep) == Defined(history, span.For, span.Keep)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_long_silence_of_the_source_ends_the_look_back()
    {
        Assert.Equal(TriggerState.Pending, Decide("T" + new string('?', 31) + "T", 2, 0));
        Assert.Equal(TriggerState.Firing, Decide("T" + new string('?', 30) + "T", 2, 0));
    }

    [Fact]
    public void No_day_is_asked_for_that_was_not_announced()
    {
        var spans = Gen.Choose(1, 5).SelectMany(f => Gen.Choose(0, 5).Select(k => (For: f, Keep: k))).ToArbitrary();
        var days = Gen.ArrayOf(Gen.Elements('T', 'F', '?'), 90).Select(c => new string(c)).ToArbitrary();
        Prop.ForAll(spans, days, (span, history) =>
        {
            Decide(history, span.For, span.Keep, out var oldest);
            return oldest <= Example(span.For, span.Keep).LookBackDays;
        }).QuickCheckThrowOnFailure();
    }

    /// <summary>The definition, word by word.</summary>
    private static TriggerState Defined(string days, int forDays, int keepDays)
    {
        if (days[0] == '?')
            return TriggerState.Unknown;
        var known = days.Replace("?", "", StringComparison.Ordinal);
        bool HeldOn(int day) => day + forDays <= known.Length && known.Substring(day, forDays).All(d => d == 'T');
        for (var day = 0; day < known.Length && known[..day].Count(d => d == 'F') <= keepDays; day++)
        {
            if (HeldOn(day) && (day == 0 || keepDays > 0))
                return TriggerState.Firing;
        }

        return known[0] == 'T' ? TriggerState.Pending : TriggerState.Clear;
    }

    private static TriggerState Decide(string days, int forDays, int keepDays) => Decide(days, forDays, keepDays, out _);

    private static TriggerState Decide(string days, int forDays, int keepDays, out int oldest)
    {
        int asked = 0;
        FakeReader? Day(int back)
        {
            asked = Math.Max(asked, back);
            return back >= days.Length ? null : days[back] switch
            {
                'T' => new FakeReader().With("champion.named", true),
                'F' => new FakeReader().With("champion.named", false),
                _ => new FakeReader(),
            };
        }

        var state = Evaluator.Judge(
            Example(forDays, keepDays), new Subject(SubjectKind.Account, "acme", "Acme"), Day(0) ?? new FakeReader(), Day).State;
        oldest = asked;
        return state;
    }

    private static Trigger Example(int forDays, int keepDays) => new()
    {
        Name = "example",
        Kind = TriggerKind.Risk,
        Severities = [new SeverityRule(null, Severity.High)],
        When = TestSignals.Parse("champion.named"),
        For = forDays,
        Keep = keepDays,
        Due = new Due(2, Working: false),
    };
}
