using System.CommandLine;
using AccountAlerts.Hosting;
using AccountAlerts.Settings;
using AccountAlerts.Slack.Manifest;
using AccountAlerts.Teams.Manifest;

namespace AccountAlerts.Cli;

/// <summary>What a chat platform wants to know of the app: for Slack a text to paste, for Teams a package to upload.</summary>
internal static class ManifestCommand
{
    private const string Slack = "slack";
    private const string Teams = "teams";

    public static Command Create(Launch launch)
    {
        var platform = new Argument<string>("platform") { Description = "slack: the manifest, ready to paste at api.slack.com/apps. teams: the app package, ready to upload." };
        platform.AcceptOnlyFromAmong(Slack, Teams);
        var http = new Option<bool>("--http") { Description = "Slack: with addresses under the setting PublicUrl, for HTTP. Default: Socket Mode, which needs no public address." };
        var file = new Option<string>("--out") { Description = "Teams: the file to write.", DefaultValueFactory = _ => "accountalerts-teams.zip", HelpName = "file" };
        var command = new Command("manifest", "What a chat platform wants to know of the app. Reads the settings only.") { platform, http, file };
        command.SetAction(async (parsed, cancellation) =>
        {
            ProductSettings settings = ProductSettings.Read(launch.LoadConfiguration());
            launch.Out.WriteLine(parsed.GetRequiredValue(platform) == Slack
                ? SlackText(settings, parsed.GetValue(http))
                : await WritePackageAsync(launch, settings, parsed.GetRequiredValue(file), cancellation));
            return ExitCode.Done;
        });
        return command;
    }

    private static string SlackText(ProductSettings settings, bool overHttp)
    {
        if (overHttp && settings.PublicUrl is not { Scheme: "https" })
            throw new CommandException(ExitCode.Usage, "Slack calls https addresses only: set PublicUrl to the https address under which Slack reaches this service, or leave --http out for Socket Mode.");
        return AppManifest.Write(settings.Slack.Command, overHttp ? settings.PublicUrl : null);
    }

    /// <returns>Where it was written.</returns>
    private static async Task<string> WritePackageAsync(Launch launch, ProductSettings settings, string file, CancellationToken cancellation)
    {
        if (settings.Teams.AppId is not { Length: > 0 } bot)
            throw new CommandException(ExitCode.Usage, "The package names the bot: set Teams:AppId to the app id with which the bot is registered.");
        if (settings.PublicUrl is not { Scheme: "https" } site)
            throw new CommandException(ExitCode.Usage, "Teams takes https addresses only: set PublicUrl to the https address under which this service is reached.");
        string path = launch.CallersPath(file);
        try
        {
            await File.WriteAllBytesAsync(path, AppPackage.Write(bot, site), cancellation);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Usage, $"{path} cannot be written: {fault.Message}");
        }

        return path;
    }
}
