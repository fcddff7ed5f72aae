using System.CommandLine;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Templating;
using AccountAlerts.Hosting;
using Spectre.Console;

namespace AccountAlerts.Cli;

/// <summary>Scores every account and says what holds, from facts alone.</summary>
internal static class EvaluateCommand
{
    /// <summary>A longer name would push the score off the screen; what a terminal could take for a command is left out.</summary>
    private const int NameWidth = 40;

    public static Command Create(Launch launch)
    {
        Option<bool> json = CommonOptions.Json();
        Option<DateOnly?> asOf = CommonOptions.AsOf();
        return new Command("evaluate", "Score every account and list what holds. Reads only.") { json, asOf }
            .Does(launch, async (parsed, scope, cancellation) =>
            {
                DateOnly day = parsed.GetValue(asOf) ?? scope.Today;
                if (parsed.GetValue(json))
                {
                    await using Stream output = scope.Terminal.OpenOutput();
                    await scope.Services.GetRequiredService<IReports>().WriteEvaluationsAsync(day, output, cancellation);
                    return ExitCode.Done;
                }

                await PrintAsync(scope, day, cancellation);
                return ExitCode.Done;
            });
    }

    private static async Task PrintAsync(CommandScope scope, DateOnly day, CancellationToken cancellation)
    {
        var fleet = scope.Services.GetRequiredService<IFleetEvaluator>();
        List<Row> rows = await scope.Terminal.ProgressAsync("Evaluating", async say =>
        {
            var found = new List<Row>();
            await foreach (Row row in fleet.RunAsync(
                day,
                EvidenceDetail.UnlessClear,
                (view, result) => new Row(result.AccountId, view.Facts.Profile.Name, result.Health, [.. result.Triggers.Where(t => t.State == TriggerState.Firing)]),
                cancellation))
            {
                found.Add(row);
                say($"{found.Count} accounts");
            }

            return found;
        });

        if (rows.Count == 0)
        {
            scope.Terminal.Say($"No accounts as of {day:yyyy-MM-dd}. Import some with: import <folder>");
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns("Account", "Name", "Score", "Band", "Inputs", "What holds");
        foreach (Row row in rows)
        {
            table.AddRow(
                Markup.Escape(PlainText.Clean(row.AccountId, NameWidth)),
                Markup.Escape(PlainText.Clean(row.Name, NameWidth)),
                row.Health.Score is { } score ? Numbers.Whole(score) : "-",
                row.Health.Band is { } band ? Word(band) : Markup.Escape(row.Health.Reason ?? ""),
                $"{row.Health.Components.Count(c => c.Value.Present)} of {row.Health.Components.Count}",
                Markup.Escape(string.Join(", ", row.Firing.Select(Name))));
        }

        scope.Terminal.Write(table);
        scope.Terminal.Say(
            $"{rows.Count} accounts as of {day:yyyy-MM-dd}: {Count(rows, Band.Healthy)} healthy, {Count(rows, Band.AtRisk)} at risk, "
            + $"{Count(rows, Band.Critical)} critical, {rows.Count(row => row.Health.Band is null)} without a score.");
    }

    private static int Count(List<Row> rows, Band band) => rows.Count(row => row.Health.Band == band);

    private static string Name(TriggerResult trigger) =>
        trigger.Subject.Kind == SubjectKind.Account ? trigger.Trigger : $"{trigger.Trigger} ({PlainText.Clean(trigger.Subject.Label, NameWidth)})";

    private static string Word(Band band) => band switch
    {
        Band.Healthy => "[green]healthy[/]",
        Band.AtRisk => "[yellow]at risk[/]",
        _ => "[red]critical[/]",
    };

    private sealed record Row(string AccountId, string Name, HealthResult Health, IReadOnlyList<TriggerResult> Firing);
}
