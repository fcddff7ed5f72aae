using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Signals.Functions;
using static AccountAlerts.Domain.Triggers.Conditions.TokenWords;

namespace AccountAlerts.Domain.Triggers.Conditions;

/// <summary>
/// Reads the condition language: comparisons of signals with literals of their unit (<c>7d</c>, <c>60%</c>, <c>50</c>, <c>"enterprise"</c>,
/// <c>true</c>) or with signals of the same unit, <c>is</c>, <c>in [..]</c>, bare flags, <c>and</c>, <c>or</c>, <c>not</c>, parentheses.
/// </summary>
public sealed class ConditionParser
{
    /// <summary>Conditions are written by hand; a longer one is a mistake.</summary>
    public const int MaxLength = 4000;

    /// <summary>Parentheses and negations inside each other; keeps hostile input off the stack.</summary>
    public const int MaxDepth = 32;

    private readonly SignalVocabulary _vocabulary;
    private readonly SignalScope _scope;
    private readonly List<Token> _tokens;
    private readonly List<ConditionError> _errors = [];
    private int _at;
    private int _depth;

    private ConditionParser(string text, SignalVocabulary vocabulary, SignalScope scope)
    {
        _vocabulary = vocabulary;
        _scope = scope;
        _tokens = new ConditionLexer(text).Read();
    }

