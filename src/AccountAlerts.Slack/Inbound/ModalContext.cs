using System.Text.Json;

namespace AccountAlerts.Slack.Inbound;

/// <summary>What a modal remembers of the button that opened it; it travels in the view's private metadata.</summary>
/// <param name="Value">The button's value.</param>
/// <param name="Hook">The click's own address for answers; null where it had none.</param>
internal sealed record ModalContext(string Value, string? Channel, string? Hook)
{
    public override string ToString() => JsonSerializer.Serialize(this);

    /// <returns>Null for what no modal of ours wrote.</returns>
    public static ModalContext? Read(string? text)
    {
        try
        {
            return text is { Length: > 0 } && JsonSerializer.Deserialize<ModalContext>(text) is { Value: not null } context ? context : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
