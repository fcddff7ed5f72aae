using System.CommandLine;
using AccountAlerts.Hosting;

namespace AccountAlerts.Cli;

/// <summary>Takes the files of a folder into the store.</summary>
internal static class ImportCommand
{
    public const string Name = "import";

    public static Command Create(Launch launch)
    {
        var folder = new Argument<string>("folder") { Description = "A folder of CSV or NDJSON files (.gz allowed), named after their stream: accounts.csv, usage-2026-06.csv.gz." };
        Option<bool> json = CommonOptions.Json();
        return new Command(Name, "Take the files of a folder into the store. The same bytes twice change nothing.") { folder, json }
            .Does(launch, (parsed, scope, cancellation) => throw new NotSupportedException());
    }
}
