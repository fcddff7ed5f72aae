using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using AccountAlerts.Hosting;
using AccountAlerts.Settings;

namespace AccountAlerts.Cli;

/// <summary>The command line: which commands there are, and how every one of them ends.</summary>
public static class CommandTree
{
    private static readonly string[] HelpWords = ["--help", "-h", "-?", "/?", "--version"];

    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, Launch launch, CancellationToken cancellation = default)
    {
        ParseResult parsed = Build(launch).Parse(WithDefaultCommand(args));
        if (parsed.Action is ParseErrorAction)
            return await UsageAsync(parsed, launch);

        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = launch.Out,
                    Error = launch.Error,
                    EnableDefaultExceptionHandler = false,

                    // The service stops itself, in its own time; a command gets time to undo an unfinished import.
                    ProcessTerminationTimeout = parsed.CommandResult.Command.Name == ServeCommand.Name ? null : TimeSpan.FromSeconds(30),
                },
                cancellation);
        }
        catch (SettingsException e)
        {
            await launch.Error.WriteLineAsync($"The settings cannot be used; {e.Faults.Count} {(e.Faults.Count == 1 ? "fault" : "faults")}:");
            foreach (SettingsFault fault in e.Faults)
                await launch.Error.WriteLineAsync($"  {fault}");
            return ExitCode.Usage;
        }
        catch (CommandException e)
        {
            await launch.Error.WriteLineAsync(e.Message);
            return e.ExitCode;
        }
        catch (OperationCanceledException)
        {
            await launch.Error.WriteLineAsync("Stopped before the end.");
            return ExitCode.Broken;
        }
        catch (Exception e)
        {
            await launch.Error.WriteLineAsync($"Something broke that should not: {e}");
            return ExitCode.Broken;
        }
    }

    private static RootCommand Build(Launch launch)
    {
        var root = new RootCommand("Tells a customer-success team which account needs a person today, why, and what to do next. Without a command: serve.")
        {
            ServeCommand.Create(launch),
            CheckCommand.Create(launch),
            ImportCommand.Create(launch),
            ExportCommand.Create(launch),
            EvaluateCommand.Create(launch),
            WhyCommand.Create(launch),
            RouteCommand.Create(launch),
            PreviewCommand.Create(launch),
            ManifestCommand.Create(launch),
            BacktestCommand.Create(launch),
        };

        // A directive such as [diagram] is no part of the contract.
        root.Directives.Clear();
        return root;
    }

    /// <summary>No command means serve, with or without options.</summary>
    private static string[] WithDefaultCommand(string[] args) =>
        args.Length == 0 || (args[0].StartsWith('-') && !HelpWords.Contains(args[0])) ? [ServeCommand.Name, .. args] : args;

    private static async Task<int> UsageAsync(ParseResult parsed, Launch launch)
    {
        foreach (ParseError error in parsed.Errors)
            await launch.Error.WriteLineAsync(error.Message);
        string name = parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";
        await launch.Error.WriteLineAsync($"Try: {name}--help");
        return ExitCode.Usage;
    }
}
