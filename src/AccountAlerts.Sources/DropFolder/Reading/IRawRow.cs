namespace AccountAlerts.Sources.DropFolder.Reading;

/// <summary>One row as the file has it, by the contract's columns: what CSV and NDJSON have in common.</summary>
internal interface IRawRow
{
    /// <param name="column">Index into the contract's columns.</param>
    /// <returns>The text as valid UTF-8, quotes and escapes undone; empty where the row says nothing. Valid until the next row.</returns>
    ReadOnlySpan<byte> this[int column] { get; }
}
