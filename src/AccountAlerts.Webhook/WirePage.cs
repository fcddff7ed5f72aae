using System.Buffers;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Webhook;

/// <summary>
/// One request on paper: what is signed, and as its tail the body that is sent. One buffer for both, used again and again, since thousands
/// of messages a second pass here.
/// </summary>
internal sealed class WirePage : IDisposable
{
    /// <summary>A page that grew beyond this is left to the garbage collector.</summary>
    private const int Kept = 256 * 1024;

    private static readonly ConcurrentBag<WirePage> Spare = [];
    private static readonly JsonEncodedText KeyName = JsonEncodedText.Encode("key");
    private static readonly JsonEncodedText ConversationName = JsonEncodedText.Encode("conversation");
    private static readonly JsonEncodedText WorkspaceName = JsonEncodedText.Encode("workspace");
    private static readonly JsonEncodedText IdName = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText ThreadName = JsonEncodedText.Encode("thread");
    private static readonly JsonEncodedText MessageName = JsonEncodedText.Encode("message");

    private readonly ArrayBufferWriter<byte> _bytes = new(4096);
    private readonly Utf8JsonWriter _json;
    private int _body;

    private WirePage() => _json = new Utf8JsonWriter(
        _bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    /// <summary>Everything that the signature covers.</summary>
    public ReadOnlySpan<byte> Signed => _bytes.WrittenSpan;

    public ReadOnlyMemory<byte> Body => _bytes.WrittenMemory[_body..];

    public static WirePage Take(long timestamp, string method, string pathAndQuery)
    {
        var page = Spare.TryTake(out var spare) ? spare : new WirePage();
        page._bytes.ResetWrittenCount();
        Utf8Formatter.TryFormat(timestamp, page._bytes.GetSpan(20), out int digits);
        page._bytes.Advance(digits);
        page.Line();
        Encoding.UTF8.GetBytes(method, page._bytes);
        page.Line();
        Encoding.UTF8.GetBytes(pathAndQuery, page._bytes);
        page.Line();
        page._body = page._bytes.WrittenCount;
        return page;
    }

    public void Write(OutboundMessage message)
    {
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteString(KeyName, message.Key);
        _json.WriteStartObject(ConversationName);
        _json.WriteString(WorkspaceName, message.Conversation.Workspace);
        _json.WriteString(IdName, message.Conversation.Id);
        _json.WriteEndObject();
        if (message.ThreadId is { } thread)
            _json.WriteString(ThreadName, thread);
        _json.WritePropertyName(MessageName);
        JsonSerializer.Serialize(_json, message.Message, MessageJson.Options);
        _json.WriteEndObject();
        _json.Flush();
    }

    /// <summary>Only once nobody reads the body any more: never after a call that broke off.</summary>
    public void GiveBack()
    {
        if (_bytes.Capacity <= Kept)
            Spare.Add(this);
        else
            Dispose();
    }

    public void Dispose() => _json.Dispose();

    private void Line()
    {
        _bytes.GetSpan(1)[0] = (byte)'\n';
        _bytes.Advance(1);
    }
}
