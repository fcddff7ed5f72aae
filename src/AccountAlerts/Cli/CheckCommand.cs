using System.CommandLine;
using System.Text.Json;
using AccountAlerts.Engine.Checks;
using AccountAlerts.Engine.Tuning.LookBack;
using AccountAlerts.Hosting;
using Spectre.Console;

namespace AccountAlerts.Cli;

/// <summary>Lets every part of the product look itself over. That the settings are allowed is what it took to get here.</summary>
internal static class CheckCommand
{
    public static Command Create(Launch launch)
    {
        Option<bool> json = CommonOptions.Json();
        var sendTest = new Option<string?>("--send-test")
        {
            Description = "Post one message that says it is a test to a teammate or #channel, and say whether it was taken.",
            HelpName = "destination",
        };
        var history = new Option<bool>("--against-history")
        {
            Description = $"Say how often each alert, as its file is now, would have come up in the last {LookBacks.Days} days, for whom, and which ones are noise.",
        };
        Option<DateOnly?> asOf = CommonOptions.AsOf();
        asOf.Description = "With --against-history: look back from the end of this UTC day (yyyy-MM-dd). Default: today.";
        return new Command("check", "Check settings, sources, stored facts, metrics, routes and alert files. Reads only; ends with 1 if something needs mending.")
            {
                json, sendTest, history, asOf,
            }
            .Does(launch, async (parsed, scope, cancellation) =>
            {
                if (parsed.GetValue(sendTest) is { } destination)
                    return await TestMessage.SendAsync(scope, destination, cancellation);
                var looks = new List<Look>();
                foreach (ICheck check in scope.Services.GetServices<ICheck>())
                    looks.Add(new Look(check.Title, await check.RunAsync(cancellation)));

                LookBackReport? past = parsed.GetValue(history)
                    ? await scope.Terminal.BarAsync("Looking back", done => scope.Services.GetRequiredService<LookBacks>().RunAsync(
                        parsed.GetValue(asOf) ?? scope.Today, done, cancellation))
                    : null;
                if (parsed.GetValue(json))
                    await WriteJsonAsync(scope.Terminal, looks, past, cancellation);
                else
                    Print(scope.Terminal, looks, past);
                return Count(looks, FindingLevel.Fault) > 0 ? ExitCode.Found : ExitCode.Done;
            });
    }

    /// <summary>Tables first, findings last: what needs doing is what stays on the screen. Who asks about the past gets no table but that.</summary>
    private static void Print(Terminal terminal, List<Look> looks, LookBackReport? past)
    {
        foreach (Look look in looks)
        {
            if (past is not null || look.Report.Table is not { Rows.Count: > 0 } found)
                continue;
            var table = new Table().Border(TableBorder.Simple).Title(Markup.Escape(look.Title))
                .AddColumns([.. found.Columns.Select(column => Markup.Escape(char.ToUpperInvariant(column[0]) + column[1..]))]);
            foreach (IReadOnlyList<string> row in found.Rows)
                table.AddRow([.. row.Select(cell => new Text(cell))]);
            terminal.Write(table);
        }

        if (past is not null)
            LookBackPrinter.Print(terminal, past);

        // Lines, not a table: a place with line and column must not be broken in two.
        foreach ((Look look, Finding finding) in looks.SelectMany(look => look.Report.Findings.Select(finding => (look, finding))))
            terminal.WriteLine($"{Word(finding.Level)}: {finding.Where}: {finding.Text}");
        terminal.WriteLine($"{Plural(Count(looks, FindingLevel.Fault), "fault")}, {Plural(Count(looks, FindingLevel.Warning), "warning")}.");
    }

    private static async Task WriteJsonAsync(Terminal terminal, List<Look> looks, LookBackReport? past, CancellationToken cancellation)
    {
        await using Stream output = terminal.OpenOutput();
        await using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            foreach (Look look in looks)
            {
                if (look.Report.Table is { } table)
                    WriteTable(json, look.Title.ToLowerInvariant(), table);
            }

            if (past is not null)
            {
                json.WritePropertyName("against_history");
                LookBackJson.Write(json, past);
            }

            json.WriteStartArray("findings");
            foreach ((Look look, Finding finding) in looks.SelectMany(look => look.Report.Findings.Select(finding => (look, finding))))
            {
                json.WriteStartObject();
                json.WriteString("check", look.Title.ToLowerInvariant());
                json.WriteString("level", Word(finding.Level));
                json.WriteString("where", finding.Where);
                json.WriteString("text", finding.Text);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            await json.FlushAsync(cancellation);
        }

        output.WriteByte((byte)'\n');
    }

    /// <summary>Every table is an array of objects with text values, keyed by column.</summary>
    private static void WriteTable(Utf8JsonWriter json, string name, CheckTable table)
    {
        json.WriteStartArray(name);
        foreach (IReadOnlyList<string> row in table.Rows)
        {
            json.WriteStartObject();
            foreach ((int column, string cell) in row.Index())
                json.WriteString(table.Columns[column].Replace(' ', '_'), cell);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static int Count(List<Look> looks, FindingLevel level) => looks.Sum(look => look.Report.Findings.Count(finding => finding.Level == level));

    private static string Word(FindingLevel level) => level switch
    {
        FindingLevel.Fault => "fault",
        FindingLevel.Warning => "warning",
        _ => "note",
    };

    private static string Plural(int count, string word) => count == 1 ? $"1 {word}" : $"{count} {word}s";

    private sealed record Look(string Title, CheckReport Report);
}
