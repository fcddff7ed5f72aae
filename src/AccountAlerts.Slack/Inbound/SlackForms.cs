using AccountAlerts.Slack.Rendering;
using AccountAlerts.Slack.Wire;

namespace AccountAlerts.Slack.Inbound;

/// <summary>The form of the shortcuts: one question. Open forms keep its names.</summary>
internal static class SlackForms
{
    /// <summary>Callback of the form.</summary>
    public const string Ask = "ask";

    /// <summary>Its one input.</summary>
    public const string Asked = "question";

    /// <param name="filled">What is written there already; may be empty.</param>
    public static ModalView Question(string filled, string context) => new(
        "modal", PlainTextObject.Of("Ask about a customer"), PlainTextObject.Of("Ask"), PlainTextObject.Of("Cancel"), Ask, context,
        [
            new InputBlock(
                PlainTextObject.Of("Question"), new PlainTextInputElement { ActionId = SlackModal.InputId, InitialValue = filled.Length > 0 ? filled : null },
                Hint: PlainTextObject.Of("For example: why did Fernway drop, my accounts, help"))
            {
                BlockId = Asked,
            },
        ]);
}
