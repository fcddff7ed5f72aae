using System.Text;
using System.Text.Json;

namespace AccountAlerts.TestKit.Receivers;

/// <summary>What a request says, read without the product's own code.</summary>
internal sealed record WebhookRequest(
    WebhookVerb Verb, string Key, string Workspace, string Conversation, string? Thread, string? MessageId, string Text, ReadOnlyMemory<byte> Message)
{
    private const string Path = "/messages";

    /// <returns>Null for a request that is none of the protocol's.</returns>
    public static WebhookRequest? Read(string method, string target, IReadOnlyDictionary<string, string> query, ReadOnlyMemory<byte> body)
    {
        int question = target.IndexOf('?', StringComparison.Ordinal);
        string path = question < 0 ? target : target[..question];
        int at = path.IndexOf(Path, StringComparison.Ordinal);
        if (at < 0)
            return null;
        string rest = path[(at + Path.Length)..];
        string? id = rest.Length > 1 && rest[0] == '/' ? Uri.UnescapeDataString(rest[1..]) : null;
        return (method, id) switch
        {
            ("POST", null) => OfBody(WebhookVerb.Post, null, body),
            ("PUT", not null) => OfBody(WebhookVerb.Edit, id, body),
            ("GET", null) when query.TryGetValue("key", out string? key) && query.TryGetValue("workspace", out string? workspace)
                && query.TryGetValue("conversation", out string? conversation) =>
                new WebhookRequest(WebhookVerb.LookUp, key, workspace, conversation, null, null, "", default),
            _ => null,
        };
    }

    private static WebhookRequest? OfBody(WebhookVerb verb, string? id, ReadOnlyMemory<byte> body)
    {
        string? key = null, workspace = null, conversation = null, thread = null, text = null;
        ReadOnlyMemory<byte> message = default;
        try
        {
            var reader = new Utf8JsonReader(body.Span);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (Named(ref reader, "key"u8))
                    key = reader.GetString();
                else if (Named(ref reader, "thread"u8))
                    thread = reader.GetString();
                else if (Named(ref reader, "conversation"u8))
                    (workspace, conversation) = Place(ref reader);
                else if (Named(ref reader, "message"u8))
                    (message, text) = Slice(ref reader, body);
                else
                    return null;
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }

        return key is null || workspace is null || conversation is null || text is null
            ? null
            : new WebhookRequest(verb, key, workspace, conversation, thread, id, text, message);
    }

    private static (string? Workspace, string? Id) Place(ref Utf8JsonReader reader)
    {
        string? workspace = null, id = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Named(ref reader, "workspace"u8))
                workspace = reader.GetString();
            else if (Named(ref reader, "id"u8))
                id = reader.GetString();
        }

        return (workspace, id);
    }

    private static (ReadOnlyMemory<byte> Json, string? Text) Slice(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body)
    {
        int start = (int)reader.TokenStartIndex;
        string? text = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Named(ref reader, "text"u8))
                text = reader.GetString();
            else
                reader.Skip();
        }

        return (body[start..(int)reader.BytesConsumed], text);
    }

    /// <summary>On a match the reader stands on the value.</summary>
    private static bool Named(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(name))
            return false;
        return reader.Read();
    }
}
