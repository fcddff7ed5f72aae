using System.Buffers;
using System.Text.Json;

namespace AccountAlerts.Webhook;

/// <summary>Reads the answer's body, up to a limit, and finds the id in it.</summary>
internal static class WireReader
{
    /// <summary>An answer is an id and little else.</summary>
    public const int MostBytes = 64 * 1024;

    private const int UsualBytes = 1024;

    /// <summary>Longest id that is taken; it is kept with the message and becomes part of an address.</summary>
    public const int MostIdCharacters = 200;

    /// <returns>Null if there is no usable id: too long a body, no JSON, no id.</returns>
    public static async ValueTask<string?> IdAsync(HttpContent content, CancellationToken cancellation)
    {
        if (content.Headers.ContentLength is > MostBytes)
            return null;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(UsualBytes);
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellation);
            int length = 0;
            while (await stream.ReadAsync(buffer.AsMemory(length), cancellation) is > 0 and var read)
            {
                length += read;
                if (length > MostBytes)
                    return null;
                if (length == buffer.Length)
                    buffer = Larger(buffer);
            }

            return Id(buffer.AsSpan(0, length));
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

    /// <summary>The text (or whole number) <c>id</c> of the object.</summary>
    internal static string? Id(ReadOnlySpan<byte> json)
    {
        string? id = null;
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool named = reader.ValueTextEquals("id"u8);
                reader.Read();
                if (named)
                    id = TextOf(ref reader);
                reader.Skip();
            }

            // What follows the object makes it no object.
            reader.Read();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // No JSON, or a text of broken characters.
            return null;
        }

        return id is { Length: > 0 and <= MostIdCharacters } && id is not ("." or "..") && !id.Any(char.IsControl) ? id : null;
    }

    private static string? TextOf(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number when reader.TryGetInt64(out long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => null,
    };
}
