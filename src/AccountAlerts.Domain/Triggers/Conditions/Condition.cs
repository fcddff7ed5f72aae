using AccountAlerts.Domain.Signals;

namespace AccountAlerts.Domain.Triggers.Conditions;

/// <summary>
/// A typed statement about one subject's signals: true, false or unknown. Made by <see cref="ConditionParser"/>, compared by content,
/// and printed by <see cref="ToString"/> in the form that parses back to it.
/// </summary>
public abstract record Condition
{
    /// <summary>Kleene's logic over what the reader knows; allocates nothing.</summary>
    public abstract Truth Evaluate(ISignalReader reader);

    /// <summary>Every comparison, in the order written, with the value it saw. Reads what <see cref="Evaluate"/> may have skipped.</summary>
    public IReadOnlyList<Evidence> Evidence(ISignalReader reader) => Weigh(reader).Evidence;

    /// <summary><see cref="Evaluate"/> and <see cref="Evidence"/> in one, with one look at each signal.</summary>
    public (Truth Truth, IReadOnlyList<Evidence> Evidence) Weigh(ISignalReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var evidence = new Evidence[Leaves];
        int count = 0;
        return (Weigh(reader, evidence, ref count), evidence);
    }

    /// <summary>The signals it names, in the order written; one named twice comes twice.</summary>
    public abstract IEnumerable<Signal> Signals { get; }

    public sealed override string ToString() => Text;

    /// <summary>How it is written inside a larger condition.</summary>
    private protected string Nested => this is Junction ? $"({Text})" : Text;

    private protected abstract string Text { get; }

    /// <summary>How many comparisons it is made of.</summary>
    private protected abstract int Leaves { get; }

    private protected abstract Truth Weigh(ISignalReader reader, Evidence[] evidence, ref int count);

    private static Truth Opposite(Truth truth) => truth switch
    {
        Truth.True => Truth.False,
        Truth.False => Truth.True,
        _ => Truth.Unknown,
    };

    /// <summary>The opposite of another condition; unknown stays unknown.</summary>
    public sealed record Not(Condition Term) : Condition
    {
        public override IEnumerable<Signal> Signals => Term.Signals;

        private protected override string Text => $"not {Term.Nested}";

        private protected override int Leaves => Term.Leaves;

        public override Truth Evaluate(ISignalReader reader) => Opposite(Term.Evaluate(reader));

        private protected override Truth Weigh(ISignalReader reader, Evidence[] evidence, ref int count) => Opposite(Term.Weigh(reader, evidence, ref count));
    }

    /// <summary>Two or more terms under one operator. A flat list, so that a long chain needs no deep stack.</summary>
    public abstract record Junction : Condition
    {
        private protected Junction(IReadOnlyList<Condition> terms) => Terms = terms;

        public IReadOnlyList<Condition> Terms { get; }

        public override IEnumerable<Signal> Signals => Terms.SelectMany(term => term.Signals);

        private protected abstract string Word { get; }

        private protected override string Text => string.Join($" {Word} ", Terms.Select(term => term.Nested));

        public virtual bool Equals(Junction? other) =>
            other is not null && EqualityContract == other.EqualityContract && Terms.SequenceEqual(other.Terms);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.Add(Word, StringComparer.Ordinal);
            foreach (var term in Terms)
                hash.Add(term);
            return hash.ToHashCode();
        }

        private protected override int Leaves
        {
            get
            {
                int leaves = 0;
                for (var i = 0; i < Terms.Count; i++)
                    leaves += Terms[i].Leaves;
                return leaves;
            }
        }

        /// <summary>One term with the value <paramref name="decisive"/> decides; else one unknown term leaves it open.</summary>
        private protected Truth Combine(ISignalReader reader, Truth decisive, Truth otherwise)
        {
            var result = otherwise;
            for (var i = 0; i < Terms.Count; i++)
            {
                var truth = Terms[i].Evaluate(reader);
                if (truth == decisive)
                    return decisive;
                if (truth == Truth.Unknown)
                    result = Truth.Unknown;
            }

            return result;
        }

        /// <summary>The same, of all terms.</summary>
        private protected Truth Combine(ISignalReader reader, Truth decisive, Truth otherwise, Evidence[] evidence, ref int count)
        {
            var result = otherwise;
            for (var i = 0; i < Terms.Count; i++)
            {
                var truth = Terms[i].Weigh(reader, evidence, ref count);
                if (truth == decisive || (truth == Truth.Unknown && result != decisive))
                    result = truth;
            }

            return result;
        }
    }

    /// <summary>True where all terms are; false where any is false, whatever is unknown.</summary>
    public sealed record AllOf(IReadOnlyList<Condition> Of) : Junction(Of)
    {
        private protected override string Word => "and";

        public override Truth Evaluate(ISignalReader reader) => Combine(reader, Truth.False, Truth.True);

        private protected override Truth Weigh(ISignalReader reader, Evidence[] evidence, ref int count) =>
            Combine(reader, Truth.False, Truth.True, evidence, ref count);

        public bool Equals(AllOf? other) => base.Equals(other);

        public override int GetHashCode() => base.GetHashCode();
    }

    /// <summary>True where any term is, whatever is unknown; false where all are false.</summary>
    public sealed record AnyOf(IReadOnlyList<Condition> Of) : Junction(Of)
    {
        private protected override string Word => "or";

        public override Truth Evaluate(ISignalReader reader) => Combine(reader, Truth.True, Truth.False);

        private protected override Truth Weigh(ISignalReader reader, Evidence[] evidence, ref int count) =>
            Combine(reader, Truth.True, Truth.False, evidence, ref count);

        public bool Equals(AnyOf? other) => base.Equals(other);

        public override int GetHashCode() => base.GetHashCode();
    }

    /// <summary>One comparison of a signal with a literal, a list or another signal.</summary>
    public sealed record Comparison(Signal Signal, Comparator Comparator, Operand Operand) : Condition
    {
        public override IEnumerable<Signal> Signals =>
            Operand is Operand.OtherSignal other ? [Signal, other.Signal] : [Signal];

        private protected override string Text => $"{Signal.Name} {Comparator.Text()} {Operand.Text}";

        public override Truth Evaluate(ISignalReader reader)
        {
            var value = reader.Read(Signal);
            return value.Present ? Operand.Test(value, Comparator, reader) : Truth.Unknown;
        }

        private protected override int Leaves => 1;

        private protected override Truth Weigh(ISignalReader reader, Evidence[] evidence, ref int count)
        {
            var value = reader.Read(Signal);
            var truth = value.Present ? Operand.Test(value, Comparator, reader) : Truth.Unknown;
            bool? held = truth == Truth.Unknown ? null : truth == Truth.True;
            evidence[count++] = new Evidence(Signal.Name, value, Signal.Unit, Comparator.Text(), Operand.Text, held);
            return truth;
        }
    }
}
