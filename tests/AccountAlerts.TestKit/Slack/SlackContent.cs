using System.Text.Json.Nodes;

namespace AccountAlerts.TestKit.Slack;

/// <summary>The checked content of a message.</summary>
internal sealed record SlackContent(string? Text, JsonArray? Blocks, JsonObject? Metadata)
{
    /// <summary>Undocumented: reports saw 9,600 characters pass and about 10,000 fail (bolt-js issue 2867).</summary>
    private const int MostCharacters = 10_000;

    /// <param name="required">A message without any content is refused.</param>
    public static SlackContent Read(SlackContext context, bool required = true)
    {
        var arguments = context.Arguments;
        string? text = arguments.Text("text");
        if (arguments.Has("markdown_text") && (text is not null || arguments.Has("blocks")))
            throw new SlackRefusal("markdown_text_conflict");
        text ??= arguments.Text("markdown_text");
        var blocks = Checked(context.Fake, arguments.Array("blocks", "invalid_blocks_format"));
        if (arguments.Array("attachments", "invalid_attachments") is { Count: > 100 })
            throw new SlackRefusal("too_many_attachments");
        if (required && text is null && blocks is not { Count: > 0 } && !arguments.Has("attachments"))
            throw new SlackRefusal("no_text");
        var metadata = arguments.Object("metadata", "invalid_metadata_format");
        if (metadata is not null)
            CheckMetadata(metadata);
        return new SlackContent(text, blocks, metadata);
    }

    public static JsonArray? Checked(FakeSlack fake, JsonArray? blocks)
    {
        if (blocks is null)
            return null;
        var faults = BlockRules.Check(blocks, BlockSurface.Message, fake.RefusedBlocks);
        if (faults.Count > 0)
            throw new SlackRefusal("invalid_blocks", [.. faults]);
        if (BlockReading.Words(blocks).Length > MostCharacters)
            throw new SlackRefusal("msg_blocks_too_long");
        fake.NameBlocks(blocks);
        return blocks;
    }

    /// <summary>docs.slack.dev/messaging/message-metadata: flat values, or one level of objects.</summary>
    private static void CheckMetadata(JsonObject metadata)
    {
        if (metadata.Count == 0)
            return;
        if (metadata["event_type"] is not JsonValue type || metadata["event_payload"] is not JsonObject payload)
            throw new SlackRefusal("invalid_metadata_format");
        if (type.ToString() is not { Length: > 0 } name || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'))
            throw new SlackRefusal("invalid_metadata_schema");
        foreach (var (_, value) in payload)
        {
            var inner = value switch
            {
                JsonObject nested => nested.Select(pair => pair.Value),
                JsonArray list => list.SelectMany(item => item is JsonObject nested ? nested.Select(pair => pair.Value) : [item]),
                _ => [],
            };
            if (value is null || inner.Any(item => item is null or JsonObject or JsonArray))
                throw new SlackRefusal("invalid_metadata_format");
        }
    }
}
