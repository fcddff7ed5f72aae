using System.CommandLine;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Hosting;

namespace AccountAlerts.Cli;

/// <summary>Explains one account's score and its change.</summary>
internal static class WhyCommand
{
    public static Command Create(Launch launch)
    {
        var account = new Argument<string>("account") { Description = "An account_id, or a name as you would type it." };
        Option<int> since = CommonOptions.Since();
        Option<bool> json = CommonOptions.Json();
        Option<DateOnly?> asOf = CommonOptions.AsOf();
        return new Command("why", "Explain an account's score: the causes of its change, in points that add up.") { account, since, json, asOf }
            .Does(launch, async (parsed, scope, cancellation) =>
            {
                string name = parsed.GetRequiredValue(account);
                WhyReport report = await scope.Services.GetRequiredService<IReports>()
                    .WhyAsync(name, parsed.GetValue(asOf) ?? scope.Today, parsed.GetValue(since), cancellation);
                switch (report)
                {
                    case WhyReport.Found found when parsed.GetValue(json):
                        await using (Stream output = scope.Terminal.OpenOutput())
                        {
                            await output.WriteAsync(found.Json, cancellation);
                            output.WriteByte((byte)'\n');
                        }

                        return ExitCode.Done;
                    case WhyReport.Found found:
                        new MessagePrinter(scope.Terminal).Print(found.Answer);
                        return ExitCode.Done;
                    case WhyReport.Several several:
                        scope.Terminal.Say($"\"{name}\" may be any of these: {string.Join(", ", several.Accounts)}. Give one account_id.");
                        return ExitCode.Found;
                    case WhyReport.Unknown { Nearest.Count: 0 }:
                        scope.Terminal.Say($"There is no account \"{name}\". Import some with: import <folder>");
                        return ExitCode.Found;
                    case WhyReport.Unknown unknown:
                        scope.Terminal.Say($"There is no account \"{name}\". Nearest: {string.Join(", ", unknown.Nearest)}.");
                        return ExitCode.Found;
                    default:
                        throw new InvalidOperationException($"Unknown answer {report}.");
                }
            });
    }
}
