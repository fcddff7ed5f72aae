namespace AccountAlerts.Sources.DropFolder.Reading;

/// <summary>What came of reading the rows of one file.</summary>
/// <param name="Rows">Good rows, handed to the store.</param>
/// <param name="Refusal">Why the file cannot be taken; null if it can.</param>
internal sealed record RowReading(long Rows, IReadOnlyList<string> Warnings, string? Refusal)
{
    public static RowReading Refused(string refusal) => new(0, [], refusal);
}
