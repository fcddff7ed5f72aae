using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Hosting;
using AccountAlerts.Inbox;
using AccountAlerts.Slack.Rendering;
using AccountAlerts.Slack.Wire;
using AccountAlerts.Teams.Rendering;
using AccountAlerts.Teams.Wire;
using Command = System.CommandLine.Command;

namespace AccountAlerts.Cli;

/// <summary>Shows the card of an alert as its reader would see it, before it goes to anybody.</summary>
internal static class PreviewCommand
{
    private const string Text = "text";
    private const string Slack = "slack";
    private const string Teams = "teams";
    private const string Html = "html";

    private static readonly JsonSerializerOptions Indented = new(SlackJson.Options) { WriteIndented = true };
    private static readonly JsonSerializerOptions IndentedCard = new(TeamsJson.Options) { WriteIndented = true };

    public static Command Create(Launch launch)
    {
        var trigger = new Argument<string>("alert") { Description = "The name of an alert file: champion-silent." };
        var account = new Option<string?>("--account")
        {
            Description = "An account_id, or a name as you would type it. Default: the first account of which the alert holds, else the first of all.",
            HelpName = "account",
        };
        var look = new Option<string>("--as")
        {
            Description = "text: for this terminal. slack: Block Kit, to paste at app.slack.com/block-kit-builder. teams: an Adaptive Card, to paste at adaptivecards.io/designer. html: a page of its own, as the inbox shows it.", DefaultValueFactory = _ => Text,
        };
        look.AcceptOnlyFromAmong(Text, Slack, Teams, Html);
        Option<bool> json = CommonOptions.Json();
        Option<DateOnly?> asOf = CommonOptions.AsOf();
        return new Command("preview", "Show the card of an alert. Reads only; nothing is sent.") { trigger, account, look, json, asOf }
            .Does(launch, async (parsed, scope, cancellation) =>
            {
                string alert = parsed.GetRequiredValue(trigger);
                string? name = parsed.GetValue(account);
                switch (await scope.Services.GetRequiredService<ICardPreviews>().OfAsync(alert, name, parsed.GetValue(asOf) ?? scope.Today, cancellation))
                {
                    case CardPreview.Refused refused:
                        return RouteCommand.Refuse(scope.Terminal, refused.Why, name, alert);
                    case CardPreview.Shown shown:
                        if (parsed.GetValue(look) == Slack)
                            scope.Terminal.WriteLine(BlockKit(shown.Message));
                        else if (parsed.GetValue(look) == Teams)
                            scope.Terminal.WriteLine(JsonSerializer.Serialize(AdaptiveCardRenderer.Render(shown.Message).Card, IndentedCard));
                        else if (parsed.GetValue(look) == Html)
                            scope.Terminal.WriteLine(await CardPage.RenderAsync(shown.Message));
                        else if (parsed.GetValue(json))
                            scope.Terminal.WriteLine(MessageJson.Write(shown.Message));
                        else
                            Print(scope.Terminal, shown.Message);
                        if (!shown.Holds)
                            scope.Terminal.Say($"{shown.Trigger} does not hold for {shown.Name}; this is how it would look.");
                        return ExitCode.Done;
                    case var other:
                        throw new InvalidOperationException($"Unknown answer {other}.");
                }
            });
    }

    private static void Print(Terminal terminal, Message message)
    {
        new MessagePrinter(terminal).Print(message);
        terminal.WriteLine(string.Join(' ', message.Buttons.Select(button => $"[{button.Label}]")));
    }

    private static string BlockKit(Message message)
    {
        var drawn = BlockKitRenderer.Render(message, classic: false);
        return new JsonObject { ["text"] = drawn.Text, ["blocks"] = JsonNode.Parse(SlackJson.Write(drawn.Blocks)) }.ToJsonString(Indented);
    }
}
