using System.Globalization;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Tuning.LookBack;
using Spectre.Console;

namespace AccountAlerts.Cli;

/// <summary>Shows how often each alert would have come up: the loudest first, then for whom, then what to do about noise.</summary>
internal static class LookBackPrinter
{
    public static void Print(Terminal terminal, LookBackReport report)
    {
        if (report.Accounts == 0)
        {
            terminal.Say($"No account existed up to {Day(report.To)}. Import some with: import <folder>");
            return;
        }

        terminal.Write(Alerts(report));
        if (report.Readers.Count > 0)
            terminal.Write(Readers(report));
        foreach (LookBackAlert alert in report.Alerts.Where(alert => alert.Noise.Count > 0))
        {
            foreach (string noise in alert.Noise)
                terminal.WriteLine($"noisy: {alert.Alert}: {noise}");
        }

        string[] never = [.. report.Alerts.Where(alert => alert is { CameUp: 0, Unknown: 1 }).Select(alert => alert.Alert)];
        if (never.Length > 0)
            terminal.WriteLine($"note: nothing is known that these ask for, so they never come up: {string.Join(", ", never)}.");
        terminal.WriteLine(
            $"{Day(report.From)} to {Day(report.To)}, {Numbers.Whole(report.Accounts)} accounts. Alerts came up {Numbers.Whole(report.Alerts.Sum(alert => alert.CameUp))} times, "
            + $"{Numbers.Whole(report.Alerts.Sum(alert => alert.Interrupting))} of them as cards; hours, budgets and what people would have done are left out.");
    }

    private static Table Alerts(LookBackReport report)
    {
        Table table = new Table().Border(TableBorder.Simple).Title(string.Create(CultureInfo.InvariantCulture, $"Alerts of {report.Days} days")).AddColumn("Alert");
        foreach (string column in (string[])["Came up", "Accounts", "Cards", "A week", "Per teammate and week", "Not known"])
            table.AddColumn(new TableColumn(column).RightAligned());
        table.AddColumn("Most often to");
        foreach (LookBackAlert alert in report.Alerts.OrderByDescending(alert => alert.CameUp).ThenBy(alert => alert.Alert, StringComparer.Ordinal))
        {
            table.AddRow(
                Markup.Escape(alert.Alert + (alert.Mode == TriggerMode.Observe ? " (observed)" : "")), Numbers.Whole(alert.CameUp), Numbers.Whole(alert.Accounts),
                Numbers.Whole(alert.Interrupting), Rate(report.PerWeek(alert.CameUp)), report.PerTeammateAndWeek(alert) is { } each ? Rate(each) : "-",
                string.Create(CultureInfo.InvariantCulture, $"{alert.Unknown * 100:0} %"),
                alert.Busiest is { } busiest ? Markup.Escape($"{busiest.Reader} ({Rate(report.PerWeek(busiest.Times))} a week)") : "");
        }

        return table;
    }

    private static Table Readers(LookBackReport report)
    {
        Table table = new Table().Border(TableBorder.Simple).Title("Who would have heard").AddColumn("Teammate or channel");
        foreach (string column in (string[])["Told", "Cards", "Cards a week", "Fullest week"])
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (LookBackLoad load in report.Readers.OrderByDescending(load => load.Cards).ThenBy(load => load.Reader, StringComparer.Ordinal))
        {
            table.AddRow(
                Markup.Escape(load.Reader), Numbers.Whole(load.Told), Numbers.Whole(load.Cards), Rate(report.PerWeek(load.Cards)), Numbers.Whole(load.FullestWeek));
        }

        return table;
    }

    private static string Rate(double value) => value.ToString(value is > 0 and < 0.1 ? "0.00" : "0.0", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
