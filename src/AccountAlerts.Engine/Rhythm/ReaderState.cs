using System.Globalization;
using System.Text;
using System.Text.Json;
using AccountAlerts.Domain.Digests;
using AccountAlerts.Domain.Health;
using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>What is remembered of one reader's digests.</summary>
/// <param name="Said">The last of the reader's own days whose digest was said.</param>
/// <param name="Sheet">What the buttons of the latest digest act on; null if that day's was silence.</param>
public sealed record ReaderState(DateOnly Said, string? Sheet)
{
    public const string Scope = "$digest";

    public static ReaderState? Read(string? json) => json is null ? null : JsonSerializer.Deserialize<ReaderState>(json, MessageJson.Options);

    public ProductValue ToValue(string reader) => new(Scope, reader, JsonSerializer.Serialize(this, MessageJson.Options));
}

/// <summary>What a reader was told of the bands of their accounts, as text: <c>12:2 17:1:0:739770</c>, account, band, and the band on its way since a day.</summary>
internal static class BandMemos
{
    public const string Scope = "$digest-bands";

    public static string Write(IReadOnlyDictionary<int, BandMemo> bands)
    {
        var text = new StringBuilder();
        foreach (var (account, memo) in bands.OrderBy(band => band.Key))
        {
            text.Append(text.Length == 0 ? "" : " ").Append(CultureInfo.InvariantCulture, $"{account}:{(int)memo.Said}");
            if (memo is { Next: { } next, NextSince: { } since })
                text.Append(CultureInfo.InvariantCulture, $":{(int)next}:{since.DayNumber}");
        }

        return text.ToString();
    }

    public static IReadOnlyDictionary<int, BandMemo> Read(string? text)
    {
        var bands = new Dictionary<int, BandMemo>();
        foreach (string entry in (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            int[] cells = [.. entry.Split(':').Select(cell => int.Parse(cell, CultureInfo.InvariantCulture))];
            bands[cells[0]] = cells.Length == 4
                ? new BandMemo((Band)cells[1], (Band)cells[2], DateOnly.FromDayNumber(cells[3]))
                : new BandMemo((Band)cells[1], null, null);
        }

        return bands;
    }
}
