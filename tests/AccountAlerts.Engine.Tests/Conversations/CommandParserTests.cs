using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Engine.Tests.Conversations;

public sealed class CommandParserTests
{
    [Theory]
    [InlineData("why acme", "acme", 28)]
    [InlineData("why acme since 90d", "acme", 90)]
    [InlineData("why Acme Corp since 2 weeks", "Acme Corp", 14)]
    [InlineData("why acme --since 30d", "acme", 30)]
    [InlineData("why did acme's score drop", "acme", 28)]
    [InlineData("Why did Acme\u2019s health score drop?", "Acme", 28)]
    [InlineData("why is acme red", "acme", 28)]
    [InlineData("why has acme dropped since 7d", "acme", 7)]
    [InlineData("/account why \"Acme\"", "Acme", 28)]
    [InlineData("acme since 60d", "acme", 60)]
    [InlineData("why acme since 99999w", "acme", CommandParser.MaxSinceDays)]
    public void Asking_why_names_an_account_and_a_time(string text, string account, int days) =>
        Assert.Equal(new Command.Why(account, days), CommandParser.Parse(text));

    [Theory]
    [InlineData("acme", "acme")]
    [InlineData("health acme", "acme")]
    [InlineData("how is Acme Corp doing?", "Acme Corp")]
    [InlineData("/account acme", "acme")]
    [InlineData("status of acme", "acme")]
    public void Anything_else_is_the_name_of_an_account(string text, string account) =>
        Assert.Equal(new Command.Summary(account), CommandParser.Parse(text));

    [Theory]
    [InlineData("mine")]
    [InlineData("My accounts")]
    [InlineData("book")]
    [InlineData("today")]
    public void My_own_list_has_several_names(string text) => Assert.Equal(new Command.Mine(), CommandParser.Parse(text));

    [Theory]
    [InlineData("alerts")]
    [InlineData("open alerts")]
    public void So_has_the_list_of_all(string text) => Assert.Equal(new Command.Alerts(), CommandParser.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("help?")]
    public void Nothing_is_a_call_for_help(string text) => Assert.Equal(new Command.Help(), CommandParser.Parse(text));

    [Theory]
    [InlineData("snooze acme until friday", "acme", "friday", false, null)]
    [InlineData("snooze Acme Corp for 2 weeks because they are on holiday", "Acme Corp", "2 weeks", false, "they are on holiday")]
    [InlineData("snooze acme until 8 june: waiting for their reply", "acme", "8 june", false, "waiting for their reply")]
    [InlineData("snooze acme until monday unless it gets worse", "acme", "monday", true, null)]
    [InlineData("snooze acme unless worse", "acme", null, true, null)]
    [InlineData("snooze acme", "acme", null, false, null)]
    public void A_snooze_has_a_day_a_wake_condition_and_a_reason(string text, string account, string? until, bool worse, string? reason) =>
        Assert.Equal(new Command.Snooze(account, until, worse, reason), CommandParser.Parse(text));

    public static TheoryData<string, Command> Others => new()
    {
        { "ack acme", new Command.Acknowledge("acme") },
        { "I'm on Acme Corp", new Command.Acknowledge("Acme Corp") },
        { "done acme: called Ines", new Command.Done("acme", "called Ines") },
        { "done acme", new Command.Done("acme", null) },
        { "hand acme to lee: you know them", new Command.HandTo("acme", "lee", "you know them") },
        { "assign Acme Corp to Lee", new Command.HandTo("Acme Corp", "Lee", null) },
        { "away until 8 june cover Lee", new Command.Away("8 june", "Lee") },
        { "I am away until friday", new Command.Away("friday", null) },
        { "back", new Command.Back() },
        { "queue", new Command.Queue() },
        { "muted", new Command.Muted() },
        { "precision", new Command.Precision() },
        { "my digest", new Command.Digest() },
        { "history acme", new Command.History("acme") },
        { "what happened at Acme Corp?", new Command.History("Acme Corp") },
        { "define adoption", new Command.Define("adoption") },
        { "What is adoption?", new Command.Define("adoption") },
        { "what does GRR mean", new Command.Define("GRR") },
        { "tell our sponsor about acme", new Command.TellSponsor("acme") },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void What_people_say_has_several_forms(string text, Command command) => Assert.Equal(command, CommandParser.Parse(text));
}
