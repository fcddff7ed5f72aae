using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Domain.Triggers.Conditions;
using AccountAlerts.TestKit.Signals;

namespace AccountAlerts.Domain.Tests.Triggers.Conditions;

public sealed class ConditionParserTests
{
    public static TheoryData<string, int, string> Faults => new()
    {
        { "", 1, "the condition is empty; write a comparison such as champion.days_silent >= 7d" },
        { "adoption.ratoi < 60%", 1, "there is no signal 'adoption.ratoi'; did you mean adoption.ratio?" },
        { "weather.rain > 3", 1, "there is no signal 'weather.rain'" },
        { "champion.days_silent >= 60%", 25, "champion.days_silent cannot be compared with 60%, which is a percentage; write days, such as 7d" },
        { "adoption.ratio < 60", 18, "adoption.ratio cannot be compared with 60, which has no unit; write a percentage, such as 60%" },
        { "tickets.open > 3d", 16, "tickets.open cannot be compared with 3d, which is a number of days; write a plain number, such as 50" },
        { "account.segment is enterprise", 20, "there is no signal 'enterprise'" },
        { "account.segment < \"a\"", 17, "account.segment cannot be compared with '<'; allowed are is, is not, in, not in, == and !=" },
        { "health.score is 50", 14, "health.score cannot be compared with 'is'; allowed are <, <=, >, >=, ==, !=, in and not in" },
        { "champion.named in [true]", 16, "champion.named cannot be compared with 'in'; allowed are is, is not, == and !=, or its bare name" },
        { "champion.days_silent > adoption.ratio", 24, "champion.days_silent and adoption.ratio have different units; champion.days_silent is compared with days, such as 7d" },
        { "health.score", 13, "health.score is not true or false by itself; compare it with points, such as 50" },
        { "health.score < 50 and", 22, "the end cannot start a comparison; expected a signal name, not, or (" },
        { "health.score < 50 health.score", 19, "'health.score' cannot follow here; expected and, or, or the end" },
        { "10 < health.score < 50", 1, "'10' cannot start a comparison; expected a signal name, not, or (" },
        { "(health.score < 50", 19, "the end cannot follow here; the ( at column 1 has no )" },
        { "health.score = 50", 14, "'=' is not an operator; equality is written ==" },
        { "health.score < 1.2.3", 16, "1.2.3 is not a number; write 50, 0.5, 60% or 7d" },
        { "champion.days_silent > 7w", 25, "a number cannot end in 'w'; allowed are d for days and % for shares" },
        { "account.segment is \"enterprise", 20, "the word that starts here has no closing \"" },
        { "health.score < 50 & champion.named", 19, "'&' has no meaning here; allowed are signal names, numbers such as 7d or 60%, words in quotes, comparisons, and, or, not, ( )" },
        { "account.segment in \"a\"", 20, "expected a list in square brackets, such as [\"enterprise\", \"mid-market\"]" },
        { "health.score in [health.before]", 18, "a list holds numbers and words in quotes, not signals" },
        { "person.share > 20%", 1, "person.share is about one person; it needs 'each: person'" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_names_the_column_what_is_wrong_and_what_is_allowed(string text, int column, string message)
    {
        var errors = Errors(text);
        Assert.Equal(new ConditionError(column, message), errors[0]);
    }

    [Fact]
    public void All_faults_of_meaning_are_reported_together()
    {
        var errors = Errors("adoption.ratoi < 60% and champion.days_silent >= 7 or champon.named");
        Assert.Equal([1, 50, 55], errors.Select(error => error.Column));
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("not ", "")]
    [InlineData("not (", ")")]
    public void Deep_nesting_is_an_error_and_no_stack_overflow(string open, string close)
    {
        var text = string.Concat(Enumerable.Repeat(open, 500)) + "champion.named" + string.Concat(Enumerable.Repeat(close, 500));
        Assert.Contains("more than 32 parentheses", Errors(text)[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_endless_condition_is_refused_unread() =>
        Assert.Equal(
            "the condition has 100000 characters; at most 4000 are allowed", Assert.Single(Errors(new string('(', 100_000))).Message);

    [Theory]
    [InlineData("champion.named", "champion.named is true")]
    [InlineData("NOT champion.named AND adoption.ratio<60.50%", "not champion.named is true and adoption.ratio < 60.5%")]
    [InlineData("usage.change <= -40%", "usage.change <= -40%")]
    [InlineData("account.segment not in ['enterprise', \"mid\"]", "account.segment not in [\"enterprise\", \"mid\"]")]
    [InlineData("champion.named or people.steady and health.score < 50", "champion.named is true or (people.steady is true and health.score < 50)")]
    [InlineData("not (champion.named or people.steady)", "not (champion.named is true or people.steady is true)")]
    [InlineData("health.score<health.before", "health.score < health.before")]
    public void Every_form_has_one_printed_shape(string text, string printed) =>
        Assert.Equal(printed, TestSignals.Parse(text).ToString());

    [Fact]
    public void Signals_about_a_person_are_allowed_where_a_person_is_the_subject() =>
        Assert.IsType<ParsedCondition.Valid>(ConditionParser.Parse("person.share >= 20%", TestSignals.Vocabulary, SignalScope.Person));

    [Theory]
    [InlineData("usage.change <= -30%", true)]
    [InlineData("usage.change >= -30%", true)]
    [InlineData("usage.change == -30%", true)]
    [InlineData("usage.change < -30%", false)]
    public void Dust_of_floating_point_decides_nothing(string text, bool held)
    {
        var reader = new FakeReader().With("usage.change", 0.7 - 1);
        Assert.Equal(held ? Truth.True : Truth.False, TestSignals.Parse(text).Evaluate(reader));
    }

    [Fact]
    public void Words_are_compared_without_capitals() =>
        Assert.Equal(Truth.True, TestSignals.Parse("account.segment in [\"enterprise\"]").Evaluate(new FakeReader().With("account.segment", "Enterprise")));

    [Fact]
    public void A_value_that_is_no_number_is_unknown() =>
        Assert.Equal(Truth.Unknown, TestSignals.Parse("health.score < 50").Evaluate(new FakeReader().With("health.score", double.NaN)));

    [Fact]
    public void A_decided_condition_reads_no_further()
    {
        var reader = new FakeReader().With("champion.named", false);
        TestSignals.Parse("champion.named and health.score < 50 and adoption.ratio < 60%").Evaluate(reader);
        Assert.Equal(1, reader.Reads);
    }

    [Fact]
    public void Evidence_keeps_what_was_seen_and_what_it_was_held_against()
    {
        var reader = new FakeReader().With("champion.days_silent", 9, "Ines Ortega").With("health.before", 61);
        var evidence = TestSignals.Parse("champion.days_silent >= 7d and not health.score < health.before").Evidence(reader);
        Assert.Equal(
            [
                new Evidence("champion.days_silent", SignalValue.Of(9, "Ines Ortega"), Unit.Days, ">=", "7d", true),
                new Evidence("health.score", SignalValue.Missing("not connected"), Unit.Points, "<", "health.before", null),
            ],
            evidence);
    }

    private static IReadOnlyList<ConditionError> Errors(string text) =>
        Assert.IsType<ParsedCondition.Invalid>(ConditionParser.Parse(text, TestSignals.Vocabulary)).Errors;
}
