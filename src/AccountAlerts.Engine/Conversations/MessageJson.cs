using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AccountAlerts.Engine.Conversations;

/// <summary>The stored form of messages, and the hash by which "shown" and "should be shown" are compared.</summary>
/// <remarks>Values that equal their default are left out, so that a later, optional property changes no stored hash.</remarks>
public static class MessageJson
{
    private const string NoMessage = "A stored message is the word null.";

    public static JsonSerializerOptions Options { get; } = Build();

    public static string Write(Message message) => JsonSerializer.Serialize(message, Options);

    /// <summary>The stored form in UTF-8, in memory of its own.</summary>
    public static byte[] Utf8(Message message) => JsonSerializer.SerializeToUtf8Bytes(message, Options);

    /// <summary>The stored form in UTF-8.</summary>
    public static void Write(Message message, IBufferWriter<byte> into)
    {
        using var writer = new Utf8JsonWriter(into, new JsonWriterOptions { Encoder = Options.Encoder, SkipValidation = true });
        JsonSerializer.Serialize(writer, message, Options);
    }

    /// <exception cref="JsonException">The text is no message.</exception>
    public static Message Read(string json) =>
        JsonSerializer.Deserialize<Message>(json, Options) ?? throw new JsonException(NoMessage);

    /// <inheritdoc cref="Read(string)"/>
    public static Message Read(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize<Message>(utf8, Options) ?? throw new JsonException(NoMessage);

    /// <returns>Lower-case hex SHA-256 of the stored form.</returns>
    public static string Hash(string json) => Hash(Encoding.UTF8.GetBytes(json));

    /// <inheritdoc cref="Hash(string)"/>
    public static string Hash(ReadOnlySpan<byte> utf8)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8, hash);
        return Convert.ToHexStringLower(hash);
    }

    private static JsonSerializerOptions Build()
    {
        var resolver = new DefaultJsonTypeInfoResolver();
        resolver.Modifiers.Add(NameBlocks);
        resolver.Modifiers.Add(KeepRequired);
        var options = new JsonSerializerOptions
        {
            TypeInfoResolver = resolver,
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        };
        options.MakeReadOnly();
        return options;
    }

    /// <summary>What must be there to be read must be written, also where it happens to be the default.</summary>
    private static void KeepRequired(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.IsRequired))
            property.ShouldSerialize = (_, _) => true;
    }

    private static void NameBlocks(JsonTypeInfo type)
    {
        if (type.Type != typeof(Block))
            return;
        type.PolymorphismOptions = new JsonPolymorphismOptions
        {
            TypeDiscriminatorPropertyName = "block",
            UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization,
            DerivedTypes =
            {
                new(typeof(Heading), "heading"),
                new(typeof(Paragraph), "paragraph"),
                new(typeof(BulletList), "list"),
                new(typeof(FieldList), "fields"),
                new(typeof(ScoreBlock), "score"),
                new(typeof(CauseBlock), "causes"),
                new(typeof(TableBlock), "table"),
                new(typeof(Footnote), "footnote"),
                new(typeof(RowList), "rows"),
            },
        };
    }
}
