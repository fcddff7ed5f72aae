using System.Text.Json;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Wire;
using AccountAlerts.Slack.Api;
using AccountAlerts.Slack.Home;
using AccountAlerts.Slack.People;
using AccountAlerts.Slack.Rendering;
using AccountAlerts.Slack.Wire;
using Microsoft.Extensions.Logging;

namespace AccountAlerts.Slack.Inbound;

/// <summary>Buttons, menus and forms, as clicks for the desk.</summary>
public sealed partial class SlackClicks(
    SlackVisitors visitors, SlackPeople people, IConversationDesk desk, ClickForms forms, SlackQuestions questions, SlackCaller caller, SlackAnswers answers,
    SlackHome home, NamedCustomers mentions, ILogger<SlackClicks> logger)
{
    internal Task<Handled> HandleAsync(SlackDelivery delivery, CancellationToken cancellation) => delivery.Payload.Text("type") switch
    {
        "block_actions" => ButtonAsync(delivery, cancellation),
        "view_submission" => FormAsync(delivery, cancellation),
        "shortcut" or "message_action" => ShortcutAsync(delivery, cancellation),
        _ => Task.FromResult(Handled.Quietly),
    };

    private async Task<Handled> ButtonAsync(SlackDelivery delivery, CancellationToken cancellation)
    {
        var payload = delivery.Payload;
        if (payload.Text("user", "id") is not { } user || payload.Items("actions").FirstOrDefault() is not { ValueKind: JsonValueKind.Object } pressed)
            return Handled.Quietly;
        var place = PlaceOf(delivery.TeamId, user, payload);
        if (SlackButtons.Read(pressed.Text("action_id") ?? "", pressed.Text("value") ?? pressed.Text("selected_option", "value") ?? "") is not { } button)
            return Say(place, Sayings.Unknown);
        // Slack tells of links that are pressed as well; there is nothing to do.
        if (button.Action == Actions.OpenInCrm)
            return Handled.Quietly;
        switch (await visitors.WhoAsync(delivery.TeamId, user, cancellation))
        {
            case SlackVisitor.Nobody nobody:
                return Say(place, nobody.Why);
            case SlackVisitor.Unclear:
                return Say(place, Sayings.Unclear);
            case SlackVisitor.Known known:
                var click = new Click(
                    IdOf(delivery.TeamId, user, payload, pressed), ActorOf(known.Email), known.Email, Conversation(place), button.Action, button.Value,
                    new Dictionary<string, string>());
                return await PressAsync(click, place, payload, known.Welcome, cancellation);
            default:
                return Handled.Quietly;
        }
    }

    private async Task<Handled> PressAsync(Click click, SlackPlace place, JsonElement payload, string? welcome, CancellationToken cancellation)
    {
        switch (await forms.OfAsync(click, cancellation))
        {
            case ClickForm.Refused refused:
                return Say(place, refused.Message);
            case ClickForm.Ask ask:
                var context = new ModalContext(click.Value, place.Channel, place.ResponseUrl);
                return await OpenAsync(payload.Text("trigger_id") ?? "", SlackModal.Of(ask.Dialog, click.Action, context.ToString()), place, cancellation);
            default:
                var answer = await desk.ClickAsync(click, cancellation);
                // A page is drawn when it is opened, and when somebody does something on it.
                if (payload.Text("view", "type") == "home" && click.Action is not (Actions.Why or Actions.Command))
                    return new Handled(After: later => home.PublishAsync(place.Team, place.User, click.Teammate, later));
                if (answer.Message is not { } message)
                    return welcome is null ? Handled.Quietly : Say(place, Sayings.Say(welcome));
                // A choice among names is answered in its own place.
                bool replace = click.Action == Actions.Command && payload.Flag("container", "is_ephemeral");
                return Say(place with { Replace = replace }, Sayings.After(welcome, message));
        }
    }

    /// <summary>The form with one question; a message's shortcut fills in what the message says.</summary>
    private async Task<Handled> ShortcutAsync(SlackDelivery delivery, CancellationToken cancellation)
    {
        var payload = delivery.Payload;
        if (payload.Text("user", "id") is not { } user || payload.Text("trigger_id") is not { } trigger)
            return Handled.Quietly;
        var place = new SlackPlace(delivery.TeamId, user, payload.Text("channel", "id"), ResponseUrl: payload.Text("response_url")) { Trigger = trigger };
        var visitor = await visitors.WhoAsync(delivery.TeamId, user, cancellation);
        if (visitor is not SlackVisitor.Known known)
            return Say(place, visitor is SlackVisitor.Nobody nobody ? nobody.Why : Sayings.Unclear);
        string named = payload.Text("type") == "message_action" ? await mentions.FindAsync(known.Email, payload.Text("message", "text") ?? "", cancellation) ?? "" : "";
        return await OpenAsync(trigger, SlackForms.Question(named, new ModalContext("", null, null).ToString()), place, cancellation);
    }

    /// <summary>The trigger is good for three seconds and one form.</summary>
    private async Task<Handled> OpenAsync(string trigger, ModalView view, SlackPlace place, CancellationToken cancellation)
    {
        var reply = await caller.CallAsync(
            place.Team, "views.open", new Dictionary<string, string?> { ["trigger_id"] = trigger, ["view"] = SlackJson.Write(view) }, cancellation);
        if (reply is SlackReply.Ok)
            return Handled.Quietly;
        Log.NotOpened(logger, view.CallbackId, reply is SlackReply.Refused refused ? $"{refused.Error} {refused.Detail}" : reply.GetType().Name);
        return Say(place, Sayings.Stale);
    }

    private async Task<Handled> FormAsync(SlackDelivery delivery, CancellationToken cancellation)
    {
        var payload = delivery.Payload;
        if (payload.Text("user", "id") is not { } user || payload.At("view") is not { } view)
            return Handled.Quietly;
        var context = ModalContext.Read(view.Text("private_metadata"));
        var place = new SlackPlace(delivery.TeamId, user, context?.Channel, ResponseUrl: context?.Hook);
        switch (await visitors.WhoAsync(delivery.TeamId, user, cancellation))
        {
            case SlackVisitor.Nobody nobody:
                return Show(place, nobody.Why);
            case SlackVisitor.Unclear:
                return Show(place, Sayings.Unclear);
            case SlackVisitor.Known known when context is not null:
                string action = view.Text("callback_id") ?? "";
                var inputs = await InputsAsync(delivery.TeamId, view, cancellation);
                if (action == SlackForms.Ask)
                    return Show(place, await questions.AskAsync(delivery.TeamId, known.Email, place.Channel ?? user, inputs.GetValueOrDefault(SlackForms.Asked) ?? "", cancellation));
                var answer = await desk.ClickAsync(
                    new Click(
                        $"{SlackPlatform.PlatformName}/{delivery.TeamId}/{user}/{view.Text("id")}", ActorOf(known.Email), known.Email, Conversation(place), action,
                        context.Value, inputs),
                    cancellation);
                return AnswerOf(answer, view, place);
            default:
                return Show(place, Sayings.Unknown);
        }
    }

    /// <summary>What is wrong with an input is said at the input; anything else takes the place of the form.</summary>
    private Handled AnswerOf(Answer answer, JsonElement view, SlackPlace place)
    {
        if (answer.Message is not { } message)
            return Handled.Quietly;
        if (answer.Input is not { } input || view.At("state", "values", input) is null)
            return Show(place, message);
        string errors = JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["response_action"] = "errors",
            ["errors"] = new Dictionary<string, string> { [input] = SlackText.Fit(message.Text, 300) },
        });
        return new Handled(errors, late => answers.SayAsync(place, message, late));
    }

    private Handled Show(SlackPlace place, Message message)
    {
        string update = SlackJson.Write(new ViewUpdate("update", SlackModal.Note(message)));
        return new Handled(update, late => answers.SayAsync(place, message, late));
    }

    private Handled Say(SlackPlace place, Message message) => new(After: cancellation => answers.SayAsync(place, message, cancellation));

    private async Task<Dictionary<string, string>> InputsAsync(string team, JsonElement view, CancellationToken cancellation)
    {
        var inputs = new Dictionary<string, string>(StringComparer.Ordinal);
        if (view.At("state", "values") is not { ValueKind: JsonValueKind.Object } blocks)
            return inputs;
        foreach (var block in blocks.EnumerateObject())
        {
            if (block.Value.At(SlackModal.InputId) is not { } input)
                continue;
            string? said = input.Text("value") ?? input.Text("selected_option", "value") ?? input.Text("selected_date");
            if (input.Text("selected_user") is { } colleague)
                said = (await people.OfAsync(team, colleague, cancellation))?.Email ?? "nobody";
            if (!string.IsNullOrWhiteSpace(said))
                inputs[block.Name] = said;
        }

        return inputs;
    }

    private static SlackPlace PlaceOf(string team, string user, JsonElement payload) => new(
        team, user, payload.Text("channel", "id") ?? payload.Text("container", "channel_id"), payload.Text("container", "thread_ts"), payload.Text("response_url"))
    {
        Modal = payload.Text("view", "type") == "modal" ? payload.Text("view", "id") : null,
        Trigger = payload.Text("trigger_id"),
    };

    /// <summary>The same press has the same id, however often it is delivered.</summary>
    private static string IdOf(string team, string user, JsonElement payload, JsonElement pressed)
    {
        string at = pressed.Text("action_ts") ?? payload.Text("trigger_id") ?? "";
        string where = payload.Text("container", "message_ts") ?? payload.Text("container", "view_id") ?? "";
        return $"{SlackPlatform.PlatformName}/{team}/{user}/{where}/{at}";
    }

    private static string ActorOf(string email) => $"{SlackPlatform.PlatformName}:{email}";

    private static Conversation Conversation(SlackPlace place) => new(SlackPlatform.PlatformName, place.Team, place.Channel ?? place.User);

    private static partial class Log
    {
        [LoggerMessage(3041, LogLevel.Warning, "Slack did not open the form of {Action}: {Reason}.")]
        public static partial void NotOpened(ILogger logger, string action, string reason);
    }
}
