using System.Buffers;
using System.Text.Json;

namespace AccountAlerts.Webhook;

/// <summary>How the receiver names what it shows under a key.</summary>
/// <param name="Id">The message; null if the answer names none that can be used.</param>
/// <param name="Copies">Further messages of the same key.</param>
internal readonly record struct WireIds(string? Id, IReadOnlyList<string> Copies)
{
    public static WireIds None { get; } = new(null, []);
}

/// <summary>Reads the answer's body, up to a limit, and finds the ids in it.</summary>
internal static class WireReader
{
    /// <summary>An answer is an id and little else.</summary>
    public const int MostBytes = 64 * 1024;

    private const int UsualBytes = 1024;

    /// <summary>More copies of one message than a broken receiver can have made in good faith.</summary>
    private const int MostCopies = 20;

    /// <summary>Longest id that is taken; it is kept with the message and becomes part of an address.</summary>
    public const int MostIdCharacters = 200;

    /// <returns>Nothing if there is no usable id: too long a body, no JSON, no id.</returns>
    public static async ValueTask<WireIds> IdsAsync(HttpContent content, CancellationToken cancellation)
    {
        if (content.Headers.ContentLength is > MostBytes)
            return WireIds.None;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(UsualBytes);
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellation);
            int length = 0;
            while (await stream.ReadAsync(buffer.AsMemory(length), cancellation) is > 0 and var read)
            {
                length += read;
                if (length > MostBytes)
                    return WireIds.None;
                if (length == buffer.Length)
                    buffer = Larger(buffer);
            }

            return Ids(buffer.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Larger(byte[] full)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(full.Length * 4);
        full.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }

    /// <summary>The text (or whole number) <c>id</c> of the object, and the array <c>copies</c> of such.</summary>
    internal static WireIds Ids(ReadOnlySpan<byte> json)
    {
        string? id = null;
        List<string> copies = [];
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return WireIds.None;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool named = reader.ValueTextEquals("id"u8), doubled = reader.ValueTextEquals("copies"u8);
                reader.Read();
                if (named)
                    id = TextOf(ref reader);
                if (doubled && reader.TokenType == JsonTokenType.StartArray)
                    ReadCopies(ref reader, copies);
                reader.Skip();
            }

            // What follows the object makes it no object.
            reader.Read();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // No JSON, or a text of broken characters.
            return WireIds.None;
        }

        return IsUsable(id) ? new WireIds(id, copies) : WireIds.None;
    }

    private static void ReadCopies(ref Utf8JsonReader reader, List<string> copies)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (TextOf(ref reader) is { } copy && IsUsable(copy) && copies.Count < MostCopies)
                copies.Add(copy);
            reader.Skip();
        }
    }

    private static bool IsUsable(string? id) =>
        id is { Length: > 0 and <= MostIdCharacters } && id is not ("." or "..") && !id.Any(char.IsControl);

    private static string? TextOf(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number when reader.TryGetInt64(out long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => null,
    };
}
