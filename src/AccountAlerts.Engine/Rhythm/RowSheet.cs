using System.Globalization;
using System.Text.Json;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>Names a line of a message whose lines can be acted on.</summary>
/// <param name="Sheet">Random.</param>
/// <param name="Number">From 1.</param>
public sealed record RowKey(string Sheet, int Number)
{
    private const string Prefix = "row:";

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Sheet}:{Number}");

    /// <returns>Null for a key that names a card.</returns>
    public static RowKey? Parse(string key)
    {
        int last = key.LastIndexOf(':');
        return key.StartsWith(Prefix, StringComparison.Ordinal) && last > Prefix.Length
            && int.TryParse(key.AsSpan(last + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? new RowKey(key[Prefix.Length..last], number)
            : null;
    }
}

/// <summary>
/// What the buttons in a message of many lines act on. Every line is kept like a card with one cause, so that a click on it goes the
/// way of every other click.
/// </summary>
/// <param name="Reader">In whose words and zone it is written.</param>
/// <param name="Post">Unique key of the message; null for an answer, which is not edited any more.</param>
/// <param name="Message">As it was said; what it shows later is drawn from it and from how the alerts stand.</param>
/// <param name="Shown">Hash of what it shows by now.</param>
public sealed record RowSheet(DateTimeOffset At, string Reader, string? Post, Message Message, string Shown, IReadOnlyList<Card> Rows)
{
    /// <summary>Where sheets are remembered, by their random key.</summary>
    public const string Scope = "$rows";

    /// <summary>Buttons work for so long; the alert itself lives on.</summary>
    public static TimeSpan KeptFor { get; } = TimeSpan.FromDays(14);

    public Card? Find(RowKey key) => key.Number >= 1 && key.Number <= Rows.Count ? Rows[key.Number - 1] : null;

    public static RowSheet Read(string json) =>
        JsonSerializer.Deserialize<RowSheet>(json, MessageJson.Options) ?? throw new JsonException("A stored sheet is the word null.");

    public ProductValue ToValue(string key) => new(Scope, key, JsonSerializer.Serialize(this, MessageJson.Options));
}
