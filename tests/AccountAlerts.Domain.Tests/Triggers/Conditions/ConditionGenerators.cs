using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers.Conditions;
using AccountAlerts.TestKit.Signals;
using FsCheck;
using FsCheck.Fluent;

namespace AccountAlerts.Domain.Tests.Triggers.Conditions;

/// <summary>Random well-typed conditions, and random knowledge about their signals.</summary>
internal static class ConditionGenerators
{
    private static readonly string[] WordsInUse = ["enterprise", "mid-market", "small \"b\"", "back\\slash", "", "não", "'quoted'"];

    private static readonly Comparator[] Orders =
        [Comparator.Less, Comparator.AtMost, Comparator.More, Comparator.AtLeast, Comparator.Equal, Comparator.NotEqual];

    private static readonly Comparator[] Identities = [Comparator.Is, Comparator.IsNot, Comparator.Equal, Comparator.NotEqual];

    public static Gen<Condition> Conditions { get; } = Gen.Sized(size => Tree(Math.Min(size, 12)));

    /// <summary>For each signal a value, or nothing.</summary>
    public static Gen<IReadOnlyDictionary<string, SignalValue?>> Knowledge { get; } =
        Gen.CollectToList(TestSignals.All.Select(signal => Gen.Frequency(
                (2, Value(signal).Select(value => (signal.Name, Value: (SignalValue?)value))),
                (1, Gen.Constant((signal.Name, Value: (SignalValue?)null))))))
            .Select(IReadOnlyDictionary<string, SignalValue?> (pairs) => pairs.ToDictionary(pair => pair.Name, pair => pair.Value));

    public static FakeReader Reader(IReadOnlyDictionary<string, SignalValue?> knowledge)
    {
        var reader = new FakeReader();
        foreach (var (name, value) in knowledge)
        {
            if (value is { } known)
                reader.With(name, known);
        }

        return reader;
    }

    public static Gen<SignalValue> Value(Signal signal) => signal.Unit switch
    {
        Unit.Word => Gen.Elements(WordsInUse).Select(word => SignalValue.Of(word)),
        Unit.Flag => Gen.Elements(true, false).Select(flag => SignalValue.Of(flag)),
        _ => Number(signal.Unit).Select(number => SignalValue.Of((double)number)),
    };

    private static Gen<decimal> Number(Unit unit) => Gen.OneOf(
        Gen.Choose(-3, 3).Select(whole => unit == Unit.Ratio ? whole / 4m : whole),
        Gen.Choose(-1_000_000, 1_000_000).Select(thousandth => thousandth / 1000m));

    private static Gen<Condition> Tree(int size)
    {
        if (size <= 1)
            return Comparison;
        var some = Gen.Choose(2, 4).SelectMany(count => Gen.ListOf(Tree(size / count), count));
        return Gen.OneOf(
            Comparison,
            Tree(size - 1).Select(Condition (term) => new Condition.Not(term)),
            some.Select(Condition (terms) => new Condition.AllOf([.. terms])),
            some.Select(Condition (terms) => new Condition.AnyOf([.. terms])));
    }

    private static Gen<Condition> Comparison { get; } =
        Gen.Elements(TestSignals.All.Where(signal => signal.Scope == SignalScope.Account)).SelectMany(Compare);

    private static Gen<Condition> Compare(Signal signal)
    {
        var literal = Literal(signal);
        var other = Gen.Elements(TestSignals.All.Where(s => s.Unit == signal.Unit && s.Scope == SignalScope.Account))
            .Select(Operand (s) => new Operand.OtherSignal(s));
        var set = Gen.NonEmptyListOf(literal).Resize(5).Select(Operand (items) => new Operand.Set([.. items]));
        var one = Gen.Elements(signal.Unit is Unit.Word or Unit.Flag ? Identities : Orders)
            .SelectMany(comparator => Gen.OneOf(literal, other).Select(operand => (comparator, operand)));
        var many = Gen.Elements(Comparator.In, Comparator.NotIn).SelectMany(comparator => set.Select(operand => (comparator, operand)));
        return (signal.Unit == Unit.Flag ? one : Gen.OneOf(one, many))
            .Select(Condition (pair) => new Condition.Comparison(signal, pair.comparator, pair.operand));
    }

    private static Gen<Operand> Literal(Signal signal) => signal.Unit switch
    {
        Unit.Word => Gen.Elements(WordsInUse).Select(Operand (word) => new Operand.Word(word)),
        Unit.Flag => Gen.Elements(true, false).Select(Operand (flag) => new Operand.Flag(flag)),
        _ => Number(signal.Unit).Select(Operand (number) => new Operand.Number(number, signal.Unit)),
    };
}
