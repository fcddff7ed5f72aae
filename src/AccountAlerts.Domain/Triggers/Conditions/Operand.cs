using AccountAlerts.Domain.Signals;

namespace AccountAlerts.Domain.Triggers.Conditions;

/// <summary>The right-hand side of a comparison; the parser has checked that it fits the signal's unit.</summary>
public abstract record Operand
{
    /// <summary>Signals are sums and quotients of doubles: 1 - 0.7 must equal 30 %, so both sides are rounded to this many decimals.</summary>
    private const int Decimals = 9;

    /// <summary>As conditions write it: <c>7d</c>, <c>60%</c>, <c>"enterprise"</c>, or a signal's name.</summary>
    public abstract string Text { get; }

    internal abstract Truth Test(SignalValue value, Comparator comparator, ISignalReader reader);

    /// <summary>What is whole stays as it is: most values are, and rounding costs more than looking.</summary>
    private static double Rounded(double value) => value == Math.Floor(value) ? value : Math.Round(value, Decimals);

    /// <param name="right">Rounded.</param>
    private static Truth Compare(double left, Comparator comparator, double right)
    {
        if (double.IsNaN(left) || double.IsNaN(right))
            return Truth.Unknown;
        int order = Rounded(left).CompareTo(right);
        return ToTruth(comparator switch
        {
            Comparator.Less => order < 0,
            Comparator.AtMost => order <= 0,
            Comparator.More => order > 0,
            Comparator.AtLeast => order >= 0,
            Comparator.NotEqual or Comparator.IsNot or Comparator.NotIn => order != 0,
            _ => order == 0,
        });
    }

    /// <summary>Sources disagree on capitals ("Enterprise", "enterprise"), so words are compared without them.</summary>
    private static Truth Compare(string? left, Comparator comparator, string? right) =>
        ToTruth(string.Equals(left, right, StringComparison.OrdinalIgnoreCase) != comparator.IsNegative());

    private static Truth ToTruth(bool held) => held ? Truth.True : Truth.False;

    /// <param name="Value">In the signal's unit: 0.6 for <c>60%</c>.</param>
    public sealed record Number(decimal Value, Unit Unit) : Operand
    {
        private readonly double _value = Rounded((double)Value);

        public override string Text { get; } = Literals.Print(Value, Unit);

        internal override Truth Test(SignalValue value, Comparator comparator, ISignalReader reader) =>
            Compare(value.Number, comparator, _value);
    }

    public sealed record Word(string Value) : Operand
    {
        public override string Text { get; } = Literals.Quote(Value);

        internal override Truth Test(SignalValue value, Comparator comparator, ISignalReader reader) =>
            Compare(value.Word, comparator, Value);
    }

    public sealed record Flag(bool Value) : Operand
    {
        public override string Text => Value ? "true" : "false";

        internal override Truth Test(SignalValue value, Comparator comparator, ISignalReader reader) =>
            Compare(value.Number, comparator, Value ? 1 : 0);
    }

    /// <summary>Another signal of the same unit; unknown where that one is missing.</summary>
    public sealed record OtherSignal(Signal Signal) : Operand
    {
        public override string Text => Signal.Name;

        internal override Truth Test(SignalValue value, Comparator comparator, ISignalReader reader)
        {
            var other = reader.Read(Signal);
            if (!other.Present)
                return Truth.Unknown;
            return Signal.Unit == Unit.Word
                ? Compare(value.Word, comparator, other.Word)
                : Compare(value.Number, comparator, Rounded(other.Number));
        }
    }

    /// <summary>The literals of <c>in [..]</c>: at least one, all words or all numbers of one unit.</summary>
    public sealed record Set(IReadOnlyList<Operand> Items) : Operand
    {
        public override string Text { get; } = $"[{string.Join(", ", Items.Select(item => item.Text))}]";

        internal override Truth Test(SignalValue value, Comparator comparator, ISignalReader reader)
        {
            for (var i = 0; i < Items.Count; i++)
            {
                var truth = Items[i].Test(value, Comparator.Equal, reader);
                if (truth == Truth.Unknown)
                    return truth;
                if (truth == Truth.True)
                    return ToTruth(comparator == Comparator.In);
            }

            return ToTruth(comparator == Comparator.NotIn);
        }

        public bool Equals(Set? other) => other is not null && Items.SequenceEqual(other.Items);

        public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);
    }
}
