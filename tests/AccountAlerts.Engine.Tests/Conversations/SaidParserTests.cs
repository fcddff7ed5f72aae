using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Conversations.Said;

namespace AccountAlerts.Engine.Tests.Conversations;

public sealed class SaidParserTests
{
    [Theory]
    [InlineData("log acme call", "acme", "call", null)]
    [InlineData("log Acme Corp call: talked about the renewal", "Acme Corp", "call", "talked about the renewal")]
    [InlineData("log acme e-mail", "acme", "email", null)]
    [InlineData("log acme: qbr", "acme", "qbr", null)]
    [InlineData("log acme business review: goals of next year", "acme", "qbr", "goals of next year")]
    [InlineData("log a call with Acme Corp", "Acme Corp", "call", null)]
    [InlineData("logged a training at acme: 12 people", "acme", "training", "12 people")]
    [InlineData("called acme", "acme", "call", null)]
    [InlineData("I met with Acme Corp: the CFO was there", "Acme Corp", "meeting", "the CFO was there")]
    [InlineData("emailed acme: sent the plan", "acme", "email", "sent the plan")]
    [InlineData("/account log \"Call Center Inc\" call", "Call Center Inc", "call", null)]
    public void A_touch_has_an_account_a_kind_and_a_story(string text, string account, string kind, string? what) =>
        Assert.Equal(new SaidCommand.Log(account, kind, what), CommandParser.Parse(text));

    [Theory]
    [InlineData("note acme: plans a second team", "acme", "plans a second team")]
    [InlineData("note on Acme Corp: ratio 3:1", "Acme Corp", "ratio 3:1")]
    [InlineData("add a note for acme: x", "acme", "x")]
    [InlineData("note acme", "acme", null)]
    [InlineData("note acme:", "acme", null)]
    public void A_note_is_what_stands_behind_the_colon(string text, string account, string? note) =>
        Assert.Equal(new SaidCommand.Note(account, note), CommandParser.Parse(text));

    [Theory]
    [InlineData("sentiment acme red: their champion is leaving", "acme", "red", "their champion is leaving")]
    [InlineData("sentiment Acme Corp yellow because the project has stalled", "Acme Corp", "yellow", "the project has stalled")]
    [InlineData("sentiment Red Bull green all is well", "Red Bull", "green", "all is well")]
    [InlineData("sentiment \"Blue Green\" red, they told us", "Blue Green", "red", "they told us")]
    [InlineData("mood of acme is green", "acme", "green", null)]
    [InlineData("sentiment acme off", "acme", "off", null)]
    [InlineData("sentiment acme", "acme", null, null)]
    public void A_sentiment_has_a_colour_and_a_reason(string text, string account, string? colour, string? why) =>
        Assert.Equal(new SaidCommand.Sentiment(account, colour, why), CommandParser.Parse(text));

    [Theory]
    [InlineData("override acme healthy until 8 june: the board knows", "acme", "healthy", "8 june", "the board knows")]
    [InlineData("override Acme Corp to at risk for 2 weeks: merger", "Acme Corp", "at risk", "2 weeks", "merger")]
    [InlineData("override acme critical: they told us", "acme", "critical", null, "they told us")]
    [InlineData("override acme green", "acme", "healthy", null, null)]
    [InlineData("override acme off", "acme", "off", null, null)]
    [InlineData("override acme", "acme", null, null, null)]
    public void An_override_has_a_band_an_end_and_a_reason(string text, string account, string? band, string? until, string? why) =>
        Assert.Equal(new SaidCommand.Override(account, band, until, why), CommandParser.Parse(text));

