using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers.Conditions;

namespace AccountAlerts.Domain.Tests.Triggers;

/// <summary>A small vocabulary with two signals of every unit, so that the language's laws do not depend on the shipped catalogue.</summary>
internal static class TestSignals
{
    public static IReadOnlyList<Signal> All { get; } =
    [
        Make("tickets.open", Unit.Count), Make("people.active", Unit.Count),
        Make("adoption.ratio", Unit.Ratio), Make("usage.change", Unit.Ratio),
        Make("champion.days_silent", Unit.Days), Make("renewal.days_left", Unit.Days),
        Make("health.score", Unit.Points), Make("health.before", Unit.Points),
        Make("account.arr", Unit.Money), Make("account.floor", Unit.Money),
        Make("account.segment", Unit.Word), Make("account.lifecycle", Unit.Word),
        Make("champion.named", Unit.Flag), Make("people.steady", Unit.Flag),
        Make("person.share", Unit.Ratio, SignalScope.Person),
    ];

    public static SignalVocabulary Vocabulary { get; } = SignalVocabulary.Of(All);

    public static Signal Named(string name) => Vocabulary.Find(name) ?? throw new ArgumentException(name);

    public static Condition Parse(string text) => ConditionParser.Parse(text, Vocabulary) switch
    {
        ParsedCondition.Valid valid => valid.Condition,
        ParsedCondition.Invalid invalid => throw new ArgumentException(string.Join("; ", invalid.Errors)),
        _ => throw new InvalidOperationException(),
    };

    private static Signal Make(string name, Unit unit, SignalScope scope = SignalScope.Account) =>
        new(name, name, unit, scope, "", "", "") { Compute = _ => SignalValue.Missing("made up") };
}