    /// <param name="scope">Allows signals of that scope besides those about the account.</param>
    public static ParsedCondition Parse(string text, SignalVocabulary vocabulary, SignalScope scope = SignalScope.Account)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(vocabulary);
        if (text.Length > MaxLength)
            return Fault(0, $"the condition has {text.Length} characters; at most {MaxLength} are allowed");
        ConditionParser? parser = null;
        try
        {
            parser = new ConditionParser(text, vocabulary, scope);
            return parser.Whole();
        }
        catch (GrammarException fault)
        {
            return new ParsedCondition.Invalid([.. parser?._errors ?? [], new ConditionError(fault.Start + 1, fault.Message)]);
        }
    }

    /// <returns>The signal that a call of a function is; null if the text is anything else.</returns>
    internal static Signal? ParseSignal(string text)
    {
        if (text.Length > MaxLength)
            return null;
        try
        {
            var parser = new ConditionParser(text, SignalVocabulary.Catalogue, SignalScope.Account);
            var name = parser.Current;
            if (name.Kind != TokenKind.Name)
                return null;
            parser._at++;
            var signal = parser.IsCall ? parser.Call(name) : null;
            return parser.Current.Kind == TokenKind.End ? signal : null;
        }
        catch (GrammarException)
        {
            return null;
        }
    }

    private static ParsedCondition.Invalid Fault(int start, string message) => new([new ConditionError(start + 1, message)]);

    private Token Current => _tokens[_at];

    private ParsedCondition Whole()
    {
        if (Current.Kind == TokenKind.End)
            return Fault(0, "the condition is empty; write a comparison such as champion.days_silent >= 7d");
        var condition = Either();
        if (Current.Kind != TokenKind.End)
            throw new GrammarException(Current.Start, $"{Quoted(Current)} cannot follow here; expected and, or, or the end");
        return _errors.Count > 0 || condition is null
            ? new ParsedCondition.Invalid(_errors)
            : new ParsedCondition.Valid(condition);
    }

    private Condition? Either() => Chain("or", Both, terms => new Condition.AnyOf(terms));

    private Condition? Both() => Chain("and", Single, terms => new Condition.AllOf(terms));

    /// <summary>A faulty term is null: its error is noted, and the rest is still read.</summary>
    private Condition? Chain(string word, Func<Condition?> next, Func<IReadOnlyList<Condition>, Condition> join)
    {
        var first = next();
        if (!IsWord(word))
            return first;
        var terms = new List<Condition?> { first };
        while (TakeWord(word))
            terms.Add(next());
        var sound = terms.OfType<Condition>().ToList();
        return sound.Count == terms.Count ? join(sound) : null;
    }

    private Condition? Single()
    {
        if (_depth == MaxDepth)
            throw new GrammarException(Current.Start, $"more than {MaxDepth} parentheses and negations inside each other");
        var start = Current;
        if (TakeWord("not"))
            return Deeper(Single) is { } term ? new Condition.Not(term) : null;
        if (!TakeSymbol("("))
            return Comparison();
        var inner = Deeper(Either);
        if (!TakeSymbol(")"))
            throw new GrammarException(Current.Start, $"{Quoted(Current)} cannot follow here; the ( at column {start.Start + 1} has no )");
        return inner;
    }

    private Condition? Deeper(Func<Condition?> read)
    {
        _depth++;
        var condition = read();
        _depth--;
        return condition;
    }

    private Condition.Comparison? Comparison()
    {
        var name = Current;
        if (name.Kind != TokenKind.Name || IsKeyword(name.Text))
            throw new GrammarException(name.Start, $"{Quoted(name)} cannot start a comparison; expected a signal name, not, or (");
        _at++;
        var signal = Named(name);
        var end = _tokens[_at - 1];
        var operatorAt = Current.Start;
        if (TakeComparator() is not { } comparator)
            return Bare(end, signal);
        var operand = comparator is Comparator.In or Comparator.NotIn ? Set(signal) : Value(signal);
        if (signal is null || !Accepts(signal, comparator, operatorAt) || operand is null)
            return null;
        return new Condition.Comparison(signal, comparator, operand);
    }

    private Condition.Comparison? Bare(Token name, Signal? signal)
    {
        if (signal is null)
            return null;
        if (signal.Unit == Unit.Flag)
            return new Condition.Comparison(signal, Comparator.Is, new Operand.Flag(true));
        Error(name.Start + name.Text.Length, $"{signal.Name} is not true or false by itself; compare it with {Literals.Example(signal.Unit)}");
        return null;
    }

    private bool IsCall => Current is { Kind: TokenKind.Symbol, Text: "(" };

    /// <summary>A signal by its name, or a function with its arguments.</summary>
    private Signal? Named(Token name) => IsCall ? Call(name) : Resolve(name);

    private Signal? Call(Token name)
    {
        var open = Current;
        TakeSymbol("(");
        var arguments = new List<FunctionArgument>();
        while (!IsSymbol(")"))
        {
            if (arguments.Count > 0 && !TakeSymbol(","))
                throw new GrammarException(Current.Start, $"{Quoted(Current)} cannot follow here; expected , or ) after the ( at column {open.Start + 1}");
            arguments.Add(Argument(name));
        }

        TakeSymbol(")");
        switch (SignalFunctions.Call(name.Text, name.Start, arguments))
        {
            case FunctionCall.Made made:
                return made.Signal;
            case FunctionCall.Fault fault:
                Error(fault.Start, fault.Message);
                return null;
            default:
                throw new InvalidOperationException($"Unknown answer for {name.Text}.");
        }
    }

    private FunctionArgument Argument(Token function)
    {
        var token = Current;
        _at++;
        return token switch
        {
            { Kind: TokenKind.Name or TokenKind.Word } => new FunctionArgument(token.Start, token.Text, null),
            { Kind: TokenKind.Number, Suffix: "d" } when token.Number == decimal.Truncate(token.Number) && Math.Abs(token.Number) < 100_000 =>
                new FunctionArgument(token.Start, null, (int)token.Number),
            _ => throw new GrammarException(
                token.Start, $"{Quoted(token)} is no argument of {function.Text}; expected a metric, or whole days such as 28d"),
        };
    }

    private Signal? Resolve(Token name)
    {
        if (_vocabulary.Find(name.Text) is not { } signal)
        {
            Error(name.Start, $"there is no signal {Quoted(name)}{_vocabulary.Hint(name.Text)}");
            return null;
        }

        if (signal.Scope == SignalScope.Account || _scope == signal.Scope)
            return signal;
        Error(name.Start, $"{signal.Name} is about one {Subjects.Word(signal.Scope)}; it needs 'each: {Subjects.Word(signal.Scope)}'");
        return null;
    }

    private bool Accepts(Signal signal, Comparator comparator, int start)
    {
        var allowed = signal.Unit switch
        {
            Unit.Word when comparator.NeedsOrder() => "is, is not, in, not in, == and !=",
            Unit.Flag when comparator.NeedsOrder() || comparator is Comparator.In or Comparator.NotIn => "is, is not, == and !=, or its bare name",
            Unit.Word or Unit.Flag => null,
            _ when comparator is Comparator.Is or Comparator.IsNot => "<, <=, >, >=, ==, !=, in and not in",
            _ => null,
        };
        if (allowed is null)
            return true;
        Error(start, $"{signal.Name} cannot be compared with '{comparator.Text()}'; allowed are {allowed}");
        return false;
    }

    private Comparator? TakeComparator()
    {
        if (TakeWord("is"))
            return TakeWord("not") ? Comparator.IsNot : Comparator.Is;
        if (TakeWord("in"))
            return Comparator.In;
        if (IsWord("not"))
        {
            _at++;
            return TakeWord("in")
                ? Comparator.NotIn
                : throw new GrammarException(Current.Start, "after a signal's name, not can only be followed by in");
        }

        foreach (var comparator in Enum.GetValues<Comparator>())
        {
            if (TakeSymbol(comparator.Text()))
                return comparator;
        }

        return null;
    }

    private Operand.Set? Set(Signal? signal)
    {
        var items = new List<Operand?>();
        if (!TakeSymbol("["))
            throw new GrammarException(Current.Start, "expected a list in square brackets, such as [\"enterprise\", \"mid-market\"]");
        do
        {
            if (Current is { Kind: TokenKind.Name } name && !IsKeyword(name.Text))
                throw new GrammarException(name.Start, "a list holds numbers and words in quotes, not signals");
            items.Add(Value(signal));
        }
        while (TakeSymbol(","));
        if (!TakeSymbol("]"))
            throw new GrammarException(Current.Start, $"{Quoted(Current)} cannot follow here; expected , or ]");
        var sound = items.OfType<Operand>().ToList();
        return sound.Count == items.Count ? new Operand.Set(sound) : null;
    }

    /// <param name="signal">The left-hand side; null where its name is unknown, and the value is only read over.</param>
    private Operand? Value(Signal? signal)
    {
        var token = Current;
        var isFlag = token.Kind == TokenKind.Name && (token.Is("true") || token.Is("false"));
        if (token.Kind is TokenKind.Symbol or TokenKind.End || (token.Kind == TokenKind.Name && !isFlag && IsKeyword(token.Text)))
        {
            throw new GrammarException(
                token.Start, $"{Quoted(token)} is not a value; expected {(signal is null ? "a number, a word or a signal" : Literals.Example(signal.Unit))}");
        }

        _at++;
        if (token.Kind == TokenKind.Name && !isFlag)
            return Other(signal, token);
        if (signal is null)
            return null;
        Operand? operand = token.Kind switch
        {
            TokenKind.Name when signal.Unit == Unit.Flag => new Operand.Flag(token.Is("true")),
            TokenKind.Word when signal.Unit == Unit.Word => new Operand.Word(token.Text),
            TokenKind.Number when signal.Unit == Unit.Ratio && token.Suffix == "%" => new Operand.Number(token.Number / 100, signal.Unit),
            TokenKind.Number when signal.Unit == Unit.Days && token.Suffix == "d" => new Operand.Number(token.Number, signal.Unit),
            TokenKind.Number when signal.Unit is Unit.Count or Unit.Points or Unit.Money && token.Suffix.Length == 0 =>
                new Operand.Number(token.Number, signal.Unit),
            _ => null,
        };
        if (operand is null)
            Error(token.Start, $"{signal.Name} cannot be compared with {Kind(token)}; write {Literals.Example(signal.Unit)}");
        return operand;
    }

    private Operand.OtherSignal? Other(Signal? signal, Token token)
    {
        var other = Named(token);
        if (signal is null || other is null)
            return null;
        if (other.Unit == signal.Unit)
            return new Operand.OtherSignal(other);
        Error(token.Start, $"{signal.Name} and {other.Name} have different units; {signal.Name} is compared with {Literals.Example(signal.Unit)}");
        return null;
    }

    private bool IsWord(string word) => Current.Is(word);

    private bool TakeWord(string word)
    {
        if (!IsWord(word))
            return false;
        _at++;
        return true;
    }

    private bool IsSymbol(string symbol) => Current.Kind == TokenKind.Symbol && Current.Text == symbol;

    private bool TakeSymbol(string symbol)
    {
        if (!IsSymbol(symbol))
            return false;
        _at++;
        return true;
    }

    private void Error(int start, string message) => _errors.Add(new ConditionError(start + 1, message));
}
