using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Teams.Rendering;
using AccountAlerts.Teams.Wire;
using AccountAlerts.Teams.Wire.Cards;

namespace AccountAlerts.Teams.Inbound;

/// <summary>Buttons and forms, as clicks for the desk: the card comes back as it is by then, words come privately.</summary>
public sealed class TeamsClicks(
    TeamsVisitors visitors, IConversationDesk desk, ClickForms forms, IShownMessages shown, ITeamsRenderer renderer, TeamsAnswers answers)
{
    /// <summary>In the audit trail, and as the platform of a conversation.</summary>
    internal const string Platform = "teams";

    private const int MostMore = 12;

    /// <returns>For who pressed; of no use for an Action.Submit.</returns>
    internal async Task<InvokeAnswer> PressAsync(Activity activity, CancellationToken cancellation)
    {
        if (PressedButton.Read(activity) is not { } pressed)
            return await TellAsync(activity, TeamsSayings.Unknown, cancellation);
        switch (await visitors.WhoAsync(activity, cancellation))
        {
            case TeamsVisitor.Known known:
                return await PressAsync(activity, pressed, known, cancellation);
            case TeamsVisitor.Nobody:
                return await TellAsync(activity, TeamsSayings.Nobody, cancellation);
            default:
                return await TellAsync(activity, TeamsSayings.Unclear, cancellation);
        }
    }

    /// <summary>
    /// Whether the same press may be handled again and still counts once: an act is stored under the event's name with its first answer, and words
    /// are said under it once. What takes the place of an answer is not like that: a late repetition would take the place of what came after.
    /// </summary>
    internal static bool CountsOnce(Activity activity) =>
        PressedButton.Read(activity) is not { Button: var button } || (button.Answer is null && (button.Action == TeamsButtons.More || CountedOnce.IsAct(button.Action)));

    /// <summary>What a press shows that was done already: the card as it is by now.</summary>
    internal async Task<InvokeAnswer> AgainAsync(Activity activity, CancellationToken cancellation) =>
        PressedButton.Read(activity) is { } pressed && await visitors.WhoAsync(activity, cancellation) is TeamsVisitor.Known
            ? await NowAsync(pressed.Button, TeamsSayings.Noted, cancellation)
            : InvokeAnswer.Say(TeamsSayings.Noted);

    internal static string ActorOf(string email) => $"{Platform}:{email}";

    internal static Conversation ConversationOf(Activity activity) => new(Platform, TeamsAnswers.TenantOf(activity), activity.Conversation?.Id ?? "");

    private async Task<InvokeAnswer> PressAsync(Activity activity, PressedButton pressed, TeamsVisitor.Known known, CancellationToken cancellation)
    {
        var button = pressed.Button;
        var click = new Click(
            answers.NameOf(activity), ActorOf(known.Email), known.Email, ConversationOf(activity),
            button.Action, button.Value, pressed.Inputs);
        if (button.Action == TeamsButtons.More)
            return await SayAsync(activity, button, await MoreAsync(click, button, cancellation), cancellation);
        if (button.Form != true)
        {
            switch (await forms.OfAsync(click, cancellation))
            {
                case ClickForm.Refused refused:
                    return await SayAsync(activity, button, refused.Message, cancellation);
                case ClickForm.Ask ask:
                    return await SayAsync(activity, button, TeamsForm.Asked(ask.Dialog, button.Action, button.Value), cancellation);
            }
        }

        var answer = await desk.ClickAsync(click, cancellation);
        if (answer is { Input: not null, Message: { } complaint } && activity.Type == ActivityTypes.Invoke)
            return InvokeAnswer.Say(complaint.Text);
        var said = answer.Message is { } message ? TeamsSayings.After(known.Welcome, message) : known.Welcome is { } welcome ? TeamsSayings.Say(welcome) : null;
        if (said is not null)
            return await SayAsync(activity, button, said, cancellation, answer.Shown);
        return button.Answer is not null
            ? await SayAsync(activity, button, TeamsSayings.Say(TeamsSayings.Noted), cancellation)
            : await NowAsync(button, TeamsSayings.Noted, cancellation, answer.Shown);
    }

    /// <summary>The further buttons of a row, each with its form as things stand now.</summary>
    private async Task<Message> MoreAsync(Click click, ButtonData button, CancellationToken cancellation)
    {
        var buttons = new List<Button>();
        Message? refusal = null;
        foreach (var (action, label) in (button.More ?? new Dictionary<string, string>()).Take(MostMore))
        {
            switch (await forms.OfAsync(click with { Action = action }, cancellation))
            {
                case ClickForm.Refused refused:
                    refusal ??= refused.Message;
                    break;
                case ClickForm.Ask ask:
                    buttons.Add(new Button(action, label, button.Value, Dialog: ask.Dialog));
                    break;
                default:
                    buttons.Add(new Button(action, label, button.Value));
                    break;
            }
        }

        if (refusal is not null)
            return refusal;
        string about = button.About ?? "What do you want to do?";
        return new Message { Text = about, Blocks = [new Paragraph([new Span(about, SpanStyle.Strong)])], Buttons = buttons };
    }

    /// <summary>Words for who pressed: in the place of an answer, or in the personal chat, and then the card is what it is.</summary>
    private async Task<InvokeAnswer> SayAsync(Activity activity, ButtonData button, Message said, CancellationToken cancellation, Message? now = null)
    {
        if (button.Answer is { } name && await answers.ReplaceAsync(activity, name, said, cancellation))
            return InvokeAnswer.Card(renderer.Card(said with { Answer = name }).Span);

        bool arrived = await answers.SayPrivatelyAsync(activity, said, cancellation);
        string where = TeamsAnswers.IsPersonal(activity) ? TeamsSayings.Below : TeamsSayings.InTheChat;
        return arrived ? await NowAsync(button, where, cancellation, now) : InvokeAnswer.Say(TeamsSayings.NotReachable);
    }

    /// <summary>One sentence, where no card may be shown.</summary>
    private async Task<InvokeAnswer> TellAsync(Activity activity, Message message, CancellationToken cancellation)
    {
        // The answer to an Action.Submit shows nothing.
        if (activity.Type != ActivityTypes.Invoke)
            await answers.SayThereAsync(activity, message.Text, cancellation);
        return InvokeAnswer.Say(message.Text);
    }

    /// <param name="now">What the card shows, where that is known already.</param>
    private async Task<InvokeAnswer> NowAsync(ButtonData button, string otherwise, CancellationToken cancellation, Message? now = null)
    {
        if (now is null && CardHandle.Parse(button.Value) is { } handle)
            now = await shown.FindAsync(handle.Key, cancellation);
        return now is null ? InvokeAnswer.Say(otherwise) : InvokeAnswer.Card(renderer.Card(now).Span);
    }
}
