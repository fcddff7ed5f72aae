using System.CommandLine;
using System.Text.Json;
using AccountAlerts.Engine.Checks;
using AccountAlerts.Hosting;
using Spectre.Console;

namespace AccountAlerts.Cli;

/// <summary>Lets every part of the product look itself over. That the settings are right is what it took to get here.</summary>
internal static class CheckCommand
{
    public static Command Create(Launch launch)
    {
        Option<bool> json = CommonOptions.Json();
        return new Command("check", "Check settings, alert files, sources and stored facts. Reads only; ends with 1 if something needs mending.") { json }
            .Does(launch, async (parsed, scope, cancellation) =>
            {
                var findings = new List<(string Title, Finding Finding)>();
                foreach (ICheck check in scope.Services.GetServices<ICheck>())
                    findings.AddRange((await check.RunAsync(cancellation)).Select(finding => (check.Title, finding)));

                if (parsed.GetValue(json))
                    await WriteJsonAsync(scope.Terminal, findings, cancellation);
                else
                    Print(scope.Terminal, findings);
                return findings.Exists(found => found.Finding.Level == FindingLevel.Fault) ? ExitCode.Found : ExitCode.Done;
            });
    }

    private static void Print(Terminal terminal, List<(string Title, Finding Finding)> findings)
    {
        foreach (IGrouping<string, (string Title, Finding Finding)> group in findings.GroupBy(found => found.Title))
        {
            var table = new Table().Border(TableBorder.Simple).Title(Markup.Escape(group.Key)).AddColumns("", "Where", "What");
            foreach ((_, Finding finding) in group)
                table.AddRow(new Markup(Word(finding.Level)), new Text(finding.Where), new Text(finding.Text));
            terminal.Write(table);
        }

        int faults = findings.Count(found => found.Finding.Level == FindingLevel.Fault);
        int warnings = findings.Count(found => found.Finding.Level == FindingLevel.Warning);
        terminal.WriteLine($"The settings are in order. {Plural(faults, "fault")}, {Plural(warnings, "warning")}.");
    }

    private static async Task WriteJsonAsync(Terminal terminal, List<(string Title, Finding Finding)> findings, CancellationToken cancellation)
    {
        await using Stream output = terminal.OpenOutput();
        await using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteStartArray("findings");
            foreach ((string title, Finding finding) in findings)
            {
                json.WriteStartObject();
                json.WriteString("check", title);
                json.WriteString("level", finding.Level switch { FindingLevel.Fault => "fault", FindingLevel.Warning => "warning", _ => "note" });
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

    private static string Word(FindingLevel level) => level switch
    {
        FindingLevel.Fault => "[red]fault[/]",
        FindingLevel.Warning => "[yellow]warning[/]",
        _ => "[dim]note[/]",
    };

    private static string Plural(int count, string word) => count == 1 ? $"1 {word}" : $"{count} {word}s";
}
