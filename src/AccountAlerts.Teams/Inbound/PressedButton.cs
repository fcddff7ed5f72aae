using System.Text.Json;
using AccountAlerts.Engine.Wire;
using AccountAlerts.Teams.Rendering;
using AccountAlerts.Teams.Wire;
using AccountAlerts.Teams.Wire.Cards;

namespace AccountAlerts.Teams.Inbound;

/// <summary>A button of ours, as it came back.</summary>
/// <param name="Inputs">What its form asked, by name.</param>
internal sealed record PressedButton(ButtonData Button, IReadOnlyDictionary<string, string> Inputs)
{
    private const string Own = "button";
    private const int MostInputs = 30;
    private const int MostInput = 2_000;

    /// <param name="activity">An Action.Execute, or the message of an Action.Submit.</param>
    /// <returns>Null for what no button of ours sends.</returns>
    public static PressedButton? Read(Activity activity)
    {
        if ((activity.Type == ActivityTypes.Invoke ? activity.Value?.At("action", "data") : activity.Value) is not { ValueKind: JsonValueKind.Object } data
            || data.At(Own) is not { } own || TeamsJson.Read<ButtonData>(own) is not { Action.Length: > 0, Value: not null } button)
            return null;
        var inputs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var input in data.EnumerateObject().Where(input => input.Name != Own).Take(MostInputs))
        {
            if (input.Value.ValueKind == JsonValueKind.String && input.Value.GetString() is { } text && !string.IsNullOrWhiteSpace(text))
                inputs[TeamsForm.NameOf(input.Name)] = text.Length > MostInput ? text[..MostInput] : text;
        }

        return new PressedButton(button, inputs);
    }
}
