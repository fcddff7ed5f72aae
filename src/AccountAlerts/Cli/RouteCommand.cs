using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Hosting;
using Spectre.Console;

namespace AccountAlerts.Cli;

/// <summary>Explains who would hear of an alert about an account, in which way, and which rule says so.</summary>
internal static class RouteCommand
{
    public static Command Create(Launch launch)
    {
        var account = new Argument<string>("account") { Description = "An account_id, or a name as you would type it." };
        var trigger = new Option<string>("--trigger") { Description = "The name of an alert file: champion-silent.", HelpName = "name", Required = true };
        Option<bool> json = CommonOptions.Json();
        Option<DateOnly?> asOf = CommonOptions.AsOf();
        return new Command("route", "Explain who would be told of an alert, how, and why. Reads only.") { account, trigger, json, asOf }
            .Does(launch, async (parsed, scope, cancellation) =>
            {
                string name = parsed.GetRequiredValue(account);
                string alert = parsed.GetRequiredValue(trigger);
                RouteReport report = await scope.Services.GetRequiredService<IRouteReports>()
                    .ExplainAsync(name, alert, parsed.GetValue(asOf) ?? scope.Today, cancellation);
                switch (report)
                {
                    case RouteReport.Found found when parsed.GetValue(json):
                        await WriteJsonAsync(scope.Terminal, found, cancellation);
                        return ExitCode.Done;
                    case RouteReport.Found found:
                        Print(scope.Terminal, found);
                        return ExitCode.Done;
                    default:
                        return Refuse(scope.Terminal, report, name, alert);
                }
            });
    }

    /// <summary>Says what of a question is not known.</summary>
    /// <param name="account">As it was typed; null if none was.</param>
    internal static int Refuse(Terminal terminal, RouteReport report, string? account, string alert)
    {
        terminal.Say(report switch
        {
            RouteReport.Several several => $"\"{account}\" may be any of these: {string.Join(", ", several.Accounts)}. Give one account_id.",
            RouteReport.UnknownAccount when account is null => "There is no account yet. Import some with: import <folder>",
            RouteReport.UnknownAccount { Nearest.Count: 0 } => $"There is no account \"{account}\". Import some with: import <folder>",
            RouteReport.UnknownAccount unknown => $"There is no account \"{account}\". Nearest: {string.Join(", ", unknown.Nearest)}.",
            RouteReport.UnknownTrigger unknown => $"There is no alert file \"{alert}\". There are: {string.Join(", ", unknown.Known)}.",
            _ => throw new InvalidOperationException($"Unknown answer {report}."),
        });
        return report is RouteReport.UnknownTrigger ? ExitCode.Usage : ExitCode.Found;
    }

    private static void Print(Terminal terminal, RouteReport.Found found)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("As", "Reader", "How", "Why", "Found by");
        foreach (Prospect prospect in found.Prospects)
        {
            string reader = prospect.StandIn is not { } standIn ? "-" : standIn.For is { } absent ? $"{standIn.Reader} (for {absent})" : standIn.Reader;
            table.AddRow(
                Markup.Escape(prospect.Route.Role), Markup.Escape(reader), prospect.Way is { } way ? RoutingWords.Way(way) : "-",
                Markup.Escape(RoutingWords.Why(prospect.Reason)), Markup.Escape(RoutingWords.Found(prospect.Route.Found)));
        }

        terminal.Write(table);
        string holds = found.Stored ? "is open" : found.State == TriggerState.Firing ? "holds, and is not stored yet" : "does not hold; this is what would happen";
        terminal.Say($"{found.Name}: {found.Trigger} ({Word(found.Severity)}) {holds}. Rule: {found.Rule}.");
    }

    private static async Task WriteJsonAsync(Terminal terminal, RouteReport.Found found, CancellationToken cancellation)
    {
        await using Stream output = terminal.OpenOutput();
        await using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("account", found.AccountId);
            json.WriteString("trigger", found.Trigger);
            json.WriteString("at", found.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteString("state", found.State.ToString().ToLowerInvariant());
            json.WriteString("severity", Word(found.Severity));
            json.WriteBoolean("stored", found.Stored);
            json.WriteString("rule", found.Rule);
            json.WriteStartArray("routes");
            foreach (Prospect prospect in found.Prospects)
            {
                json.WriteStartObject();
                json.WriteString("role", prospect.Route.Role);
                json.WriteString("reader", prospect.StandIn?.Reader);
                json.WriteString("for", prospect.StandIn?.For);
                json.WriteString("found", prospect.Route.Found);
                json.WriteString("way", prospect.Way is { } way ? RoutingWords.Way(way) : null);
                json.WriteString("reason", prospect.Reason);
                json.WriteString("until", prospect.Against?.Until?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            await json.FlushAsync(cancellation);
        }

        output.WriteByte((byte)'\n');
    }

    private static string Word(Severity severity) => severity.ToString().ToLowerInvariant();
}
