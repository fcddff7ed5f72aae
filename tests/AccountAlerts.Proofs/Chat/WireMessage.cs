using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace AccountAlerts.Proofs.Chat;

/// <summary>Reads of a request no more than the records need; a load run sends ten thousand of them.</summary>
internal static class WireMessage
{
    public static async Task<(string Key, string Conversation, string Text)> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream((int)(request.ContentLength ?? 4096));
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        return Read(body.GetBuffer().AsSpan(0, (int)body.Length));
    }

    private static (string Key, string Conversation, string Text) Read(ReadOnlySpan<byte> json)
    {
        string key = "", conversation = "", text = "";
        var reader = new Utf8JsonReader(json);
        string outer = "";
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;
            string name = reader.GetString()!;
            reader.Read();
            if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.StartObject)
                outer = name;
            else if (reader.CurrentDepth == 1 && name == "key")
                key = reader.GetString() ?? "";
            else if (reader.CurrentDepth == 2 && outer == "conversation" && name == "id")
                conversation = reader.GetString() ?? "";
            else if (reader.CurrentDepth == 2 && outer == "message" && name == "text")
                text = reader.GetString() ?? "";
            else
                reader.TrySkip();
        }

        return (key, conversation, text);
    }
}
