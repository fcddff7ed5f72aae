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
}
