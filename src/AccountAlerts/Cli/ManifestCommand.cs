using System.CommandLine;
using AccountAlerts.Hosting;
using AccountAlerts.Settings;
using AccountAlerts.Slack.Manifest;

namespace AccountAlerts.Cli;

/// <summary>Prints what a chat platform wants to know of the app, ready to paste.</summary>
internal static class ManifestCommand
{
    private const string Slack = "slack";

    public static Command Create(Launch launch)
    {
        var platform = new Argument<string>("platform") { Description = "slack" };
        platform.AcceptOnlyFromAmong(Slack);
        var http = new Option<bool>("--http") { Description = "With addresses under the setting PublicUrl, for HTTP. Default: Socket Mode, which needs no public address." };
        var command = new Command("manifest", "Print the app manifest, ready to paste at api.slack.com/apps. Reads the settings only.") { platform, http };
        command.SetAction((parsed, _) =>
        {
            ProductSettings settings = ProductSettings.Read(launch.LoadConfiguration());
            bool overHttp = parsed.GetValue(http);
            if (overHttp && settings.PublicUrl is not { Scheme: "https" })
                throw new CommandException(ExitCode.Usage, "Slack calls https addresses only: set PublicUrl to the https address under which Slack reaches this service, or leave --http out for Socket Mode.");
            launch.Out.WriteLine(AppManifest.Write(settings.Slack.Command, overHttp ? settings.PublicUrl : null));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
