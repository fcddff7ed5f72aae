using AccountAlerts.Engine.Conversations;
using AccountAlerts.Slack.Wire;

namespace AccountAlerts.Slack.Rendering;

/// <summary>Buttons as an actions block: those that stand for themselves first, the others behind "More".</summary>
public static class SlackButtons
{
    /// <summary>Action id of the menu behind "More"; its options carry what a button would.</summary>
    public const string MoreId = "more";

    private const int MostLabel = 75;
    private const int MostValue = 75;
    private const int MostOptions = 5;
    private const int MostInRow = 25;
    private const char Separator = '|';

    public static IEnumerable<ActionsBlock> Of(IReadOnlyList<Engine.Conversations.Button> buttons)
    {
        if (buttons.Count == 0)
            yield break;
        var hidden = buttons.Where(button => button.More && FitsMenu(button)).Take(MostOptions).ToList();
        // A menu of one is a button.
        if (hidden.Count == 1)
            hidden.Clear();
        var elements = buttons.Where(button => !hidden.Contains(button)).Take(MostInRow - 1).Select(Drawn).ToList();
        if (hidden.Count > 0)
            elements.Add(new OverflowElement { ActionId = MoreId, Options = [.. hidden.Select(Option)] });
        yield return new ActionsBlock(elements);
    }

    private static SlackElement Drawn(Engine.Conversations.Button button, int index) => new ButtonElement
    {
        ActionId = ActionId(button, index),
        Text = Label(button),
        Value = button.Value,
        Url = button.Url,
        Style = button.Style switch
        {
            ButtonStyle.Primary => "primary",
            ButtonStyle.Danger => "danger",
            _ => null,
        },
    };

    private static OptionObject Option(Engine.Conversations.Button button) => new(Label(button), OptionValue(button), button.Url);

    private static PlainTextObject Label(Engine.Conversations.Button button) => PlainTextObject.Of(SlackText.Fit(button.Label.ReplaceLineEndings(" "), MostLabel));

    private static bool FitsMenu(Engine.Conversations.Button button) => OptionValue(button).Length <= MostValue;

    /// <summary>All buttons of a row in one element beside it: the only one as a button, up to five behind a menu.</summary>
    /// <returns>Null where that does not hold all of them; then they stand below the row.</returns>
    public static SlackElement? Beside(IReadOnlyList<Engine.Conversations.Button> buttons)
    {
        if (buttons is [var only])
            return Drawn(only, 0);
        return buttons.Count is > 1 and <= MostOptions && buttons.All(FitsMenu) ? new OverflowElement { ActionId = MoreId, Options = [.. buttons.Select(Option)] } : null;
    }

    /// <summary>What a button or an option of the menu means.</summary>
    /// <returns>Null for ids that no button of ours has.</returns>
    public static (string Action, string Value)? Read(string actionId, string value)
    {
        if (actionId == MoreId)
        {
            int cut = value.IndexOf(Separator, StringComparison.Ordinal);
            return cut > 0 ? (value[..cut], value[(cut + 1)..]) : null;
        }

        int dot = actionId.LastIndexOf('.');
        string action = dot < 0 ? actionId : actionId[..dot];
        return action.Length == 0 ? null : (action, value);
    }

    // Several buttons of one action (a choice among names) need ids of their own within the block.
    private static string ActionId(Engine.Conversations.Button button, int index) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{button.Action}.{index}");

    private static string OptionValue(Engine.Conversations.Button button) => button.Action + Separator + button.Value;
}
