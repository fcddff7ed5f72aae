using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Slack.Wire;

namespace AccountAlerts.Slack.Rendering;

/// <summary>A modal view. docs.slack.dev/surfaces/modals.</summary>
/// <param name="Title">At most 24 characters, like both buttons.</param>
/// <param name="Submit">Null where there is nothing to send.</param>
/// <param name="PrivateMetadata">At most 3,000 characters; comes back with the answer.</param>
public sealed record ModalView(
    string Type, PlainTextObject Title, PlainTextObject? Submit, PlainTextObject Close, string CallbackId, string PrivateMetadata,
    IReadOnlyList<SlackBlock> Blocks);

/// <summary>Draws a dialog as a modal; block ids are the inputs' names.</summary>
public static class SlackModal
{
    /// <summary>Action id of the one element of each input block.</summary>
    public const string InputId = "input";

    private const int MostTitle = 24;
    private const int MostOptions = 100;
    private const int MostOption = 75;

    /// <param name="action">What the button does; comes back as the callback id.</param>
    /// <param name="context">What the answer needs to know of the click; at most 3,000 characters.</param>
    public static ModalView Of(Dialog dialog, string action, string context) => new(
        "modal", Short(dialog.Title), Short(dialog.Submit), Short("Cancel"), action, context, [.. dialog.Inputs.Select(Draw)]);

    /// <summary>An answer, in the place of the form that was sent. Modals take classic blocks only.</summary>
    public static ModalView Note(Message message) =>
        new("modal", Short("AccountAlerts"), null, Short("Close"), "note", "", BlockKitRenderer.Render(message, classic: true).Blocks);

    private static InputBlock Draw(DialogInput input) => new(
        PlainTextObject.Of(SlackText.Fit(input.Label, 200)), Element(input), Optional: !input.Required,
        Hint: input.Hint is { } hint ? PlainTextObject.Of(SlackText.Fit(hint, 200)) : null)
    {
        BlockId = input.Name,
    };

    private static SlackElement Element(DialogInput input) => input.Kind switch
    {
        // Slack's own picker knows everybody, however many they are.
        _ when input.Name == CardDialogs.Person => new UsersSelectElement { ActionId = InputId },
        InputKind.Choice => new StaticSelectElement
        {
            ActionId = InputId,
            Options = [.. (input.Options ?? []).Take(MostOptions).Select(option => new OptionObject(PlainTextObject.Of(SlackText.Fit(option.Label, MostOption)), option.Value))],
        },
        InputKind.Date => new DatePickerElement { ActionId = InputId },
        _ => new PlainTextInputElement { ActionId = InputId, Multiline = true },
    };

    private static PlainTextObject Short(string text) => PlainTextObject.Of(SlackText.Fit(text, MostTitle));
}
