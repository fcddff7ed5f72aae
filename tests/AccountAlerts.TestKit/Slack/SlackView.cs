using System.Text.Json.Nodes;

namespace AccountAlerts.TestKit.Slack;

/// <summary>A modal or App Home as it is shown now. A snapshot: an update makes a new one under the same id.</summary>
/// <param name="View">As the app sent it, with what Slack adds.</param>
public sealed record SlackView(string Id, SlackUser User, JsonObject View)
{
    /// <summary>What the app said about inputs, by block id, at the last submission.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; init; } = new Dictionary<string, string>();

    public string Hash => View["hash"]!.GetValue<string>();

    public string CallbackId => View["callback_id"]?.GetValue<string>() ?? "";

    public string Title => View["title"]?["text"]?.GetValue<string>() ?? "";

    public JsonArray Blocks => (JsonArray)View["blocks"]!;

    public string Words => BlockReading.Words(Blocks);

    public IReadOnlyList<SlackControl> Controls => BlockReading.Controls(Blocks);

    /// <summary>Block ids of the inputs, in reading order.</summary>
    public IReadOnlyList<string> Inputs => [.. InputBlocks.Select(block => block["block_id"]!.GetValue<string>())];

    internal IEnumerable<JsonObject> InputBlocks => Blocks.OfType<JsonObject>().Where(block => block["type"]?.GetValue<string>() == "input");

    public SlackControl Control(string labelOrAction) =>
        Controls.FirstOrDefault(control => control.Label == labelOrAction || control.ActionId == labelOrAction)
        ?? throw new InvalidOperationException($"No control '{labelOrAction}' in view '{Title}'.");
}
