using AccountAlerts.Domain.Triggers;
using AccountAlerts.Domain.Triggers.Conditions;
using AccountAlerts.Domain.Signals;
using FsCheck;
using FsCheck.Fluent;

namespace AccountAlerts.Domain.Tests.Triggers.Conditions;

public sealed class ConditionLawTests
{
    private static readonly Arbitrary<Condition> Any = ConditionGenerators.Conditions.ToArbitrary();

    private static readonly Arbitrary<IReadOnlyDictionary<string, SignalValue?>> Knowledge = ConditionGenerators.Knowledge.ToArbitrary();

    [Fact]
    public void What_is_printed_parses_back_to_the_same_condition() =>
        Prop.ForAll(Any, condition => TestSignals.Parse(condition.ToString()).Equals(condition)).QuickCheckThrowOnFailure();

    [Fact]
    public void Not_and_is_or_of_nots() =>
        Prop.ForAll(Any, Any, Knowledge, (a, b, known) =>
        {
            var reader = ConditionGenerators.Reader(known);
            return new Condition.Not(new Condition.AllOf([a, b])).Evaluate(reader)
                == new Condition.AnyOf([new Condition.Not(a), new Condition.Not(b)]).Evaluate(reader);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void And_and_or_do_not_depend_on_the_order_of_their_terms() =>
        Prop.ForAll(Any, Any, Knowledge, (a, b, known) =>
        {
            var reader = ConditionGenerators.Reader(known);
            return new Condition.AllOf([a, b]).Evaluate(reader) == new Condition.AllOf([b, a]).Evaluate(reader)
                && new Condition.AnyOf([a, b]).Evaluate(reader) == new Condition.AnyOf([b, a]).Evaluate(reader);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Learning_a_missing_signal_never_flips_what_was_decided()
    {
        var learned = ConditionGenerators.Knowledge.SelectMany(known =>
            Gen.CollectToList(TestSignals.All.Select(signal => ConditionGenerators.Value(signal).Select(value => (signal.Name, value))))
                .Select(values => (Before: known, Values: values))).ToArbitrary();
        Prop.ForAll(Any, learned, (condition, pair) =>
        {
            var before = condition.Evaluate(ConditionGenerators.Reader(pair.Before));
            var more = pair.Values.ToDictionary(v => v.Name, v => pair.Before[v.Name] ?? v.value);
            var after = condition.Evaluate(ConditionGenerators.Reader(more.ToDictionary(v => v.Key, v => (SignalValue?)v.Value)));
            return after != Truth.Unknown && (before == Truth.Unknown || before == after);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Evidence_decides_the_condition_by_itself() =>
        Prop.ForAll(Any, Knowledge, (condition, known) =>
        {
            var reader = ConditionGenerators.Reader(known);
            var leaves = new Queue<bool?>(condition.Evidence(reader).Select(e => e.Held));
            return Recombine(condition, leaves) == condition.Evaluate(reader) && leaves.Count == 0;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Evidence_without_a_verdict_is_missing_a_value() =>
        Prop.ForAll(Any, Knowledge, (condition, known) =>
        {
            var reader = ConditionGenerators.Reader(known);
            return condition.Evidence(reader).All(e =>
                (e.Held is null) == (!e.Value.Present || (TestSignals.Vocabulary.Find(e.Threshold) is { } other && !reader.Read(other).Present)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Hostile_text_is_an_error_and_never_an_exception()
    {
        var fragments = Gen.Elements(
            "champion.named", "adoption.ratio", "account.segment", "<", "<=", "==", "is", "not", "in", "and", "or", "(", ")", "[", "]", ",",
            "7d", "60%", "1.2.3", "-", "-5", "99999999999999999999", "\"word", "'x'", "\\", "\u0000", "\u202E", "\uD800", "true", " ", "\n", "€");
        var text = Gen.OneOf(Gen.ListOf(fragments).Select(string.Concat), ArbMap.Default.GeneratorFor<string>());
        Prop.ForAll(text.ToArbitrary(), input =>
            ConditionParser.Parse(input ?? "", TestSignals.Vocabulary) switch
            {
                ParsedCondition.Invalid invalid => invalid.Errors.Count > 0 && invalid.Errors.All(e => e.Column >= 1 && e.Column <= (input?.Length ?? 0) + 1),
                ParsedCondition.Valid valid => TestSignals.Parse(valid.Condition.ToString()).Equals(valid.Condition),
                _ => false,
            }).QuickCheckThrowOnFailure();
    }

    /// <summary>The logic once more, the slow and obvious way, from the leaves' verdicts alone.</summary>
    private static Truth Recombine(Condition condition, Queue<bool?> leaves)
    {
        switch (condition)
        {
            case Condition.Not not:
                return Recombine(not.Term, leaves) switch { Truth.True => Truth.False, Truth.False => Truth.True, _ => Truth.Unknown };
            case Condition.Junction junction:
                var terms = junction.Terms.Select(term => Recombine(term, leaves)).ToList();
                var decisive = junction is Condition.AllOf ? Truth.False : Truth.True;
                return terms.Contains(decisive) ? decisive
                    : terms.Contains(Truth.Unknown) ? Truth.Unknown
                    : decisive == Truth.False ? Truth.True : Truth.False;
            default:
                return leaves.Dequeue() switch { true => Truth.True, false => Truth.False, null => Truth.Unknown };
        }
    }
}
