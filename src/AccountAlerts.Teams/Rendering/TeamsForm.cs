using AccountAlerts.Engine.Conversations;
using AccountAlerts.Teams.Wire.Cards;

namespace AccountAlerts.Teams.Rendering;

/// <summary>A dialog as a card with inputs. Their ids have the action before the name, since all inputs of a message share one space of ids.</summary>
internal static class TeamsForm
{
    private const char Separator = '.';
    private const int MostLabel = 100;
    private const int MostOptions = 100;

    /// <param name="answer">The name of the answer that has the form; null in anything else.</param>
    public static AdaptiveCard Of(Dialog dialog, string action, string value, string? answer) =>
        new([.. dialog.Inputs.Select(input => Draw(input, action))], [TeamsButtons.Submit(dialog.Submit, action, value, answer)]);

    /// <summary>A form that was asked for, as an answer of its own.</summary>
    public static Message Asked(Dialog dialog, string action, string value) => new()
    {
        Text = dialog.Title,
        Blocks = [],
        Buttons = [new Button(action, dialog.Submit, value, ButtonStyle.Primary, dialog)],
    };

    /// <returns>Null for anything but an answer that is a form and nothing else.</returns>
    public static TeamsCard? Alone(Message message) => message is { Answer: { } answer, Blocks: [], Buttons: [{ Dialog: { } dialog } button] }
        ? new TeamsCard(
            TeamsText.Notification(dialog.Title, MostLabel),
            AdaptiveCard.Whole(
                [new RichTextBlock([new TextRun(TeamsText.Line(dialog.Title, MostLabel), Weight: "Bolder")]), .. dialog.Inputs.Select(input => Draw(input, button.Action))],
                [TeamsButtons.Submit(dialog.Submit, button.Action, button.Value, answer)], []))
        : null;

    public static int LongestList(Dialog dialog) => dialog.Inputs.Max(input => input.Options?.Count ?? 0);

    /// <returns>The input's name, as the dialog calls it.</returns>
    public static string NameOf(string id) => id[(id.IndexOf(Separator, StringComparison.Ordinal) + 1)..];

    private static InputElement Draw(DialogInput input, string action)
    {
        string id = action + Separator + input.Name;
        string label = TeamsText.Line(input.Label, MostLabel);
        string? hint = input.Hint is { } text ? TeamsText.Line(text, MostLabel) : null;
        InputElement drawn = input.Kind switch
        {
            InputKind.Choice => new ChoiceInput(
                id, label, [.. (input.Options ?? []).Take(MostOptions).Select(option => new CardChoice(TeamsText.Line(option.Label, MostLabel), option.Value))], hint ?? "Choose"),
            InputKind.Date => new DateInput(id, hint is null ? label : $"{label} ({hint})"),
            _ => new TextInput(id, label, hint),
        };
        return input.Required ? drawn with { IsRequired = true, ErrorMessage = $"Please fill in: {label}" } : drawn;
    }
}
