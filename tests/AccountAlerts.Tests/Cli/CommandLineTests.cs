using AccountAlerts.Hosting;
using AccountAlerts.Tests.Running;

namespace AccountAlerts.Tests.Cli;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("frobnicate")] // no such command
    [InlineData("evaluate", "--as-of", "03/06/2026")] // not a date
    [InlineData("evaluate", "--as-of", "2026-06-31")] // a date that does not exist
    [InlineData("evaluate", "--wat")] // no such option
    [InlineData("why")] // no account
    [InlineData("why", "acme", "--since", "soon")] // no number of days
    [InlineData("why", "acme", "--since", "0d")]
    [InlineData("why", "acme", "and", "more")] // one account only
    [InlineData("backtest", "--lead", "90")] // no unit
    [InlineData("import")] // no folder
    [InlineData("--wat")] // means: serve --wat
    [InlineData("serve", "extra")]
    public async Task What_cannot_be_understood_ends_with_2_and_says_why_on_standard_error(params string[] args)
    {
        using var run = new Run();

        Assert.Equal(ExitCode.Usage, await run.Async(args));
        Assert.NotEmpty(run.Error.ToString());
        Assert.Empty(run.Out.ToString());
    }

    [Fact]
    public async Task Help_lists_every_command_and_ends_with_0()
    {
        using var run = new Run();

        Assert.Equal(ExitCode.Done, await run.Async("--help"));
        foreach (string command in (string[])["serve", "check", "import", "export", "evaluate", "why", "backtest"])
            Assert.Contains(command, run.Out.ToString());
    }

    [Fact]
    public async Task A_wrong_date_is_answered_with_the_right_form()
    {
        using var run = new Run();

        await run.Async("evaluate", "--as-of", "03/06/2026");

        Assert.Contains("--as-of 03/06/2026 is not a date; write it as 2026-06-03.", run.Error.ToString());
    }
}
