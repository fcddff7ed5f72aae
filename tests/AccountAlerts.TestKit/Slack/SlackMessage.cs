using System.Text.Json.Nodes;

namespace AccountAlerts.TestKit.Slack;

/// <summary>A message as it is now. A snapshot: an edit makes a new one.</summary>
/// <param name="Ts">Its identity within the channel.</param>
/// <param name="ThreadTs">The parent's, for a reply.</param>
/// <param name="User">Who wrote it: the bot, or a user.</param>
/// <param name="Text">The notification, and what clients without blocks show.</param>
/// <param name="EphemeralFor">The only user who sees it; null for everybody.</param>
/// <param name="Edits">How often it was changed.</param>
public sealed record SlackMessage(
    SlackChannel Channel, string Ts, string? ThreadTs, string User, string Text, JsonArray? Blocks, JsonObject? Metadata, string? EphemeralFor, int Edits)
{
    /// <summary>True for a reply that the channel shows too.</summary>
    public bool Broadcast { get; init; }

    /// <summary>What people read: of the blocks if it has any, else the text.</summary>
    public string Words => Blocks is { Count: > 0 } blocks ? BlockReading.Words(blocks) : Text;

    /// <summary>What people can press or choose, in reading order.</summary>
    public IReadOnlyList<SlackControl> Controls => Blocks is { } blocks ? BlockReading.Controls(blocks) : [];

    public IReadOnlyList<string> Labels => [.. Controls.Select(control => control.Label)];

    /// <param name="labelOrAction">A label, or an action id.</param>
    public SlackControl Control(string labelOrAction) =>
        Controls.FirstOrDefault(control => control.Label == labelOrAction) ?? Controls.FirstOrDefault(control => control.ActionId == labelOrAction)
        ?? throw new InvalidOperationException($"No control '{labelOrAction}' in message {Ts}; there are: {string.Join(", ", Labels)}.");

    /// <summary>A string of the metadata's payload.</summary>
    public string? Key(string name = "key") => Metadata?["event_payload"]?[name]?.GetValue<string>();
}

/// <summary>Something to press: a button, or one option of a menu.</summary>
/// <param name="Element">Its element as sent.</param>
/// <param name="Option">The option, for menus.</param>
public sealed record SlackControl(string BlockId, string ActionId, string Label, JsonObject Element, JsonObject? Option)
{
    public string Type => Element["type"]!.GetValue<string>();

    public string? Value => (Option ?? Element)["value"]?.GetValue<string>();
}