    [Theory]
    [InlineData("champion acme: Ines Ortega", "acme", "champion", "Ines Ortega")]
    [InlineData("champion of Acme Corp is Ines", "Acme Corp", "champion", "Ines")]
    [InlineData("Ines Ortega is acme's champion", "acme", "champion", "Ines Ortega")]
    [InlineData("executive acme: paul@acme.example", "acme", "executive", "paul@acme.example")]
    [InlineData("champion acme Ines Ortega", "acme Ines Ortega", "champion", null)]
    [InlineData("champion acme", "acme", "champion", null)]
    public void A_role_has_an_account_and_a_person(string text, string account, string role, string? person) =>
        Assert.Equal(new SaidCommand.NamePerson(account, role, person), CommandParser.Parse(text));

    [Theory]
    [InlineData("same acme: Ines Ortega = i.ortega", "acme", "Ines Ortega", "i.ortega")]
    [InlineData("same acme ines = i.ortega", "acme ines", null, "i.ortega")]
    [InlineData("same acme ines=i.ortega", "acme ines", null, "i.ortega")]
    [InlineData("same acme: a=1 = b=2", "acme", "a=1", "b=2")]
    [InlineData("same Smith and Sons: ines = i.ortega", "Smith and Sons", "ines", "i.ortega")]
    [InlineData("same acme: ines and i.ortega", "acme", "ines", "i.ortega")]
    [InlineData("merge acme ines with i.ortega", "acme ines", null, "i.ortega")]
    [InlineData("Ines Ortega and i.ortega are the same at acme", "acme", "Ines Ortega", "i.ortega")]
    [InlineData("ines and i.ortega are one person at Acme Corp", "Acme Corp", "ines", "i.ortega")]
    [InlineData("ines is the same person as i.ortega at acme", "acme", "ines", "i.ortega")]
    [InlineData("same acme", "acme", null, null)]
    [InlineData("same acme: ines", "acme", "ines", null)]
    public void Two_names_are_one_person(string text, string account, string? person, string? other) =>
        Assert.Equal(new SaidCommand.Same(account, person, other), CommandParser.Parse(text));

    [Theory]
    [InlineData("apart acme: ines", "acme", "ines")]
    [InlineData("apart acme ines", "acme ines", null)]
    [InlineData("not the same at acme: Ines Ortega", "acme", "Ines Ortega")]
    public void Who_was_called_one_person_is_told_apart(string text, string account, string? person) =>
        Assert.Equal(new SaidCommand.Apart(account, person), CommandParser.Parse(text));

    [Theory]
    [InlineData("quiet acme until friday: they asked for peace", "acme", "friday", "they asked for peace")]
    [InlineData("quiet about Acme Corp for 2 weeks", "Acme Corp", "2 weeks", null)]
    [InlineData("quiet acme off", "acme", "off", null)]
    [InlineData("quiet acme", "acme", null, null)]
    public void Quiet_has_an_end(string text, string account, string? until, string? why) =>
        Assert.Equal(new SaidCommand.Quiet(account, until, why), CommandParser.Parse(text));

    [Theory]
    [InlineData("undo acme", "acme")]
    [InlineData("take back on Acme Corp", "Acme Corp")]
    public void What_was_said_can_be_taken_back(string text, string account) => Assert.Equal(new SaidCommand.Undo(account), CommandParser.Parse(text));

    /// <summary>A choice among names sends the command again: it must still mean the same.</summary>
    [Theory]
    [InlineData("log acme call: talked: about all")]
    [InlineData("log acme qbr")]
    [InlineData("note acme: a: b")]
    [InlineData("sentiment acme red: so: it is")]
    [InlineData("sentiment acme off")]
    [InlineData("override acme at risk until 8 june: why")]
    [InlineData("override acme off")]
    [InlineData("champion acme: ines")]
    [InlineData("quiet acme until friday: why")]
    [InlineData("quiet acme off")]
    [InlineData("undo acme")]
    public void Said_again_of_another_account_it_is_the_same_command(string text)
    {
        var said = Assert.IsAssignableFrom<SaidCommand>(CommandParser.Parse(text));
        Assert.Equal(said with { Account = "other-id" }, CommandParser.Parse(said.Again("other-id")));
    }
}
