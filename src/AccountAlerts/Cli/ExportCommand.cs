using System.CommandLine;
using System.Text.Json;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Hosting;
using AccountAlerts.Sources.DropFolder;
using Spectre.Console;

namespace AccountAlerts.Cli;

/// <summary>Writes every stored fact into a folder.</summary>
internal static class ExportCommand
{
    public static Command Create(Launch launch)
    {
        var folder = new Argument<string>("folder") { Description = "The folder to write to; it must be empty or new." };
        Option<bool> json = CommonOptions.Json();
        return new Command("export", "Write every stored fact as CSV, in the form that import reads.") { folder, json }
            .Does(launch, async (parsed, scope, cancellation) =>
            {
                var export = new FolderExport(scope.Services.GetRequiredService<IFactStore>());
                ExportReport report = await scope.Terminal.ProgressAsync("Exporting", say => export.RunAsync(
                    launch.CallersPath(parsed.GetRequiredValue(folder)), new Progress(say), cancellation));
                if (report.Refusal is { } refusal)
                    scope.Terminal.Say(refusal);
                if (parsed.GetValue(json))
                    await WriteJsonAsync(scope.Terminal, report, cancellation);
                else if (report.Refusal is null)
                    Print(scope.Terminal, report);
                return report.Refusal is null ? ExitCode.Done : ExitCode.Found;
            });
    }

    private static void Print(Terminal terminal, ExportReport report)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("File").AddColumn(new TableColumn("Rows").RightAligned());
        foreach (ExportedFile file in report.Files)
            table.AddRow(new Text(file.FileName), new Text(Numbers.Whole(file.Rows)));
        terminal.Write(table);
    }

    private static async Task WriteJsonAsync(Terminal terminal, ExportReport report, CancellationToken cancellation)
    {
        await using Stream output = terminal.OpenOutput();
        await using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("refusal", report.Refusal);
            json.WriteStartArray("files");
            foreach (ExportedFile file in report.Files)
            {
                json.WriteStartObject();
                json.WriteString("file", file.FileName);
                json.WriteString("stream", FactContract.Of(file.Stream).Name);
                json.WriteNumber("rows", file.Rows);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            await json.FlushAsync(cancellation);
        }

        output.WriteByte((byte)'\n');
    }

    private sealed class Progress(Action<string> say) : IProgress<long>
    {
        public void Report(long value) => say($"{Numbers.Whole(value)} rows");
    }
}
