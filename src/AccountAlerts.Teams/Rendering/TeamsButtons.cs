using AccountAlerts.Engine.Conversations;
using AccountAlerts.Teams.Wire.Cards;

namespace AccountAlerts.Teams.Rendering;

/// <summary>Buttons as Universal Actions: those that stand for themselves first, what is too many behind "More", forms unfolded in the card.</summary>
internal static class TeamsButtons
{
    /// <summary>Action of a row's button that shows its further ones.</summary>
    public const string More = "more";

    private const string MoreLabel = "More...";
    private const int MostLabel = 60;
    private const int MostAbout = 80;

    /// <param name="answer">The name of the answer that has them, which what is pressed there takes the place of; null in anything else.</param>
    public static IReadOnlyList<CardAction> Of(IReadOnlyList<Button> buttons, CardDetail detail, string? answer) =>
        Fold([.. buttons.Where(Opens).OrderBy(button => button.More).Select(button => Draw(button, detail, answer))]);

    /// <summary>A row has room for its first button, and for one that shows the others to who asks.</summary>
    public static IReadOnlyList<CardAction> OfRow(MessageRow row, string about)
    {
        Button[] buttons = [.. row.Buttons.Where(button => button.Url is null)];
        if (buttons.Length <= 1 || buttons.Any(button => button.Value != buttons[0].Value))
            return [.. buttons.Take(2).Select(button => Execute(button.Label, button.Style, new ButtonData(button.Action, button.Value)))];
        var first = buttons[0];
        var more = new ButtonData(More, first.Value)
        {
            More = buttons.Skip(1).DistinctBy(button => button.Action).ToDictionary(button => button.Action, button => TeamsText.Line(button.Label, MostLabel)),
            About = TeamsText.Line(about, MostAbout),
        };
        return [Execute(first.Label, first.Style, new ButtonData(first.Action, first.Value)), Execute(MoreLabel, ButtonStyle.Plain, more)];
    }

    /// <summary>The button of a form.</summary>
    public static ExecuteAction Submit(string label, string action, string value, string? answer) =>
        Execute(label, ButtonStyle.Primary, new ButtonData(action, value, Form: true) { Answer = answer });

    /// <summary>Teams opens https addresses only; what cannot be opened is not offered.</summary>
    private static bool Opens(Button button) => button.Url is null || (Uri.TryCreate(button.Url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps);

    private static CardAction Draw(Button button, CardDetail detail, string? answer) => button.Url is { } url
        ? new OpenUrlAction(url, TeamsText.Line(button.Label, MostLabel))
        : button.Dialog is { } dialog && TeamsForm.LongestList(dialog) <= detail.FormChoices
            ? new ShowCardAction(TeamsText.Line(button.Label, MostLabel), TeamsForm.Of(dialog, button.Action, button.Value, answer))
            : Execute(button.Label, button.Style, new ButtonData(button.Action, button.Value) { Answer = answer });

    private static ExecuteAction Execute(string label, ButtonStyle style, ButtonData button)
    {
        string title = TeamsText.Line(label, MostLabel);
        if (string.IsNullOrWhiteSpace(title))
            title = "OK";
        var data = new ActionData(button);
        return new ExecuteAction(
            title, button.Action, data,
            style switch
            {
                ButtonStyle.Primary => "positive",
                ButtonStyle.Danger => "destructive",
                _ => null,
            },
            new SubmitAction(title, data));
    }

    /// <summary>What Teams would drop goes behind one more button, as often as it takes.</summary>
    private static IReadOnlyList<CardAction> Fold(IReadOnlyList<CardAction> actions) => actions.Count <= AdaptiveCard.MostActions
        ? actions
        : [.. actions.Take(AdaptiveCard.MostActions - 1), new ShowCardAction(MoreLabel, new AdaptiveCard([], Fold([.. actions.Skip(AdaptiveCard.MostActions - 1)])))];
}
