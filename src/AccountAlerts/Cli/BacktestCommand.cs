using System.CommandLine;
using System.Globalization;
using AccountAlerts.Domain.Health;
using AccountAlerts.Engine.Tuning;
using AccountAlerts.Hosting;
using Spectre.Console;

namespace AccountAlerts.Cli;

/// <summary>Says how well the health score foretold who would leave: scores as they were before each renewal, beside what became of it.</summary>
internal static class BacktestCommand
{
    private const int BarWidth = 40;

    public static Command Create(Launch launch)
    {
        Option<int> lead = CommonOptions.Days("--lead", "Score this long before each renewal, with nothing later: 90d, 12w.", standard: 90);
        Option<bool> json = CommonOptions.Json();
        Option<DateOnly?> asOf = CommonOptions.AsOf();
        return new Command("backtest", "Score accounts as they were before each renewal whose outcome is known, and compare. Reads only.") { lead, json, asOf }
            .Does(launch, async (parsed, scope, cancellation) =>
            {
                var backtests = scope.Services.GetRequiredService<Backtests>();
                Backtest backtest = await scope.Terminal.BarAsync("Scoring", done => backtests.RunAsync(
                    parsed.GetValue(lead), parsed.GetValue(asOf) ?? DateOnly.MaxValue, done, cancellation));
                if (parsed.GetValue(json))
                {
                    await using Stream output = scope.Terminal.OpenOutput();
                    await output.WriteAsync(BacktestJson.Write(backtest), cancellation);
                    output.WriteByte((byte)'\n');
                    return ExitCode.Done;
                }

                Print(scope.Terminal, backtest);
                return ExitCode.Done;
            });
    }

    private static void Print(Terminal terminal, Backtest backtest)
    {
        if (backtest.Renewals == 0)
        {
            terminal.Say("No outcome of a renewal is known. Import a folder with an outcomes.csv: import <folder>");
            return;
        }

        Table bands = Table("Band");
        foreach (var (band, group) in backtest.Bands)
            bands.AddRow(Cells(Bands.Word(band), group, backtest.Scored));
        terminal.Write(bands);

        Table tens = Table("Score");
        foreach (BacktestGroup group in backtest.Tens)
            tens.AddRow(Cells(string.Create(CultureInfo.InvariantCulture, $"{group.From} to {group.To}"), group, backtest.Scored));
        terminal.Write(tens);

        foreach (string line in Findings(backtest))
            terminal.WriteLine(line);
    }

    private static IEnumerable<string> Findings(Backtest backtest)
    {
        yield return $"{Numbers.Whole(backtest.Renewals)} renewals, {Numbers.Whole(backtest.Churned)} of them lost; "
            + $"{Numbers.Whole(backtest.Scored)} had a score {backtest.LeadDays} days before.";
        yield return backtest.Auc is { } auc
            ? string.Create(CultureInfo.InvariantCulture, $"Of a lost and a kept customer the lost one had the lower score in {auc * 100:0.0} of 100 pairs (area under the ROC curve {auc:0.000}; 0.5 is chance).")
            : "Scores can only be judged where some customers were lost and some were kept.";
        if (backtest.Bands[0].Group.ChurnRate is { } critical && backtest.Bands[^1].Group.ChurnRate is { } healthy)
        {
            yield return healthy > 0
                ? string.Create(CultureInfo.InvariantCulture, $"Critical accounts were lost {critical / healthy:0.0} times as often as healthy ones.")
                : "No healthy account was lost.";
        }
    }

    private static Table Table(string first)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumn(first);
        foreach (string column in (string[])["Renewals", "Of all", "Lost", "Churn"])
            table.AddColumn(new TableColumn(column).RightAligned());
        return table.AddColumn(new TableColumn("").NoWrap());
    }

    private static string[] Cells(string name, BacktestGroup group, int scored) =>
    [
        name, Numbers.Whole(group.Renewals), scored == 0 ? "-" : Percent((double)group.Renewals / scored), Numbers.Whole(group.Churned),
        group.ChurnRate is { } rate ? Percent(rate) : "-", new string('█', (int)Math.Round((group.ChurnRate ?? 0) * BarWidth)),
    ];

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %");
}
