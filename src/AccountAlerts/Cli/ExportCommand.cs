using System.CommandLine;
using AccountAlerts.Hosting;

namespace AccountAlerts.Cli;

/// <summary>Writes every stored fact into a folder.</summary>
internal static class ExportCommand
{
    public const string Name = "export";

    public static Command Create(Launch launch)
    {
        var folder = new Argument<string>("folder") { Description = "The folder to write to; it must be empty or new." };
        Option<bool> json = CommonOptions.Json();
        return new Command(Name, "Write every stored fact as CSV, in the form that import reads.") { folder, json }
            .Does(launch, (parsed, scope, cancellation) => throw new NotSupportedException());
    }
}
