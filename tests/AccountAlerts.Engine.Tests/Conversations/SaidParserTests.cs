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
    [InlineData("undo acme", "acme")]
    [InlineData("take back on Acme Corp", "Acme Corp")]
    public void What_was_said_can_be_taken_back(string text, string account) => Assert.Equal(new SaidCommand.Undo(account), CommandParser.Parse(text));

    /// <summary>A choice among names sends the command again: it must still mean the same.</summary>
    [Theory]
    [InlineData("log acme call: talked: about all")]
    [InlineData("log acme qbr")]
    [InlineData("note acme: a: b")]
    [InlineData("undo acme")]
    public void Said_again_of_another_account_it_is_the_same_command(string text)
    {
        var said = Assert.IsAssignableFrom<SaidCommand>(CommandParser.Parse(text));
        Assert.Equal(said with { Account = "other-id" }, CommandParser.Parse(said.Again("other-id")));
    }
}
