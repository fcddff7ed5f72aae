using System.Buffers;
using System.Text.Json;

namespace AccountAlerts.Teams.Wire;

/// <summary>What an invoke is answered with: the body of the HTTP answer.</summary>
/// <param name="Status">Of the HTTP answer.</param>
/// <param name="Body">JSON; null for an empty one.</param>
public sealed record InvokeAnswer(int Status, ReadOnlyMemory<byte>? Body = null)
{
    public const string MessageType = "application/vnd.microsoft.activity.message";
    public const string ErrorType = "application/vnd.microsoft.error";

    /// <summary>Nothing to show: a dialog closes, an action is done.</summary>
    public static InvokeAnswer Empty { get; } = new(200);

    /// <summary>An invoke that is not known here.</summary>
    public static InvokeAnswer NotImplemented { get; } = new(501);

    /// <summary>Replaces the card for who clicked.</summary>
    /// <param name="card">Its JSON, which is passed on as it is.</param>
    public static InvokeAnswer Card(ReadOnlySpan<byte> card)
    {
        var body = new ArrayBufferWriter<byte>(card.Length + 128);
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            writer.WriteNumber("statusCode"u8, 200);
            writer.WriteString("type"u8, Attachment.AdaptiveCard);
            writer.WritePropertyName("value"u8);
            writer.WriteRawValue(card, skipInputValidation: true);
            writer.WriteEndObject();
        }

        return new InvokeAnswer(200, body.WrittenMemory);
    }

    /// <summary>A line for who clicked.</summary>
    public static InvokeAnswer Say(string text) => Action(200, MessageType, text);

    /// <summary>Why nothing happened, for who clicked.</summary>
    public static InvokeAnswer Error(int status, string code, string message) => Action(status, ErrorType, new Fault(code, message));

    /// <summary>The answer to a composeExtension or task invoke.</summary>
    public static InvokeAnswer Of<T>(T body) => new(200, TeamsJson.Bytes(body));

    private static InvokeAnswer Action<T>(int status, string type, T value) => Of(new ActionAnswer<T>(status, type, value));

    private sealed record ActionAnswer<T>(int StatusCode, string Type, T Value);

    private sealed record Fault(string Code, string Message);
}
