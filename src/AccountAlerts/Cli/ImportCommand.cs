using System.CommandLine;
using System.Text.Json;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Hosting;
using AccountAlerts.Sources.DropFolder;
using AccountAlerts.Sources.DropFolder.Reading;
using Spectre.Console;

namespace AccountAlerts.Cli;

/// <summary>Takes the files of a folder into the store.</summary>
internal static class ImportCommand
{
    public const string Name = "import";

    /// <summary>Where bad rows go, below the folder of appsettings.json.</summary>
    private const string FailedFolder = "data/failed";

    public static Command Create(Launch launch)
    {
        var folder = new Argument<string>("folder") { Description = "A folder of CSV or NDJSON files (.gz allowed), named after their stream: accounts.csv, usage-2026-06.csv.gz." };
        Option<bool> json = CommonOptions.Json();
        return new Command(Name, "Take the files of a folder into the store. The same bytes twice change nothing.") { folder, json }
            .Does(launch, async (parsed, scope, cancellation) =>
            {
                var import = new FolderImport(
                    scope.Services.GetRequiredService<IFactStore>(), Path.GetFullPath(FailedFolder, launch.ContentRoot), FileLimits.Default);
                DateTimeOffset now = scope.Services.GetRequiredService<TimeProvider>().GetUtcNow();
                ImportReport report = await scope.Terminal.ProgressAsync("Importing", say => import.RunAsync(
                    launch.CallersPath(parsed.GetRequiredValue(folder)), now, new Progress(say), cancellation));
                if (parsed.GetValue(json))
                    await WriteJsonAsync(scope.Terminal, report, cancellation);
                else
                    Print(scope.Terminal, report);
                if (report.Refusal is { } refusal)
                    scope.Terminal.Say(refusal);
                return report.Refused ? ExitCode.Found : ExitCode.Done;
            });
    }

    private static void Print(Terminal terminal, ImportReport report)
    {
        if (report.Files.Count == 0)
            return;
        var table = new Table().Border(TableBorder.Simple)
            .AddColumn("File").AddColumn(new TableColumn("Rows").RightAligned()).AddColumn(new TableColumn("Rejected").RightAligned()).AddColumn("");
        foreach (FileReport file in report.Files)
        {
            string outcome = file.Refusal is { } refusal ? $"refused: {refusal}"
                : file.Unchanged ? "unchanged since the last time"
                : file.RejectsPath is { } rejects ? $"bad rows are in {rejects}" : "";
            table.AddRow(new Text(file.FileName), new Text(Numbers.Whole(file.Rows)), new Text(Numbers.Whole(file.Rejected)), new Text(outcome));
        }

        terminal.Write(table);
        foreach (FileReport file in report.Files)
        {
            foreach (string warning in file.Warnings)
                terminal.Say($"{file.FileName}: {warning}");
        }
    }

    private static async Task WriteJsonAsync(Terminal terminal, ImportReport report, CancellationToken cancellation)
    {
        await using Stream output = terminal.OpenOutput();
        await using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("refusal", report.Refusal);
            json.WriteStartArray("files");
            foreach (FileReport file in report.Files)
            {
                json.WriteStartObject();
                json.WriteString("file", file.FileName);
                json.WriteString("stream", file.Stream is { } stream ? FactContract.Of(stream).Name : null);
                json.WriteNumber("rows", file.Rows);
                json.WriteNumber("rejected", file.Rejected);
                json.WriteBoolean("unchanged", file.Unchanged);
                json.WriteString("refusal", file.Refusal);
                json.WriteString("rejects", file.RejectsPath);
                json.WriteStartArray("warnings");
                foreach (string warning in file.Warnings)
                    json.WriteStringValue(warning);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            await json.FlushAsync(cancellation);
        }

        output.WriteByte((byte)'\n');
    }

    private sealed class Progress(Action<string> say) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) =>
            say($"{value.FileName}, {(value.Total == 0 ? 100 : 100 * value.Done / value.Total)} %");
    }
}
